package dev.baton.lab;

/** The lab cannot do what was asked. The message is fit for a person: what was expected, what is so, what to do next. */
public final class LabException extends Exception {
    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
