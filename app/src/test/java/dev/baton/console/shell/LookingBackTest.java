package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.Navigation;
import dev.baton.console.timeline.Range;
import dev.baton.console.timeline.TimeWindow;
import dev.baton.model.ActionKind;
import java.util.Objects;
import javafx.event.EventType;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the mouse does in the timeline, and what the rest of the console shows while it looks back. */
@ExtendWith(ApplicationExtension.class)
final class LookingBackTest {
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

    private static boolean seen(Node node) {
        for (Node up = node; up != null; up = up.getParent()) {
            if (!up.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void theWholeConsoleShowsTheInstantAndEveryCommandIsOff(FxRobot robot) {
        assertTrue(text(robot, "#headline").contains("Split brain"));
        robot.interact(() -> time.seek(NOW - 10_000));
        robot.interact(shell::refresh);
        assertFalse(seen(robot.lookup("#headline").query()), "nothing was wrong then");
        @SuppressWarnings("unchecked")
        ListView<GroupRow> groups = robot.lookup("#groups").queryAs(ListView.class);
        assertEquals("e6", groups.getItems().getLast().epoch(), "ten seconds ago epoch 6 held");
        assertEquals("payments-a", text(robot, "#name"), "what is looked at stays");
        assertTrue(robot.lookup("#switchover").query().isDisabled());
        assertTrue(text(robot, "#why").contains("not live"), text(robot, "#why"));
        for (ActionKind kind : ActionKind.values()) {
            assertFalse(
                    shell.actions().allowed(kind, shell.actions().shown(), null).allowed(), kind.name());
        }
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        assertTrue(robot.lookup("#confirm").queryAll().isEmpty(), "no dialog opens on the past");
        assertTrue(robot.lookup(".shell").query().getStyleClass().contains("not-live"));
        robot.clickOn("#live");
        robot.interact(shell::refresh);
        assertTrue(window().live());
        assertTrue(text(robot, "#headline").contains("Split brain"));
        assertEquals("e7", groups.getItems().getFirst().epoch(), "the worst stands first");
    }

    @Test
    void whileLookingBackAlarmsOfThePresentAreToldAndNothingIsAcknowledged(FxRobot robot) {
        robot.interact(() -> time.seek(NOW - 10_000));
        robot.interact(shell::refresh);
        assertTrue(text(robot, "#hint").contains("now 1 alarm"), text(robot, "#hint"));
        robot.interact(() -> time.seek(NOW - 500));
        robot.interact(shell::refresh);
        assertTrue(text(robot, "#headline").contains("Split brain"), "it was there half a second ago too");
        robot.clickOn("#acknowledge");
        assertTrue(robot.lookup(".dialog .label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().contains("Acknowledging is off: not live")));
        press(robot, KeyCode.ESCAPE);
    }

    @Test
    void aClickShowsAnInstantADragPansAndShiftSelects(FxRobot robot) {
        Node lanes = robot.lookup("#canvases").query();
        drag(robot, lanes, false, 300, 300);
        assertFalse(window().live());
        long at = window().at(NOW);
        assertTrue(at < NOW - 5_000 && at > NOW - 30_000, at + "");
        // On the shown instant a drag moves that, and the window stays.
        drag(robot, lanes, false, 300, 360);
        assertTrue(window().at(NOW) > at);
        assertEquals(NOW, window().end(NOW));
        drag(robot, lanes, false, 200, 260);
        assertTrue(window().end(NOW) < NOW);
        drag(robot, lanes, true, 200, 400);
        assertTrue(Objects.requireNonNull(time.range().get()).millis() > 1_000);
        drag(robot, lanes, true, 300, 300);
        assertNull(time.range().get(), "a click with Shift selects nothing");
    }

    @Test
    void theStripsWindowIsDraggedIntoThePast(FxRobot robot) {
        Node strip = robot.lookup("#overview").query();
        double right = strip.getLayoutBounds().getWidth() - 20;
        drag(robot, strip, false, right - 10, right - 200);
        assertFalse(window().live());
        assertTrue(window().end(NOW) < NOW - 20_000, NOW - window().end(NOW) + " ms back");
        assertTrue(Objects.requireNonNull(strip.getAccessibleText()).contains("no standby"));
        press(robot, KeyCode.END);
        assertTrue(window().live());
        drag(robot, strip, false, 250, 250);
        assertTrue(window().end(NOW) < NOW - 40_000, "outside of the window a press brings it there");
    }

    /** By events: the headless platform's robot knows no modifiers, and moves when it likes. */
    private static void drag(FxRobot robot, Node on, boolean shift, double from, double to) {
        robot.interact(() -> {
            mouse(on, MouseEvent.MOUSE_PRESSED, from, shift);
            for (int i = 1; i <= 4 && from != to; i++) {
                mouse(on, MouseEvent.MOUSE_DRAGGED, from + (to - from) * i / 4, shift);
            }
            mouse(on, MouseEvent.MOUSE_RELEASED, to, shift);
        });
    }

    private static void mouse(Node on, EventType<MouseEvent> type, double x, boolean shift) {
        Point2D at = on.localToScene(x, 20);
        on.fireEvent(new MouseEvent(
                type,
                at.getX(),
                at.getY(),
                at.getX(),
                at.getY(),
                MouseButton.PRIMARY,
                1,
                shift,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                true,
                null));
    }

    @Test
    void theWheelZoomsAtThePointer(FxRobot robot) {
        long span = window().spanMillis();
        Node lanes = robot.lookup("#canvases").query();
        robot.moveTo(lanes).scroll(2, javafx.geometry.VerticalDirection.UP);
        assertTrue(window().spanMillis() != span);
    }

    @Test
    void everythingHasItsRoomAtTheSmallSizeAlsoWhileLookingBack(FxRobot robot) {
        robot.interact(() -> {
            time.seek(NOW - 12_000);
            time.range().set(new Range(NOW - 11_000, NOW - 100));
            shell.refresh();
            shell.scene().getRoot().layout();
        });
        Region lanes = robot.lookup("#canvases").queryAs(Region.class);
        Region strip = robot.lookup("#overview").queryAs(Region.class);
        Label stats = robot.lookup("#stats").queryAs(Label.class);
        Label hint = robot.lookup("#hint").queryAs(Label.class);
        assertTrue(lanes.getHeight() >= 140, lanes.getHeight() + " px for the lanes");
        assertTrue(
                strip.localToScene(0, strip.getHeight()).getY() <= shell.scene().getHeight());
        assertTrue(stats.getBoundsInParent().getMaxX() <= lanes.getWidth(), stats.getBoundsInParent() + "");
        assertTrue(stats.getWidth() + 1 >= stats.prefWidth(-1), "cut off: " + stats.getText());
        assertTrue(hint.getWidth() + 1 >= hint.prefWidth(-1), "cut off: " + hint.getText());
        Label why = robot.lookup("#why").queryAs(Label.class);
        assertTrue(why.getHeight() + 1 >= why.prefHeight(why.getWidth()), "cut off: " + why.getText());
    }
}
