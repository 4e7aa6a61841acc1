package dev.baton.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Asks a person to type a name before something is changed. */
final class Confirmation {
    /** Where a person is asked. */
    interface Terminal {
        /** What was typed; null at the end of input. */
        @Nullable
        String ask(String question);
    }

    private Confirmation() {}

    /** The terminal of this process, or null where it has none. */
    @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
    static @Nullable Terminal terminal() {
        Console console = System.console();
        return console == null || !console.isTerminal() ? null : question -> console.readLine("%s", question);
    }

    /** Returns if the word was typed; else nothing may be changed. */
    static void require(String word, String action, @Nullable Terminal terminal) throws CliException {
        if (terminal == null) {
            throw new CliException(Exit.USAGE, "nothing was changed: without a terminal to ask on, --yes is needed");
        }
        String typed = terminal.ask("Type " + word + " to " + action + ": ");
        if (typed == null || !typed.strip().equals(word)) {
            throw new CliException(Exit.FAILED, "nothing was changed: '" + word + "' was not typed");
        }
    }
}
