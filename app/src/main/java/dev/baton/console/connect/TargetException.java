package dev.baton.console.connect;

/** No cluster can be made out of what was given. The message names what was expected and what to do. */
public final class TargetException extends Exception {
    private static final long serialVersionUID = 1L;

    public TargetException(String message) {
        super(message);
    }
}
