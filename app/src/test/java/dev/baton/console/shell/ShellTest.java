package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class ShellTest {
    private final SampleSource source = new SampleSource(SampleCluster.healthy().view());

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private Shell shell;

    @Start
    void start(Stage stage) {
        shell = new Shell(source, () -> SampleCluster.NOW, Theme.DARK);
        stage.setScene(shell.scene());
        stage.setWidth(1280);
        stage.setHeight(720);
        stage.show();
        shell.refresh();
    }

    private void show(FxRobot robot, SampleCluster cluster) {
        robot.interact(() -> {
            source.show(cluster.view());
            shell.refresh();
        });
    }

    @Test
    void groupsAreListedWithTheirState(FxRobot robot) {
        @SuppressWarnings("unchecked")
        ListView<GroupRow> list = robot.lookup("#groups").queryAs(ListView.class);
        assertEquals(
                List.of("ledger", "orders", "payments"),
                list.getItems().stream().map(row -> row.id().value()).toList());
        assertEquals("payments-b · 3 members", list.getItems().get(2).line());
        assertEquals("e7", list.getItems().get(2).epoch());
    }

    @Test
    void aSplitBrainIsSaidAtOnceWithItsEvidence(FxRobot robot) {
        assertFalse(robot.lookup(".alert-holder").query().isVisible());
        show(robot, SampleCluster.splitBrain());
        Label headline = robot.lookup("#headline").queryAs(Label.class);
        assertTrue(headline.getText().toLowerCase(Locale.ROOT).contains("split brain"), headline.getText());
        assertEquals("payments-a", robot.lookup("#name").queryAs(Label.class).getText());
        robot.clickOn("#evidence");
        List<Node> lines = new ArrayList<>(robot.lookup(".evidence-line").queryAll());
        assertEquals(6, lines.size(), "both claims, the store, the overlap, the writes of each side");
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        assertTrue(robot.lookup(".evidence-line").queryAll().isEmpty());
    }

    @Test
    void whileNotLiveTheCommandIsOffAndSaysWhy(FxRobot robot) {
        assertFalse(robot.lookup("#switchover").query().isDisabled());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        assertTrue(robot.lookup("#switchover").query().isDisabled());
        assertTrue(robot.lookup("#why").queryAs(Label.class).getText().contains("not live"));
        assertTrue(robot.lookup(".shell").query().getStyleClass().contains("not-live"));
        robot.press(KeyCode.L).release(KeyCode.L);
        assertFalse(robot.lookup("#switchover").query().isDisabled());
    }

    @Test
    void spacePressesAFocusedButtonAndDoesNotFreezeThen(FxRobot robot) {
        robot.interact(() -> robot.lookup("#search").query().requestFocus());
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        assertNotNull(robot.lookup("#query").query());
        assertFalse(robot.lookup(".shell").query().getStyleClass().contains("not-live"));
    }

    @Test
    void withoutTheStoreTheCommandIsOff(FxRobot robot) {
        show(robot, SampleCluster.healthy().storeLost(SampleCluster.NOW - 5));
        assertTrue(robot.lookup("#switchover").query().isDisabled());
        assertTrue(robot.lookup("#headline").queryAs(Label.class).getText().contains("Store lost"));
    }

    @Test
    void thePaletteGoesToAGroup(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        assertNotNull(robot.lookup("#query").query());
        robot.write("group orders");
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        assertEquals("orders-a", robot.lookup("#name").queryAs(Label.class).getText());
    }

    @Test
    void nothingIsCutOffInEitherThemeAtTheSmallSize(FxRobot robot) {
        for (SampleCluster cluster :
                List.of(SampleCluster.healthy(), SampleCluster.failover(), SampleCluster.splitBrain())) {
            show(robot, cluster);
            robot.interact(() -> shell.scene().getRoot().layout());
            List<String> wrong = new ArrayList<>();
            robot.interact(() -> Structure.inside(shell.scene().getRoot(), wrong));
            assertEquals(List.of(), wrong);
            robot.interact(shell::theme);
        }
    }
}
