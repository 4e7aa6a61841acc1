package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.ThemeChoice;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/** The window's own commands. */
final class WindowCommands {
    private WindowCommands() {}

    /** @param scale how many steps larger; 0 for the first size */
    static List<Command> looks(Consumer<ThemeChoice> theme, IntConsumer scale) {
        return List.of(
                made("command.system", null, () -> theme.accept(ThemeChoice.SYSTEM)),
                made("command.larger", key(KeyCode.PLUS), () -> scale.accept(1)),
                made("command.larger.equals", key(KeyCode.EQUALS), () -> scale.accept(1)),
                made("command.larger.pad", key(KeyCode.ADD), () -> scale.accept(1)),
                made("command.smaller", key(KeyCode.MINUS), () -> scale.accept(-1)),
                made("command.smaller.pad", key(KeyCode.SUBTRACT), () -> scale.accept(-1)),
                made("command.normal", key(KeyCode.DIGIT0), () -> scale.accept(0)));
    }

    static Command command(String text, String keys, Runnable run) {
        return made(text, KeyCombination.valueOf(keys), run);
    }

    /** Shows another cluster that is connected. */
    static Command place(String cluster, Runnable go) {
        return new Command(Messages.of("command.place", cluster), null, () -> Availability.YES, go);
    }

    /** With or without Shift: on many keyboards a plus needs it. */
    private static KeyCombination key(KeyCode code) {
        return new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
    }

    private static Command made(String text, @Nullable KeyCombination keys, Runnable run) {
        return new Command(Messages.of(text), keys, () -> Availability.YES, run);
    }
}
