package dev.baton.console.alert;

/** How a console calls an operator who looks elsewhere. JavaFX thread; returns at once, and never fails. */
public interface Notices {
    /** What keeps it from working here, in words; empty where nothing does. */
    String missing();

    /** Calls, in one go for all that is new. */
    void call(String title, String text, boolean alarm);
}
