package dev.baton.console.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Theme;
import dev.baton.model.Outcome;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class SwitchoverPaneTest {
    private final SampleSource source = new SampleSource(ClusterView.EMPTY);
    private boolean closed;

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private StackPane root;

    @Start
    void start(Stage stage) {
        root = new StackPane();
        Scene scene = new Scene(root, 1280, 720);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        stage.show();
        open();
    }

    private void open() {
        SwitchoverPane pane = new SwitchoverPane(
                SampleCluster.group("payments"),
                List.of(SampleCluster.id("payments-a"), SampleCluster.id("payments-c")),
                "oncall",
                source,
                () -> closed = true);
        root.getChildren().setAll(pane.root());
        pane.focus();
    }

    private static Button button(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Button.class);
    }

    private void report(FxRobot robot, Progress progress) {
        robot.interact(() -> Objects.requireNonNull(source.listener).accept(progress));
        robot.interact(() -> {});
    }

    private void startIt(FxRobot robot) {
        robot.interact(() -> {
            robot.lookup("#confirm").queryAs(TextField.class).setText("payments");
            button(robot, "#start").fire();
        });
    }

    @Test
    void onlyTheTypedNameEnablesTheStart(FxRobot robot) {
        assertTrue(button(robot, "#start").isDisabled());
        robot.clickOn("#confirm").write("payment");
        assertTrue(button(robot, "#start").isDisabled());
        robot.write("s");
        assertFalse(button(robot, "#start").isDisabled());
        assertEquals(List.of(), source.started);
        robot.clickOn("#start");
        assertEquals(1, source.started.size());
    }

    @Test
    void aBlockedPreconditionKeepsTheStartOff(FxRobot robot) {
        source.blocked = true;
        robot.interact(this::open);
        robot.interact(() -> {});
        robot.interact(() -> robot.lookup("#confirm").queryAs(TextField.class).setText("payments"));
        assertTrue(button(robot, "#start").isDisabled());
        assertTrue(robot.lookup(".row").queryAll().stream()
                .anyMatch(row -> String.valueOf(row.getAccessibleText()).contains("12 400")));
    }

    @Test
    void aDryRunChangesNothing(FxRobot robot) {
        robot.interact(() -> button(robot, "#dryRun").fire());
        robot.interact(() -> {});
        assertTrue(robot.lookup("#subtitle").queryAs(Label.class).getText().contains("nothing changed"));
        assertEquals(List.of(), source.started);
    }

    @Test
    void stepsAppearAsTheStoreConfirmsThem(FxRobot robot) {
        startIt(robot);
        Plan plan = source.started.getFirst();
        report(robot, new Progress(SampleSource.record(plan, 3), null, ""));
        assertEquals(3, robot.lookup(".step-done").queryAll().size());
        assertFalse(robot.lookup("#receipt").query().isVisible());
        report(robot, new Progress(SampleSource.ended(plan, 9, Outcome.SUCCEEDED, List.of()), Outcome.SUCCEEDED, ""));
        assertEquals(9, robot.lookup(".step-done").queryAll().size());
        assertTrue(headline(robot).getText().startsWith("✓ SUCCEEDED"));
        assertEquals("Close", button(robot, "#close").getText());
    }

    @Test
    void unknownIsNotFailedAndMayStillEndWell(FxRobot robot) {
        startIt(robot);
        Plan plan = source.started.getFirst();
        report(robot, new Progress(SampleSource.record(plan, 6), null, ""));
        report(robot, new Progress(null, Outcome.UNKNOWN, "No news for 3 s."));
        Node receipt = robot.lookup("#receipt").query();
        assertTrue(receipt.getStyleClass().contains("receipt-tone-warn"));
        assertFalse(receipt.getStyleClass().contains("receipt-tone-bad"));
        assertTrue(headline(robot).getText().contains("still reading the store"));
        assertEquals(6, robot.lookup(".step-done").queryAll().size());
        assertEquals("Close, it goes on", button(robot, "#close").getText());
        report(robot, new Progress(SampleSource.ended(plan, 9, Outcome.SUCCEEDED, List.of()), Outcome.SUCCEEDED, ""));
        assertTrue(receipt.getStyleClass().contains("receipt-tone-ok"));
        assertFalse(receipt.getStyleClass().contains("receipt-tone-warn"));
        robot.interact(() -> button(robot, "#close").fire());
        assertTrue(closed);
    }

    private static Label headline(FxRobot robot) {
        return robot.lookup(".receipt-headline").queryAs(Label.class);
    }
}
