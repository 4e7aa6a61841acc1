package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.theme.Messages;
import dev.baton.console.timeline.Navigation;
import dev.baton.console.timeline.TimelinePane;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The timeline's commands. */
final class TimelineCommands {
    private TimelineCommands() {}

    /**
     * @param bookmarks opens the list of bookmarks
     * @param notes opens it for a note
     */
    static List<Command> of(TimelinePane timeline, Runnable bookmarks, Runnable notes) {
        Navigation time = timeline.navigation();
        return List.of(
                key("timeline.freeze", KeyCode.SPACE, time::freezeOrPlay),
                key("timeline.live", KeyCode.END, time::live),
                key("timeline.live.key", KeyCode.L, time::live),
                key("timeline.oldest", KeyCode.HOME, time::home),
                key("timeline.zoomin", KeyCode.W, () -> timeline.zoom(1)),
                key("timeline.zoomout", KeyCode.S, () -> timeline.zoom(-1)),
                key("timeline.earlier", KeyCode.A, () -> timeline.pan(-1)),
                key("timeline.later", KeyCode.D, () -> timeline.pan(1)),
                key("timeline.fit", KeyCode.F, time::fit),
                key("timeline.nextevent", KeyCode.PERIOD, () -> time.stepEvent(true)),
                key("timeline.previousevent", KeyCode.COMMA, () -> time.stepEvent(false)),
                key("timeline.nextepoch", KeyCode.CLOSE_BRACKET, () -> time.stepEpoch(true)),
                key("timeline.previousepoch", KeyCode.OPEN_BRACKET, () -> time.stepEpoch(false)),
                new Command(
                        Messages.of("timeline.clear"),
                        new KeyCodeCombination(KeyCode.ESCAPE),
                        () -> time.range().get() == null
                                ? Availability.no(Messages.of("screen.nostretch"))
                                : Availability.YES,
                        () -> time.range().set(null)),
                key("timeline.bookmarks", KeyCode.M, bookmarks),
                key("timeline.notes", KeyCode.N, notes),
                command("timeline.undo", KeyCombination.valueOf("Shortcut+Z"), time::undo),
                command("timeline.redo", KeyCombination.valueOf("Shortcut+Shift+Z"), time::redo));
    }

    private static Command key(String text, KeyCode code, Runnable run) {
        return command(text, new KeyCodeCombination(code), run);
    }

    private static Command command(String text, KeyCombination keys, Runnable run) {
        return new Command(Messages.of(text), keys, () -> Availability.YES, run);
    }
}
