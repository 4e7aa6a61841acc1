package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.action.Failovers;
import dev.baton.console.theme.Theme;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A cooldown that keeps the next automatic failover back is ended where it is named. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class FailoverAcknowledgementTest {
    private SampleSource source;
    private Shell shell;

    @Start
    void start(Stage stage) {
        source = new SampleSource(SampleCluster.cooldown().view());
        shell = new Shell(source, () -> SampleCluster.NOW, Theme.DARK);
        SmallStage.show(stage, shell);
        shell.select(SampleCluster.group("orders"));
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @Test
    void theInspectorNamesTheCooldownAndOffersToAcknowledgeTheFailover(FxRobot robot) {
        assertTrue(text(robot, "#readiness").contains("would not begin by itself: cooldown of 600 s: epoch 13"));
        robot.interact(() -> ((Button) robot.lookup("#failover").query()).fire());
        assertTrue(text(robot, ".dialog #text").contains("Epoch 13 was an automatic failover, at 14:07:28 UTC"));
        robot.interact(() -> robot.lookup("#note").query().requestFocus());
        robot.write("looked at it, disk was full");
        robot.interact(() -> ((Button) robot.lookup("#confirm").query()).fire());
        robot.interact(() -> {});
        assertEquals(List.of("orders: looked at it, disk was full"), source.failovers);
        assertFalse(shell.parts().overlay().open());
    }

    @Test
    void aRefusalIsSaidAndItCanBeAskedAgain(FxRobot robot) {
        source.failoverAnswer = new Failovers.Answer(false, "Refused: the leadership has changed");
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F).release(KeyCode.F, KeyCode.SHIFT, KeyCode.CONTROL);
        robot.interact(() -> ((Button) robot.lookup("#confirm").query()).fire());
        robot.interact(() -> {});
        assertEquals("Refused: the leadership has changed", text(robot, "#outcome"));
        assertFalse(robot.lookup("#confirm").query().isDisabled());
        assertEquals(1, source.failovers.size());
    }

    @Test
    void itIsOffWhileThePastIsShownAndAbsentWhereNothingWaits(FxRobot robot) {
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        assertTrue(robot.lookup("#failover").query().isDisabled());
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.F).release(KeyCode.F, KeyCode.SHIFT, KeyCode.CONTROL);
        assertFalse(shell.parts().overlay().open());
        robot.press(KeyCode.END).release(KeyCode.END);
        robot.interact(() -> shell.select(SampleCluster.group("payments")));
        assertFalse(robot.lookup("#failover").query().isVisible());
    }
}
