package dev.baton.console.shell;

import javafx.application.Application;

/** Starts the console. Not an {@link Application} itself, so that it runs from a class path too. */
public final class ConsoleMain {
    private ConsoleMain() {}

    /**
     * Opens the window and returns once it was closed; every source is closed then. Once in a process.
     *
     * @param clusters what else may be looked at
     */
    public static void open(ConsoleSource source, Clusters clusters) {
        ConsoleApp.BEGIN.set(new ConsoleApp.Begin(source, clusters));
        Application.launch(ConsoleApp.class);
    }
}
