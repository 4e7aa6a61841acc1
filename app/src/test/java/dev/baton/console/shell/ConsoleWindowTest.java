package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleClusters;
import dev.baton.console.SampleSource;
import dev.baton.console.connect.ClusterCheck.Finding;
import dev.baton.console.connect.ClusterCheck.Level;
import dev.baton.console.connect.Profiles;
import dev.baton.console.theme.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window over several clusters, with what it keeps. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class ConsoleWindowTest {
    private Path dir;
    private SampleClusters clusters;
    private Stage stage;
    private ConsoleWindow window;
    private final OwnLog log = OwnLog.attached();

    @Start
    void start(Stage opened) throws Exception {
        stage = opened;
        dir = Files.createTempDirectory("baton-window");
        clusters = new SampleClusters(new Profiles(dir.resolve("profiles")));
        clusters.profiles().write("east", "zk-east:2181", "");
        clusters.profiles().write("west", "zk-west:2181", "k-west:9092");
        stage.setWidth(1280);
        stage.setHeight(720);
        window = made(stage);
        window.show();
    }

    private ConsoleWindow made(Stage on) {
        return new ConsoleWindow(
                on,
                new SampleSource(SampleCluster.healthy().view()),
                clusters,
                new WindowStateFile(dir.resolve("window.properties")),
                log,
                shell -> {});
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(window::close);
        log.detach();
    }

    /** By events: the headless platform's robot goes on sending to the scene that the window had first. */
    private void press(FxRobot robot, KeyCode... keys) {
        KeyCode last = keys[keys.length - 1];
        boolean control = keys[0] == KeyCode.CONTROL;
        robot.interact(() -> Event.fireEvent(
                Objects.requireNonNullElse(
                        stage.getScene().getFocusOwner(), stage.getScene().getRoot()),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", last, false, control, false, false)));
    }

    private void open(FxRobot robot, String profile) {
        press(robot, KeyCode.CONTROL, KeyCode.O);
        robot.interact(() -> {
            robot.lookup("#profiles").queryListView().getSelectionModel().clearSelection();
            robot.lookup("#name").queryAll().stream()
                    .filter(TextField.class::isInstance)
                    .forEach(node -> ((TextField) node).setText(profile));
            try {
                ((TextField) robot.lookup("#store").queryAll().stream()
                                .filter(TextField.class::isInstance)
                                .findFirst()
                                .orElseThrow())
                        .setText(clusters.profiles().read(profile).connect());
            } catch (Exception absent) {
                throw new AssertionError(absent);
            }
            kafka(robot).setText(profile.equals("west") ? "k-west:9092" : "");
            ((Button) robot.lookup("#showCluster").query()).fire();
        });
    }

    private static TextField kafka(FxRobot robot) {
        return (TextField) robot.lookup("#kafka").query();
    }

    private String selected() {
        return Objects.requireNonNull(window.shell().parts().selection().chosen())
                .value();
    }

    @Test
    void anotherClusterIsShownAndEachKeepsItsSelectionAndItsAlerts(FxRobot robot) throws Exception {
        robot.interact(() -> window.shell().select(SampleCluster.group("orders")));
        Shell first = window.shell();
        open(robot, "east");
        assertTrue(stage.getTitle().contains("east"), stage.getTitle());
        assertFalse(window.shell() == first);
        assertEquals(1280, stage.getWidth());
        robot.interact(() -> window.shell().select(SampleCluster.group("ledger")));
        robot.interact(() -> {
            Objects.requireNonNull(clusters.opened.get("east"))
                    .show(SampleCluster.splitBrain().view());
            window.shell().refresh();
        });
        press(robot, KeyCode.CONTROL, KeyCode.TAB);
        assertTrue(stage.getTitle().contains("lab"));
        assertEquals("orders", selected());
        // What the other one raises meanwhile is told at the foot.
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> notice(robot).matches("east: [1-9]\\d* alarms.*"));
        press(robot, KeyCode.CONTROL, KeyCode.TAB);
        assertEquals("ledger", selected());
        assertTrue(robot.lookup("#headline").queryAs(Label.class).getText().contains("Split brain"));
        assertEquals(List.of(), clusters.closed);
    }

    private static String notice(FxRobot robot) {
        return robot.lookup("#notice").queryAs(Label.class).getText();
    }

    @Test
    void ofTooManyTheOneNotLookedAtForLongestIsClosed(FxRobot robot) throws Exception {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            clusters.profiles().write(name, "zk-" + name + ":2181", "");
            open(robot, name);
        }
        assertEquals(List.of("a"), clusters.closed, "the lab went first, then a");
        robot.interact(window::close);
        assertEquals(List.of("a", "b", "c", "d", "e"), clusters.closed);
    }

    @Test
    void aProfileIsAddedTestedAndRemoved(FxRobot robot) throws Exception {
        press(robot, KeyCode.CONTROL, KeyCode.O);
        robot.interact(() -> {
            ((Button) robot.lookup("#add").query()).fire();
            ((Button) robot.lookup("#save").query()).fire();
        });
        assertTrue(said(robot).contains("address is missing"), said(robot));
        robot.interact(() -> {
            dialogField(robot, "#name").setText("north");
            dialogField(robot, "#store").setText("zk-north:2181/baton");
            ((Button) robot.lookup("#test").query()).fire();
        });
        assertTrue(said(robot).contains("Testing"));
        assertEquals("zk-north:2181/baton", clusters.profiles().read("north").connect());
        clusters.answer.complete(List.of(
                new Finding("Store", Level.OK, "", "connected", ""),
                new Finding("Kafka", Level.WRONG, "topic t at k", "no answer", "Check the bootstrap servers.")));
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> said(robot).contains("✓ Store: connected"));
        assertTrue(said(robot).contains("✕ Kafka: expected topic t at k; found: no answer"), said(robot));
        assertTrue(said(robot).contains("Check the bootstrap servers."));
        Button remove = (Button) robot.lookup("#remove").query();
        robot.interact(remove::fire);
        assertTrue(clusters.profiles().has("north"), "one press only asks");
        assertTrue(remove.getText().contains("north"));
        robot.interact(remove::fire);
        assertFalse(clusters.profiles().has("north"));
        press(robot, KeyCode.ESCAPE);
        assertFalse(window.shell().parts().overlay().open());
    }

    private static TextField dialogField(FxRobot robot, String id) {
        return (TextField) robot.lookup(id).queryAll().stream()
                .filter(TextField.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static String said(FxRobot robot) {
        StringBuilder all = new StringBuilder();
        robot.lookup("#findings").queryAs(VBox.class).getChildren().forEach(line -> all.append(((Label) line).getText())
                .append('\n'));
        return all.toString();
    }

    @Test
    void themeScaleGroupAndPlaceAreThereNextTime(FxRobot robot) {
        robot.interact(() -> window.shell().select(SampleCluster.group("orders")));
        press(robot, KeyCode.CONTROL, KeyCode.T);
        press(robot, KeyCode.CONTROL, KeyCode.EQUALS);
        press(robot, KeyCode.CONTROL, KeyCode.EQUALS);
        assertEquals(1.2, window.shell().parts().scaled().scale());
        press(robot, KeyCode.CONTROL, KeyCode.MINUS);
        robot.interact(() -> stage.setWidth(1300));
        robot.interact(window::close);
        ConsoleWindow[] again = new ConsoleWindow[1];
        Stage[] other = new Stage[1];
        robot.interact(() -> {
            other[0] = new Stage();
            again[0] = made(other[0]);
        });
        assertEquals(Theme.LIGHT, again[0].shell().shownTheme());
        assertEquals(1.1, again[0].shell().parts().scaled().scale());
        assertEquals(
                "orders",
                Objects.requireNonNull(again[0].shell().parts().selection().chosen())
                        .value());
        assertEquals(1300, other[0].getWidth());
        robot.interact(again[0]::close);
    }

    @Test
    void aBrokenStateOpensTheWindowAndIsSaid(FxRobot robot) throws Exception {
        Files.writeString(dir.resolve("window.properties"), "scale=huge");
        robot.interact(() -> {
            Stage other = new Stage();
            ConsoleWindow again = made(other);
            again.show();
            assertEquals(1.0, again.shell().parts().scaled().scale());
            assertTrue(again.shell().parts().overlay().open());
            again.close();
            other.close();
        });
        assertTrue(Files.exists(dir.resolve("window.properties.broken")));
    }

    @Test
    void theLogIsShownFilteredAndCopied(FxRobot robot) {
        System.getLogger("a.b").log(System.Logger.Level.WARNING, "the disk of zk2 is slow");
        System.getLogger("a.b").log(System.Logger.Level.ERROR, "other", new IllegalStateException("boom"));
        press(robot, KeyCode.CONTROL, KeyCode.L);
        assertTrue(robot.lookup("#list").queryListView().getItems().stream()
                .anyMatch(line -> String.valueOf(line).contains("boom")));
        robot.interact(() -> dialogField(robot, "#filter").setText("DISK of"));
        assertEquals(1, robot.lookup("#list").queryListView().getItems().size());
        robot.interact(() -> {
            ((Button) robot.lookup("#copy").query()).fire();
            assertTrue(javafx.scene.input.Clipboard.getSystemClipboard()
                    .getString()
                    .contains("the disk of zk2 is slow"));
        });
    }
}
