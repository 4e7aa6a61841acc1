package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleActions;
import dev.baton.console.SampleCluster;
import dev.baton.console.SampleClusters;
import dev.baton.console.SampleFleet;
import dev.baton.console.SampleSource;
import dev.baton.console.action.Progress;
import dev.baton.console.action.Wish;
import dev.baton.console.connect.Profiles;
import dev.baton.console.connect.TargetException;
import dev.baton.console.model.ClusterView;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.Bookmark;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.port.Ticker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Each screen at each size that the console is designed for, and with larger type: visible, whole, and nothing over another thing. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before any test
final class ScreensStructureTest {
    private static final int[][] SIZES = {{1280, 720}, {1440, 900}, {2560, 1440}};
    // Made once: they are long to tell, and nobody changes them.
    private static final ClusterView HEALTHY = SampleCluster.healthy().view();
    private static final ClusterView SPLIT = SampleCluster.splitBrain().view();
    private static final ClusterView COOLDOWN = SampleCluster.cooldown().view();
    private static final ClusterView FLEET = SampleFleet.troubled(60).view();

    @TempDir
    private Path dir;

    private Stage stage;
    private Shell shell;
    private SampleSource source;

    @Start
    void start(Stage opened) {
        stage = opened;
        fresh(new SampleSource(HEALTHY));
        stage.show();
    }

    private void fresh(SampleSource of) {
        source = of;
        shell = new Shell(source, () -> SampleCluster.NOW, Theme.DARK);
        stage.setScene(shell.scene());
        shell.refresh();
    }

    /** What opens each; all but the first few are dialogs. */
    private Map<String, Runnable> screens() {
        Map<String, Runnable> all = new LinkedHashMap<>();
        all.put("topology's table", () -> {
            source.show(SPLIT);
            shell.table();
        });
        all.put("fleet", () -> {
            source.show(FLEET);
            shell.fleet();
        });
        all.put("fleet's table", () -> {
            source.show(FLEET);
            shell.fleet();
            shell.table();
        });
        all.put("palette", shell::palette);
        all.put("alerts", () -> {
            source.show(SPLIT);
            shell.refresh();
            shell.alerts();
        });
        all.put("connect", () -> {
            Profiles profiles = new Profiles(dir);
            try {
                profiles.write("eu-west", "zk1.eu:2181,zk2.eu:2181,zk3.eu:2181/baton", "kafka1.eu:9092");
            } catch (TargetException wrong) {
                throw new IllegalStateException(wrong);
            }
            ConnectPane pane = new ConnectPane(new SampleClusters(profiles), name -> false, name -> {}, () -> {});
            shell.parts().overlay().show(pane.root(), pane::focus);
            ((Button) shell.scene().lookup("#test")).fire();
        });
        all.put("log", () -> {
            OwnLog log = new OwnLog();
            for (int i = 0; i < 80; i++) {
                log.publish(new LogRecord(Level.INFO, "line " + i + " of the log, long enough to be a line"));
            }
            LogPane pane = new LogPane(log, () -> {});
            shell.parts().overlay().show(pane.root(), pane::focus);
        });
        all.put("fault", () -> new Faults(() -> shell, Ticker.system())
                .report(new IllegalStateException(
                        "lane 7 has no end, though it has a beginning", new NullPointerException())));
        all.put("plan", () -> {
            shell.select(SampleCluster.group("payments"));
            shell.switchover();
        });
        all.put("running plan", () -> {
            shell.select(SampleCluster.group("payments"));
            shell.switchover();
            ((TextField) shell.scene().lookup("#confirm")).setText("payments");
            ((Button) shell.scene().lookup("#start")).fire();
        });
        for (String kind : List.of("fence", "failoverloss", "pause")) {
            all.put(kind, () -> ShotDialogs.plan(shell, kind));
        }
        all.put("rollback", () -> {
            source.show(SampleActions.history().view());
            ShotDialogs.plan(shell, "rollback");
        });
        all.put("reinstate", () -> {
            source.show(SampleActions.fenced().view());
            shell.select(SampleCluster.group("payments"));
            shell.actions().plan(ActionKind.REINSTATE);
        });
        all.put("resume", () -> {
            source.show(SampleActions.paused().view());
            shell.select(SampleCluster.group("payments"));
            shell.actions().plan(ActionKind.RESUME);
        });
        all.put("receipt", () -> {
            shell.select(SampleCluster.group("payments"));
            shell.switchover();
            ((TextField) shell.scene().lookup("#confirm")).setText("payments");
            ((Button) shell.scene().lookup("#start")).fire();
            ActionRecord record = SampleActions.rolledBack(source.started.getFirst());
            Objects.requireNonNull(source.listener).accept(new Progress(record, record.outcome(), ""));
        });
        all.put("under way", () -> {
            ActionRecord record = SampleActions.record(
                    source.plan(
                            SampleCluster.group("payments"),
                            Wish.of(ActionKind.SWITCHOVER, SampleCluster.id("payments-c"))),
                    4,
                    "alice",
                    SampleCluster.NOW);
            source.show(SampleActions.open(SampleCluster.healthy(), record).view());
            shell.select(SampleCluster.group("payments"));
        });
        all.put("note", () -> {
            shell.time().bookmark("before the cut");
            shell.mark(Bookmark.Kind.NOTE);
        });
        all.put("failover", () -> {
            source.show(COOLDOWN);
            shell.select(SampleCluster.group("orders"));
            ((Button) shell.scene().lookup("#failover")).fire();
        });
        return all;
    }

    private List<String> wrong(FxRobot robot, int width, int height, double scale) {
        List<String> wrong = new ArrayList<>();
        for (String name : screens().keySet()) {
            robot.interact(() -> {
                fresh(new SampleSource(HEALTHY));
                shell.scale(scale);
                lay(width, height);
                Objects.requireNonNull(screens().get(name)).run();
                lay(width, height);
            });
            // What was asked for beside the screen is there by now, and lists have their cells.
            robot.interact(() -> {
                lay(width, height);
                List<String> found = new ArrayList<>();
                Structure.inside(shell.scene().getRoot(), found);
                Structure.apart(shell.scene().getRoot(), found);
                Node dialog = shell.scene().lookup(".dialog");
                if (dialog != null && dialog.getLayoutBounds().getHeight() < 100) {
                    found.add("the dialog is not visible");
                }
                found.forEach(one -> wrong.add(name + " at " + width + "x" + height + " x" + scale + ": " + one));
            });
        }
        return wrong;
    }

    /** The content alone takes the size: the headless platform's screen is smaller than some windows. */
    private void lay(int width, int height) {
        Parent root = shell.scene().getRoot();
        root.resize(width, height);
        root.applyCss();
        root.layout();
        shell.refresh();
        root.layout();
    }

    @Test
    void everyScreenIsWholeAtEverySize(FxRobot robot) {
        List<String> wrong = new ArrayList<>();
        for (int[] size : SIZES) {
            wrong.addAll(wrong(robot, size[0], size[1], 1.0));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyScreenIsWholeWithLargerType(FxRobot robot) {
        List<String> wrong = new ArrayList<>();
        for (int[] size : SIZES) {
            wrong.addAll(wrong(robot, size[0], size[1], 1.5));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whetherItIsThePresentStaysInViewWithLargerType(FxRobot robot) {
        for (double scale : new double[] {1.0, 1.5, 2.0}) {
            robot.interact(() -> {
                fresh(new SampleSource(HEALTHY));
                stage.setWidth(1280);
                stage.setHeight(720);
                shell.scale(scale);
                lay(1280, 720);
            });
            assertTrue(inView(robot).contains("● LIVE"), "at scale " + scale);
            robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
            for (String id : List.of("#groups", "#overview", "#switchover")) {
                robot.interact(() -> {
                    robot.lookup(id).query().requestFocus();
                    lay(1280, 720);
                });
                List<String> said = inView(robot);
                assertTrue(said.stream().anyMatch(text -> text.startsWith("‖ NOT LIVE")), scale + ": " + said);
            }
            robot.interact(() -> {
                Button back = scale == 1.0
                        ? (Button) shell.scene().lookup("#live")
                        : (Button) shell.scene().lookup("#present");
                back.fire();
            });
            assertTrue(shell.time().window().get().live());
        }
    }

    /** What those buttons say that lie in the window as a whole. */
    private List<String> inView(FxRobot robot) {
        List<String> all = new ArrayList<>();
        robot.interact(() -> {
            for (String id : List.of("#live", "#present")) {
                Button button = (Button) shell.scene().lookup(id);
                Bounds at = button.localToScene(button.getLayoutBounds());
                boolean shown = button.getParent().isVisible();
                if (shown && at.getMinX() >= 0 && at.getMinY() >= 0 && at.getMaxX() <= 1280 && at.getMaxY() <= 720) {
                    all.add(button.getText());
                }
            }
        });
        return all;
    }
}
