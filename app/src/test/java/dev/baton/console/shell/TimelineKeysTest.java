package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.Navigation;
import dev.baton.console.timeline.Range;
import dev.baton.console.timeline.TimeWindow;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What each key of the timeline does. */
@ExtendWith(ApplicationExtension.class)
final class TimelineKeysTest {
    private static final long NOW = SampleCluster.NOW;
    private final SampleSource source = new SampleSource(SampleCluster.healthy().view());
    private long now = NOW;

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private Shell shell;

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private Navigation time;

    @Start
    void start(Stage stage) {
        source.live(SampleCluster.splitBrain());
        shell = new Shell(source, () -> now, Theme.DARK);
        time = shell.time();
        SmallStage.show(stage, shell);
    }

    private void press(FxRobot robot, KeyCode... keys) {
        robot.press(keys);
        for (int i = keys.length - 1; i >= 0; i--) {
            robot.release(keys[i]);
        }
        robot.interact(shell::refresh);
    }

    private TimeWindow window() {
        return time.window().get();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @Test
    void wAndSZoomAndUndoGoesBack(FxRobot robot) {
        long span = window().spanMillis();
        press(robot, KeyCode.W);
        assertTrue(window().spanMillis() < span && window().live());
        press(robot, KeyCode.CONTROL, KeyCode.Z);
        assertEquals(span, window().spanMillis());
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertTrue(window().spanMillis() < span);
        press(robot, KeyCode.CONTROL, KeyCode.Z);
        press(robot, KeyCode.S);
        assertTrue(window().spanMillis() > span);
    }

    @Test
    void aAndDMoveAndLeaveThePresent(FxRobot robot) {
        press(robot, KeyCode.A);
        long end = window().end(NOW);
        assertTrue(end < NOW && !window().live());
        press(robot, KeyCode.A);
        press(robot, KeyCode.D);
        assertEquals(end, window().end(NOW));
    }

    @Test
    void spaceFreezesAndPlaysAndEndReturns(FxRobot robot) {
        press(robot, KeyCode.SPACE);
        assertEquals(TimeWindow.Mode.FROZEN, window().mode());
        now = NOW + 12_000;
        robot.interact(shell::refresh);
        assertTrue(robot.lookup("#live").queryButton().getText().contains("NOT LIVE · 12.0 s ago"));
        press(robot, KeyCode.SPACE);
        assertEquals(TimeWindow.Mode.PLAYING, window().mode());
        assertTrue(robot.lookup("#switchover").query().isDisabled());
        press(robot, KeyCode.END);
        assertTrue(window().live());
    }

    @Test
    void homeGoesToTheOldest(FxRobot robot) {
        press(robot, KeyCode.HOME);
        assertEquals(NOW - 120_000, window().at(NOW));
    }

    @Test
    void bracketsStepEpochsAndDotsStepEvents(FxRobot robot) {
        press(robot, KeyCode.OPEN_BRACKET);
        assertEquals(NOW - 2_250, window().at(NOW));
        press(robot, KeyCode.COMMA);
        assertEquals(NOW - 2_900, window().at(NOW), "the verdict before the grant");
        press(robot, KeyCode.PERIOD);
        assertEquals(NOW - 2_250, window().at(NOW));
        press(robot, KeyCode.OPEN_BRACKET);
        press(robot, KeyCode.CLOSE_BRACKET);
        assertEquals(NOW - 2_250, window().at(NOW));
    }

    @Test
    void fFitsTheSelectedStretchAndEscapeClearsIt(FxRobot robot) {
        robot.interact(() -> time.range().set(new Range(NOW - 6_000, NOW - 2_000)));
        String words = text(robot, "#stats");
        assertTrue(words.contains("4.0 s · ") && words.contains("heartbeats") && words.contains("1 epoch"), words);
        press(robot, KeyCode.F);
        assertTrue(window().spanMillis() < 5_000 && !window().live());
        press(robot, KeyCode.ESCAPE);
        assertNull(time.range().get());
        assertFalse(robot.lookup("#stats").query().isVisible());
    }

    @Test
    void mNamesTheInstantAndTheListGoesBackToIt(FxRobot robot) {
        press(robot, KeyCode.OPEN_BRACKET);
        press(robot, KeyCode.M);
        robot.write("the grant");
        press(robot, KeyCode.ENTER);
        assertEquals("the grant", time.bookmarks().getFirst().name());
        press(robot, KeyCode.ESCAPE);
        press(robot, KeyCode.END);
        press(robot, KeyCode.M);
        robot.interact(() -> {
            ListView<?> list = robot.lookup("#list").queryListView();
            list.getSelectionModel().selectFirst();
            list.requestFocus();
        });
        press(robot, KeyCode.ENTER);
        assertEquals(NOW - 2_250, window().at(NOW));
        press(robot, KeyCode.M);
        robot.interact(() -> {
            ListView<?> list = robot.lookup("#list").queryListView();
            list.getSelectionModel().selectFirst();
            list.requestFocus();
        });
        press(robot, KeyCode.DELETE);
        assertEquals(List.of(), time.bookmarks());
    }

    @Test
    void paletteAndHelpListEveryKey(FxRobot robot) {
        press(robot, KeyCode.SHIFT, KeyCode.SLASH);
        List<String> lines = robot.lookup("#lines").queryAs(javafx.scene.layout.VBox.class).getChildren().stream()
                .map(node -> ((Label) node).getText())
                .toList();
        for (String word : List.of("Bookmarks", "next event", "previous epoch", "zoom in", "earlier", "fit", "Undo")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(word)), word + " in " + lines);
        }
        press(robot, KeyCode.ESCAPE);
        press(robot, KeyCode.CONTROL, KeyCode.K);
        robot.write("previous epoch");
        press(robot, KeyCode.ENTER);
        assertEquals(NOW - 2_250, window().at(NOW));
        assertNotNull(robot.lookup("#canvases").query());
    }
}
