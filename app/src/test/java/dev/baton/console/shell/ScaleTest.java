package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.Bookmark;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Everything larger, at the small size. */
@ExtendWith(ApplicationExtension.class)
final class ScaleTest {
    private final SampleSource source = new SampleSource(SampleCluster.healthy().view());

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private Shell shell;

    @Start
    void start(Stage stage) {
        shell = new Shell(source, () -> SampleCluster.NOW, Theme.DARK);
        SmallStage.show(stage, shell);
    }

    private List<String> wrong(FxRobot robot, double scale) {
        List<String> wrong = new ArrayList<>();
        robot.interact(() -> {
            shell.parts().scaled().scale(scale);
            shell.scene().getRoot().layout();
            // The drawings take the new room when they are painted next.
            shell.refresh();
            shell.scene().getRoot().layout();
        });
        robot.interact(() -> Structure.inside(shell.scene().getRoot(), wrong));
        return wrong;
    }

    @Test
    void nothingIsCutOffAtAnyScale(FxRobot robot) {
        for (SampleCluster cluster :
                List.of(SampleCluster.healthy(), SampleCluster.failover(), SampleCluster.splitBrain())) {
            robot.interact(() -> source.show(cluster.view()));
            for (double scale : new double[] {0.8, 1.0, 1.5, 2.0}) {
                assertEquals(List.of(), wrong(robot, scale), "at scale " + scale);
            }
        }
    }

    @Test
    void textIsReallyLarger(FxRobot robot) {
        wrong(robot, 1.0);
        Bounds before = onScreen(robot.lookup("#switchover").query());
        wrong(robot, 1.5);
        Bounds after = onScreen(robot.lookup("#switchover").query());
        assertEquals(before.getHeight() * 1.5, after.getHeight(), 0.5);
    }

    @Test
    void whatHasTheFocusIsBroughtIntoView(FxRobot robot) {
        wrong(robot, 1.5);
        for (String id : List.of("#theme", "#switchover", "#groups", "#overview", "#search")) {
            Node node = robot.lookup(id).query();
            robot.interact(node::requestFocus);
            robot.interact(() -> shell.scene().getRoot().layout());
            Bounds at = onScreen(node);
            assertTrue(at.getMinX() >= -1 && at.getMinY() >= -1, id + " is at " + at);
            if (at.getWidth() < 1280 - 12 && at.getHeight() < 720 - 12) {
                assertTrue(at.getMaxX() <= 1269 && at.getMaxY() <= 709, id + " is at " + at);
            }
        }
    }

    @Test
    void everyDialogFitsIntoWhatIsLaidOut(FxRobot robot) {
        for (Runnable dialog : List.<Runnable>of(
                () -> shell.palette(),
                () -> shell.help(),
                () -> shell.mark(Bookmark.Kind.BOOKMARK),
                () -> shell.alerts())) {
            robot.interact(dialog);
            assertEquals(List.of(), wrong(robot, 1.5));
            robot.interact(() -> shell.parts().overlay().hide());
        }
        robot.interact(() -> shell.select(SampleCluster.group("payments")));
        robot.interact(() -> ((Button) robot.lookup("#switchover").query()).fire());
        assertEquals(List.of(), wrong(robot, 1.5));
    }

    private static Bounds onScreen(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }
}
