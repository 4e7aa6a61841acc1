package dev.baton.console.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.console.SampleCluster;
import dev.baton.console.model.ClusterView;
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
final class IdleTopologyTest {
    private final ClusterView view = SampleCluster.healthy().view();

    @SuppressWarnings("NullAway.Init") // set by start, before any test
    private TopologyPane pane;

    @Start
    void start(Stage stage) {
        pane = new TopologyPane(Theme.DARK.palette(), member -> {}, (member, over, x, y) -> {}, member -> {});
        stage.setScene(new Scene(pane.root(), 1_000, 400));
        stage.show();
    }

    private void show(FxRobot robot, Theme theme, long now) {
        robot.interact(() -> pane.show(view, view.groups().get(new GroupId("payments")), null, theme.palette(), now));
    }

    @Test
    void onlyWhatLooksOtherwiseIsPainted(FxRobot robot) {
        show(robot, Theme.DARK, SampleCluster.NOW);
        long before = pane.paints();
        for (int i = 0; i < 20; i++) {
            show(robot, Theme.DARK, SampleCluster.NOW);
        }
        assertEquals(0, pane.paints() - before);
        show(robot, Theme.LIGHT, SampleCluster.NOW);
        assertEquals(1, pane.paints() - before);
        // The age of the lease is told.
        show(robot, Theme.LIGHT, SampleCluster.NOW + 2_000);
        assertEquals(2, pane.paints() - before);
    }
}
