package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The registry of commands. JavaFX thread only. */
final class Commands {
    private final List<Command> fixed;

    /** What the commands do. */
    interface Target {
        void palette();

        void switchover();

        Availability switchoverAllowed();

        void freeze();

        void live();

        void table();

        void alerts();

        void theme();

        void help();
    }

    Commands(Target target) {
        fixed = List.of(
                command("Search or run a command", "Shortcut+K", target::palette),
                new Command(
                        "Plan a switchover of the shown group…",
                        KeyCombination.valueOf("Shortcut+Shift+S"),
                        target::switchoverAllowed,
                        target::switchover),
                command("Freeze the timeline, or let it run", "Space", target::freeze),
                command("Return the timeline to live", "L", target::live),
                command("Return the timeline to live (End)", "End", target::live),
                command("Topology as a table, or as a drawing", "Shortcut+B", target::table),
                command("All alerts: guidance, acknowledge", "Shortcut+Shift+A", target::alerts),
                command("Dark or light theme", "Shortcut+T", target::theme),
                command("Keyboard help", "F1", target::help));
    }

    private static Command command(String title, String keys, Runnable run) {
        return new Command(title, KeyCombination.valueOf(keys), () -> Availability.YES, run);
    }

    List<Command> fixed() {
        return fixed;
    }

    /** Gives the command behind the keys; whether there was one. */
    boolean give(KeyEvent event) {
        for (Command command : fixed) {
            if (command.keys() != null && command.keys().match(event)) {
                command.give();
                return true;
            }
        }
        return false;
    }

    /** Those whose title holds every word of the query, in any order. */
    static List<Command> matching(List<Command> all, String query) {
        String[] words = query.toLowerCase(Locale.ROOT).strip().split("\\s+", -1);
        return all.stream()
                .filter(command -> {
                    String title = command.title().toLowerCase(Locale.ROOT);
                    for (String word : words) {
                        if (!title.contains(word)) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }
}
