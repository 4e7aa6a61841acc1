package dev.baton.cli;

/** Ends a command with a message for a person and an exit code. */
final class CliException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int code;

    CliException(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
