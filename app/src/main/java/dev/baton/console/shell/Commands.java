package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.theme.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The registry of commands. JavaFX thread only. */
final class Commands {
    /** The help, which stays last. */
    private static final int LAST = 2;

    private List<Command> fixed;

    /** What the commands do. */
    interface Target {
        void palette();

        void table();

        void alerts();

        void theme();

        void help();
    }

    /** Which screen is shown, and what there is to do on that of the fleet. */
    interface Screens {
        void fleet();

        void open();

        Availability openAllowed();

        void back();

        Availability backAllowed();

        void filter();

        void menu();

        void trouble();

        Availability inFleet();

        Availability inGroup();
    }

    /**
     * @param actions what may be done to the shown group
     * @param more of the screen of a group, before the help
     */
    Commands(Target target, List<Command> actions, Screens screens, List<Command> more) {
        List<Command> all = new ArrayList<>(List.of(command("command.palette", "Shortcut+K", target::palette)));
        all.addAll(actions);
        all.addAll(List.of(
                command("command.table", "Shortcut+B", target::table),
                command("command.alerts", "Shortcut+Shift+A", target::alerts),
                command("command.theme", "Shortcut+T", target::theme)));
        for (Command one : more) {
            all.add(new Command(one.title(), one.keys(), () -> both(screens.inGroup(), one.guard()), one.run()));
        }
        all.addAll(List.of(
                command("command.fleet", "Shortcut+G", screens::fleet),
                guarded("command.fleet.open", "Enter", screens::openAllowed, screens::open),
                guarded("command.fleet.menu", "Shortcut+M", screens::openAllowed, screens::menu),
                guarded("command.back", "Esc", screens::backAllowed, screens::back),
                guarded("command.fleet.filter", "Shortcut+F", screens::inFleet, screens::filter),
                guarded("command.fleet.trouble", "Shortcut+J", screens::inFleet, screens::trouble)));
        all.add(command("command.help", "F1", target::help));
        all.add(new Command(
                Messages.of("command.help.mark"),
                new KeyCodeCombination(KeyCode.SLASH, KeyCombination.SHIFT_DOWN),
                () -> Availability.YES,
                target::help));
        fixed = List.copyOf(all);
    }

    private static Availability both(Availability first, Supplier<Availability> second) {
        return first.allowed() ? second.get() : first;
    }

    private static Command guarded(String text, String keys, Supplier<Availability> guard, Runnable run) {
        return new Command(Messages.of(text), KeyCombination.valueOf(keys), guard, run);
    }

    private static Command command(String text, String keys, Runnable run) {
        return new Command(Messages.of(text), KeyCombination.valueOf(keys), () -> Availability.YES, run);
    }

    /** More commands, before the help. */
    void add(List<Command> more) {
        List<Command> all = new ArrayList<>(fixed);
        all.addAll(all.size() - LAST, more);
        fixed = List.copyOf(all);
    }

    List<Command> fixed() {
        return fixed;
    }

    /** Gives the command behind the keys; whether there was one that may be given now. */
    boolean give(KeyEvent event) {
        for (Command command : fixed) {
            if (command.keys() != null
                    && command.keys().match(event)
                    && command.guard().get().allowed()) {
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
