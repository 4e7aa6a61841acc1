package dev.baton.console.shell;

import dev.baton.console.action.Availability;
import dev.baton.console.timeline.Navigation;
import dev.baton.console.timeline.TimelinePane;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The timeline's commands. */
final class TimelineCommands {
    private TimelineCommands() {}

    /** @param bookmarks opens the list of bookmarks */
    static List<Command> of(TimelinePane timeline, Runnable bookmarks) {
        Navigation time = timeline.navigation();
        return List.of(
                key("Freeze the timeline, or play it from the shown instant", KeyCode.SPACE, time::freezeOrPlay),
                key("Return to live", KeyCode.END, time::live),
                key("Return to live (L)", KeyCode.L, time::live),
                key("Timeline: to the oldest that is known", KeyCode.HOME, time::home),
                key("Timeline: zoom in", KeyCode.W, () -> timeline.zoom(1)),
                key("Timeline: zoom out", KeyCode.S, () -> timeline.zoom(-1)),
                key("Timeline: earlier", KeyCode.A, () -> timeline.pan(-1)),
                key("Timeline: later", KeyCode.D, () -> timeline.pan(1)),
                key("Timeline: fit the selected stretch, or all that is known", KeyCode.F, time::fit),
                key("Timeline: next event", KeyCode.PERIOD, () -> time.stepEvent(true)),
                key("Timeline: previous event", KeyCode.COMMA, () -> time.stepEvent(false)),
                key("Timeline: next epoch", KeyCode.CLOSE_BRACKET, () -> time.stepEpoch(true)),
                key("Timeline: previous epoch", KeyCode.OPEN_BRACKET, () -> time.stepEpoch(false)),
                new Command(
                        "Timeline: clear the selected stretch",
                        new KeyCodeCombination(KeyCode.ESCAPE),
                        () -> time.range().get() == null ? Availability.no("no stretch is selected") : Availability.YES,
                        () -> time.range().set(null)),
                key("Bookmarks: name the shown instant, or go to one", KeyCode.M, bookmarks),
                command("Undo zoom", KeyCombination.valueOf("Shortcut+Z"), time::undo),
                command("Redo zoom", KeyCombination.valueOf("Shortcut+Shift+Z"), time::redo));
    }

    private static Command key(String title, KeyCode code, Runnable run) {
        return command(title, new KeyCodeCombination(code), run);
    }

    private static Command command(String title, KeyCombination keys, Runnable run) {
        return new Command(title, keys, () -> Availability.YES, run);
    }
}
