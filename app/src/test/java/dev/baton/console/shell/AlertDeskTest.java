package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.alert.Acknowledger;
import dev.baton.console.alert.AlertRow;
import dev.baton.console.alert.AlertSettings;
import dev.baton.console.alert.Notices;
import dev.baton.console.model.OwnState;
import dev.baton.console.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Alerts by keyboard alone. */
@ExtendWith(ApplicationExtension.class)
final class AlertDeskTest {
    private final SampleSource source =
            new SampleSource(SampleCluster.splitBrain().view());

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private Shell shell;

    @Start
    void start(Stage stage) {
        shell = new Shell(source, () -> SampleCluster.NOW, Theme.DARK);
        SmallStage.show(stage, shell);
    }

    private void press(FxRobot robot, KeyCode... codes) {
        robot.press(codes).release(codes);
    }

    private void open(FxRobot robot) {
        press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.A);
        assertNotNull(robot.lookup("#list").query());
    }

    @SuppressWarnings("unchecked")
    private static ListView<AlertRow> list(FxRobot robot) {
        return (ListView<AlertRow>) robot.lookup("#list").queryAs(ListView.class);
    }

    private static String said(FxRobot robot) {
        return robot.lookup("#details").queryAs(Parent.class).getChildrenUnmodifiable().stream()
                .map(node -> ((Label) node).getText())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void theListSaysWhatIsWrongWhoSaysSoAndWhatIsSafe(FxRobot robot) {
        open(robot);
        assertEquals("split-brain-payments", list(robot).getItems().getFirst().id());
        assertSame(list(robot), shell.scene().getFocusOwner());
        String said = said(robot);
        for (String expected : List.of(
                "Proven: payments-a acts as primary in epoch 6",
                "SAFE",
                "Stop the process of the older epoch (payments-a)",
                "NOT SAFE",
                "overlap: the claims overlap for 1800 ms so far",
                "UNDER IT (2)")) {
            assertTrue(said.contains(expected), () -> expected + " is not in " + said);
        }
    }

    @Test
    void anAlertIsAcknowledgedWithANoteByKeysAlone(FxRobot robot) {
        open(robot);
        press(robot, KeyCode.ENTER);
        robot.write("cutting payments-a off");
        press(robot, KeyCode.ENTER);
        assertEquals(List.of("split-brain-payments: cutting payments-a off"), source.acknowledged);
        robot.interact(shell::refresh);
        AlertRow row = list(robot).getItems().stream()
                .filter(r -> r.id().equals("split-brain-payments"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.line().startsWith("alarm acknowledged by oncall"), row::line);
        assertTrue(said(robot).contains("cutting payments-a off"));
        press(robot, KeyCode.ESCAPE);
        assertTrue(robot.lookup("#list").tryQuery().isEmpty());
        assertFalse(robot.lookup("#acknowledge").query().isVisible(), "it is still there, and acknowledged");
        assertTrue(robot.lookup("#text").queryAs(Label.class).getText().contains("acknowledged by oncall"));
    }

    @Test
    void anAnswerThatDidNotComeIsSaidAndTheNoteStays(FxRobot robot) {
        source.answer = new Acknowledger.Answer(false, "The store did not answer: no answer in 200 ms.");
        open(robot);
        press(robot, KeyCode.ENTER);
        robot.write("mine");
        press(robot, KeyCode.ENTER);
        assertTrue(robot.lookup("#outcome").queryAs(Label.class).getText().contains("did not answer"));
        assertEquals(
                "mine", robot.lookup("#note").queryAs(TextInputControl.class).getText());
        assertFalse(robot.lookup("#confirm").query().isDisabled());
    }

    @Test
    void theBannersButtonAcknowledgesToo(FxRobot robot) {
        robot.interact(() -> robot.lookup("#acknowledge").queryAs(Button.class).fire());
        robot.write("seen");
        press(robot, KeyCode.ENTER);
        assertEquals(List.of("split-brain-payments: seen"), source.acknowledged);
        assertTrue(robot.lookup("#note").tryQuery().isEmpty());
    }

    @Test
    void theLostStoreIsAcknowledgedHereAlone(FxRobot robot) {
        robot.interact(() -> {
            source.show(SampleCluster.healthy().storeLost(SampleCluster.NOW - 5).view());
            shell.refresh();
        });
        open(robot);
        assertEquals("store-lost", list(robot).getItems().getFirst().id());
        press(robot, KeyCode.ENTER);
        press(robot, KeyCode.ENTER);
        robot.interact(shell::refresh);
        assertEquals(List.of(), source.acknowledged);
        assertTrue(list(robot).getItems().stream()
                .anyMatch(r -> r.id().equals("store-lost") && r.line().contains("acknowledged by oncall")));
    }

    @Test
    void aJumpOfTheOwnClockDisarmsAndSaysSo(FxRobot robot) {
        robot.interact(() -> {
            source.show(SampleCluster.healthy().view());
            shell.refresh();
        });
        assertFalse(robot.lookup("#switchover").query().isDisabled());
        robot.interact(() -> {
            source.own = new OwnState(-3_000, SampleCluster.NOW - 2_000);
            shell.refresh();
        });
        assertTrue(robot.lookup("#switchover").query().isDisabled());
        assertTrue(robot.lookup("#why").queryAs(Label.class).getText().contains("clock jumped back by 3.0 s"));
        assertEquals(
                "Own clock jumped",
                robot.lookup("#headline").queryAs(Label.class).getText());
    }

    @Test
    void whereNobodyCanBeCalledTheSwitchSaysSoAndStaysOff(FxRobot robot) {
        Notices none = new Notices() {
            @Override
            public String missing() {
                return "Desktop notifications are off: there is no display here.";
            }

            @Override
            public void call(String title, String text, boolean alarm) {
                throw new AssertionError("called");
            }
        };
        robot.interact(() -> shell.parts().desk().notices(AlertSettings.unkept(), none, none));
        open(robot);
        CheckBox desktop = robot.lookup("#desktop").queryAs(CheckBox.class);
        assertFalse(desktop.isSelected());
        robot.interact(desktop::fire);
        assertFalse(desktop.isSelected());
        assertTrue(robot.lookup("#switches").queryAs(Label.class).getText().contains("no display"));
    }

    @Test
    void noControlOfThesePanesIsMute(FxRobot robot) {
        List<String> mute = new ArrayList<>();
        open(robot);
        robot.interact(() -> mute(shell.scene().getRoot(), mute));
        press(robot, KeyCode.ENTER);
        robot.interact(() -> mute(shell.scene().getRoot(), mute));
        press(robot, KeyCode.ESCAPE);
        robot.interact(() -> robot.lookup("#evidence").queryAs(Button.class).fire());
        robot.interact(() -> mute(shell.scene().getRoot(), mute));
        assertEquals(List.of(), mute);
    }

    @Test
    void everythingIsReachedWithTheTabKey(FxRobot robot) {
        open(robot);
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Node owner = shell.scene().getFocusOwner();
            reached.add(String.valueOf(owner.getId()));
            press(robot, KeyCode.TAB);
        }
        for (String id : List.of("list", "desktop", "sound", "show", "copy", "acknowledge", "close")) {
            assertTrue(reached.contains(id), () -> id + " is not in " + reached);
        }
    }

    /** Every control that takes the focus has words of its own. */
    private static void mute(Parent parent, List<String> mute) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            boolean inner = child.getStyleClass().contains("scroll-bar")
                    || child.getStyleClass().contains("increment-button")
                    || child.getStyleClass().contains("decrement-button");
            if (child instanceof Control control && control.isFocusTraversable() && control.isVisible() && !inner) {
                String text = control.getAccessibleText();
                boolean worded = control instanceof ButtonBase button
                        && button.getText() != null
                        && !button.getText().isBlank();
                boolean cell = control.getStyleClass().contains("list-cell");
                if (!cell && !worded && (text == null || text.isBlank())) {
                    mute.add(control.getClass().getSimpleName() + "#" + control.getId());
                }
            }
            if (child instanceof Parent below && !(child instanceof ScrollPane pane && pane.getContent() == null)) {
                mute(below, mute);
            }
        }
    }
}
