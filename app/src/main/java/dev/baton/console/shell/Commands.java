package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
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

        void table();

        void alerts();

        void theme();

        void help();
    }

    /** @param more of the screens, before the help */
    Commands(Target target, List<Command> more) {
        List<Command> all = new ArrayList<>(List.of(
                command("Search or run a command", "Shortcut+K", target::palette),
                new Command(
                        "Plan a switchover of the shown group…",
                        KeyCombination.valueOf("Shortcut+Shift+S"),
                        target::switchoverAllowed,
                        target::switchover),
                command("Topology as a table, or as a drawing", "Shortcut+B", target::table),
                command("All alerts: guidance, acknowledge", "Shortcut+Shift+A", target::alerts),
                command("Dark or light theme", "Shortcut+T", target::theme)));
        all.addAll(more);
        all.add(command("Keyboard help", "F1", target::help));
        all.add(new Command(
                "Keyboard help (?)",
                new KeyCodeCombination(KeyCode.SLASH, KeyCombination.SHIFT_DOWN),
                () -> Availability.YES,
                target::help));
        fixed = List.copyOf(all);
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
