package dev.baton.console.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Theme;
import dev.baton.model.GroupId;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
final class IdleTimelineTest {
    private final GroupView group = group();

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private TimelinePane pane;

    private static GroupView group() {
        GroupView found = SampleCluster.healthy().view().groups().get(new GroupId("payments"));
        if (found == null) {
            throw new IllegalStateException("the sample has no group payments");
        }
        return found;
    }

    @Start
    void start(Stage stage) {
        pane = new TimelinePane(Theme.DARK.palette());
        stage.setScene(new Scene(pane.root(), 1_000, 300));
        stage.show();
    }

    private long paintsOf(FxRobot robot, int times, long stepMillis) {
        long[] paints = new long[1];
        robot.interact(() -> {
            long before = pane.paints();
            for (int i = 0; i < times; i++) {
                pane.show(group, null, Theme.DARK.palette(), SampleCluster.NOW + i * stepMillis);
            }
            paints[0] = pane.paints() - before;
        });
        return paints[0];
    }

    @Test
    void whatStandsStillIsPaintedOnce(FxRobot robot) {
        robot.interact(() -> pane.show(group, null, Theme.DARK.palette(), SampleCluster.NOW));
        robot.interact(() -> pane.navigation().freezeOrPlay());
        assertEquals(0, paintsOf(robot, 20, 5));
    }

    @Test
    void whatMovesIsPaintedAsTimePasses(FxRobot robot) {
        paintsOf(robot, 1, 0);
        assertEquals(0, paintsOf(robot, 20, 0));
        assertEquals(19, paintsOf(robot, 20, 5));
    }

    @Test
    void aSilenceGrowsAlsoInWhatStandsStill(FxRobot robot) {
        robot.interact(() -> pane.show(group, null, Theme.DARK.palette(), SampleCluster.NOW));
        robot.interact(() -> pane.navigation().freezeOrPlay());
        assertTrue(paintsOf(robot, 3, 10_000) > 0);
    }
}
