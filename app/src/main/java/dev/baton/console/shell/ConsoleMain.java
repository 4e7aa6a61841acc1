package dev.baton.console.shell;

import javafx.application.Application;

/** Starts the console. Not an {@link Application} itself, so that it runs from a class path too. */
public final class ConsoleMain {
    private ConsoleMain() {}

    /** Opens the window and returns once it was closed; the source is closed then. Once in a process. */
    public static void open(ConsoleSource source) {
        ConsoleApp.SOURCE.set(source);
        Application.launch(ConsoleApp.class);
    }
}
