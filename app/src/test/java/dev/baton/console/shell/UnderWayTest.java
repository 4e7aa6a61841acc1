package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleActions;
import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.action.Plan;
import dev.baton.console.action.Wish;
import dev.baton.console.theme.Offer;
import dev.baton.console.theme.Theme;
import dev.baton.model.ActionKind;
import dev.baton.model.GroupId;
import dev.baton.model.Outcome;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Where actions are offered, and where one that is under way is seen. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class UnderWayTest {
    private static final GroupId PAYMENTS = SampleCluster.group("payments");

    private SampleSource source;
    private Shell shell;

    @Start
    void start(Stage stage) {
        source = new SampleSource(SampleCluster.healthy().view());
        shell = new Shell(source, () -> SampleCluster.NOW, Theme.DARK);
        SmallStage.show(stage, shell);
        shell.select(PAYMENTS);
    }

    private Plan plan() {
        return source.plan(PAYMENTS, Wish.of(ActionKind.FAILOVER, SampleCluster.id("payments-c")));
    }

    private void show(FxRobot robot, SampleCluster cluster) {
        robot.interact(() -> {
            source.show(cluster.view());
            shell.refresh();
        });
    }

    private static void key(FxRobot robot, KeyCode... codes) {
        robot.press(codes);
        for (int i = codes.length - 1; i >= 0; i--) {
            robot.release(codes[i]);
        }
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    @Test
    void whatSomebodyElseStartedIsSaidAndCanBeOpenedAndClosedAgain(FxRobot robot) {
        assertFalse(robot.lookup("#underWay").query().isVisible());
        Plan plan = plan();
        show(
                robot,
                SampleActions.open(
                        SampleCluster.healthy(), SampleActions.record(plan, 2, "alice", SampleCluster.NOW - 3_000)));
        assertEquals("Failover to payments-c by alice, 3.0 s, step ACCEPTED", text(robot, ".action-words"));
        for (int time = 1; time <= 2; time++) {
            key(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V);
            assertTrue(shell.parts().overlay().open());
            assertEquals("Failover · payments", text(robot, ".dialog-title"));
            assertEquals(2, robot.lookup(".step-done").queryAll().size());
            key(robot, KeyCode.ESCAPE);
            assertFalse(shell.parts().overlay().open());
            assertEquals(time, source.stopped);
        }
        assertEquals(List.of(), source.aborted);
        assertTrue(robot.lookup("#underWay").query().isVisible());
        show(
                robot,
                SampleActions.open(
                        SampleCluster.healthy(), SampleActions.ended(plan, 4, Outcome.SUCCEEDED, List.of())));
        assertFalse(robot.lookup("#underWay").query().isVisible());
    }

    @Test
    void itIsAbortedFromTheStrip(FxRobot robot) {
        show(
                robot,
                SampleActions.open(
                        SampleCluster.healthy(), SampleActions.record(plan(), 2, "alice", SampleCluster.NOW - 3_000)));
        robot.interact(() -> robot.lookup("#abortAction").query().requestFocus());
        key(robot, KeyCode.SPACE);
        // In the dialog the button that aborts has the keyboard.
        key(robot, KeyCode.SPACE);
        robot.interact(() -> {});
        assertEquals(List.of("sw-7-1: "), source.aborted);
    }

    @Test
    void eachKindHasItsKey(FxRobot robot) {
        show(robot, SampleActions.history());
        for (var one : List.of(
                List.of(KeyCode.S, "Switchover"),
                List.of(KeyCode.O, "Failover"),
                List.of(KeyCode.X, "Fence"),
                List.of(KeyCode.B, "Rollback"),
                List.of(KeyCode.P, "Pause"))) {
            key(robot, KeyCode.CONTROL, KeyCode.SHIFT, (KeyCode) one.get(0));
            assertEquals(one.get(1) + " · payments", text(robot, ".dialog-title"));
            key(robot, KeyCode.ESCAPE);
        }
        key(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        assertFalse(shell.parts().overlay().open(), "nothing is paused");
        show(robot, SampleActions.paused());
        key(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        assertEquals("Resume · payments", text(robot, ".dialog-title"));
        key(robot, KeyCode.ESCAPE);
        show(robot, SampleActions.fenced());
        key(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.I);
        assertEquals("Reinstate · payments", text(robot, ".dialog-title"));
    }

    @Test
    void aMembersMenuOffersEachKindAndSaysWhyNot(FxRobot robot) {
        List<Offer> offers = new ActionOffers(shell.actions()).member(SampleCluster.id("payments-b"));
        Offer first = offers.getFirst();
        assertEquals("Switchover to payments-b…", first.title());
        assertEquals("payments-b is the primary", Objects.requireNonNull(first.refusal()));
        Offer fence = offers.get(2);
        assertEquals("Fence payments-b…", fence.title());
        robot.interact(() -> fence.run().run());
        assertEquals("Type payments-b to start", text(robot, "#prompt"));
    }

    @Test
    void aPauseIsSaidWithWhoUntilWhenAndWhy(FxRobot robot) {
        show(robot, SampleActions.paused());
        String words = "automatic failover is paused by alice until 14:22:31 UTC: network works CHG-77";
        assertEquals("payments · " + words, text(robot, ".topology #title"));
        assertEquals(words, text(robot, "#paused"));
    }

    @Test
    void aStandbyThatIsDroppedOnThePrimaryIsPlannedForASwitchover(FxRobot robot) {
        Node canvas = robot.lookup(".topology .canvas-pane").query();
        var ids = List.copyOf(Objects.requireNonNull(source.view().groups().get(PAYMENTS))
                .members()
                .keySet());
        robot.interact(() -> {
            var layout = dev.baton.console.topology.Places.of(canvas, ids.size());
            dev.baton.console.topology.Places.drag(canvas, layout.get(2), layout.get(1));
        });
        assertEquals("Switchover · payments", text(robot, ".dialog-title"));
        assertTrue(text(robot, "#subtitle").startsWith("payments-b → payments-c"), text(robot, "#subtitle"));
    }

    @Test
    void anOpenPlanFollowsTheView(FxRobot robot) {
        key(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        robot.write("payments");
        assertFalse(robot.lookup("#start").query().isDisabled());
        show(robot, SampleActions.moved());
        assertTrue(robot.lookup("#start").query().isDisabled());
        assertTrue(text(robot, "#moved").contains("epoch 7 → 8"));
    }
}
