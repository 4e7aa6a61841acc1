package dev.baton.console.tour;

/** The tour cannot go on; the message says what was expected and what was found. */
final class TourException extends Exception {
    private static final long serialVersionUID = 1L;

    TourException(String message) {
        super(message);
    }
}
