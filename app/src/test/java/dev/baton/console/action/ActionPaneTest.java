package dev.baton.console.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleActions;
import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Theme;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The dialog of each kind of action, by keyboard alone. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class ActionPaneTest {
    private static final ClusterView HEALTHY = SampleCluster.healthy().view();

    private final SampleSource source = new SampleSource(HEALTHY);
    private boolean closed;
    private StackPane root;
    private ActionPane pane;

    @Start
    void start(Stage stage) {
        root = new StackPane();
        Scene scene = new Scene(root, 1280, 720);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        stage.show();
    }

    private GroupView group() {
        return Objects.requireNonNull(source.view().groups().get(SampleCluster.group("payments")));
    }

    private void open(FxRobot robot, ActionKind kind, @Nullable MemberId member) {
        robot.interact(() -> {
            pane = ActionPane.planning(group(), Wish.of(kind, member), source.identity(), source, () -> closed = true);
            root.getChildren().setAll(pane.root());
            pane.focus();
        });
    }

    private static void key(FxRobot robot, KeyCode... codes) {
        robot.press(codes);
        for (int i = codes.length - 1; i >= 0; i--) {
            robot.release(codes[i]);
        }
    }

    private static Button button(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Button.class);
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private void report(FxRobot robot, Progress progress) {
        robot.interact(() -> Objects.requireNonNull(source.listener).accept(progress));
        robot.interact(() -> {});
    }

    private static void report(ActionPaneTest test, FxRobot robot, ActionRecord record) {
        test.report(robot, new Progress(record, record.outcome(), ""));
    }

    /** Types the name and presses Enter; what was asked for. */
    private Plan go(FxRobot robot, String typed) {
        assertTrue(button(robot, "#start").isDisabled());
        robot.write(typed);
        assertFalse(button(robot, "#start").isDisabled(), text(robot, "#prompt"));
        key(robot, KeyCode.ENTER);
        assertEquals(1, source.started.size());
        return source.started.getFirst();
    }

    private void ends(FxRobot robot, Plan plan, int steps, String headline) {
        report(this, robot, SampleActions.record(plan, 2));
        assertEquals(2, robot.lookup(".step-done").queryAll().size());
        assertFalse(robot.lookup("#receipt").query().isVisible());
        report(this, robot, SampleActions.ended(plan, steps, Outcome.SUCCEEDED, List.of()));
        assertEquals(steps, robot.lookup(".step-done").queryAll().size());
        assertEquals(headline, text(robot, ".receipt-headline"));
        assertEquals("Close", button(robot, "#close").getText());
        key(robot, KeyCode.ESCAPE);
        assertTrue(closed);
    }

    @Test
    void aSwitchoverIsPlannedTypedAndFollowedToItsReceipt(FxRobot robot) {
        open(robot, ActionKind.SWITCHOVER, SampleCluster.id("payments-c"));
        assertTrue(text(robot, "#subtitle").startsWith("payments-b → payments-c · planned on epoch 7"));
        Plan plan = go(robot, "payments");
        assertEquals(SampleCluster.id("payments-c"), plan.to());
        ends(robot, plan, 9, "✓ SUCCEEDED · payments-c is primary in epoch 8");
    }

    @Test
    void aFailoverThatMayLoseDataAsksForTheMembersName(FxRobot robot) {
        open(robot, ActionKind.FAILOVER, SampleCluster.id("payments-c"));
        assertEquals("Type payments to start", text(robot, "#prompt"));
        // Back over the reason to the box.
        key(robot, KeyCode.SHIFT, KeyCode.TAB);
        robot.write("rack 4 burns");
        key(robot, KeyCode.SHIFT, KeyCode.TAB);
        key(robot, KeyCode.SPACE);
        assertEquals("Type payments-c to start", text(robot, "#prompt"));
        key(robot, KeyCode.TAB);
        key(robot, KeyCode.TAB);
        robot.write("payments");
        assertTrue(button(robot, "#start").isDisabled());
        robot.interact(() -> robot.lookup("#confirm").queryAs(TextField.class).clear());
        Plan plan = go(robot, "payments-c");
        assertEquals(List.of(ActionRequest.ALLOW_DATA_LOSS), plan.wish().overrides());
        assertEquals(List.of("rack 4 burns"), source.reasons);
        assertTrue(plan.changes().stream().anyMatch(line -> line.after().contains("loss is allowed")));
        ends(robot, plan, 4, "✓ SUCCEEDED · payments-c is primary in epoch 7");
    }

    @Test
    void aFenceAsksForTheMembersNameAndTakesAPersonsWordAsThat(FxRobot robot) {
        open(robot, ActionKind.FENCE, SampleCluster.id("payments-c"));
        key(robot, KeyCode.SHIFT, KeyCode.TAB);
        key(robot, KeyCode.SHIFT, KeyCode.TAB);
        CheckBox word = (CheckBox) robot.lookup("#confirm-off").query();
        assertTrue(word.isFocused());
        assertTrue(word.getText().contains("a person's word"), word.getText());
        key(robot, KeyCode.SPACE);
        key(robot, KeyCode.SHIFT, KeyCode.TAB);
        key(robot, KeyCode.SPACE);
        key(robot, KeyCode.TAB);
        key(robot, KeyCode.TAB);
        key(robot, KeyCode.TAB);
        Plan plan = go(robot, "payments-c");
        assertEquals(
                List.of(ActionRequest.POWER_OFF, ActionRequest.CONFIRM_OFF),
                plan.wish().overrides());
        ends(robot, plan, 6, "✓ SUCCEEDED · payments-c is fenced");
    }

    @Test
    void aFencedMemberIsReinstated(FxRobot robot) {
        source.show(SampleActions.fenced().view());
        open(robot, ActionKind.REINSTATE, SampleCluster.id("payments-c"));
        ends(robot, go(robot, "payments"), 5, "✓ SUCCEEDED · payments-c is a standby again");
    }

    @Test
    void theRoleGoesBackToWhoHeldItBefore(FxRobot robot) {
        source.show(SampleActions.history().view());
        open(robot, ActionKind.ROLLBACK, null);
        Plan plan = go(robot, "payments");
        assertEquals(SampleCluster.id("payments-a"), plan.to());
        ends(robot, plan, 9, "✓ SUCCEEDED · payments-a is primary in epoch 8");
    }

    @Test
    void automaticFailoverIsPausedForAWhile(FxRobot robot) {
        open(robot, ActionKind.PAUSE, null);
        robot.interact(() -> robot.lookup("#target").query().requestFocus());
        key(robot, KeyCode.UP);
        key(robot, KeyCode.UP);
        robot.interact(() -> robot.lookup("#confirm").query().requestFocus());
        Plan plan = go(robot, "payments");
        assertEquals(
                java.time.Duration.ofHours(4),
                Objects.requireNonNull(plan.wish().pauseFor()));
        ends(robot, plan, 3, "✓ SUCCEEDED · automatic failover of payments is off");
    }

    @Test
    void aPausedGroupIsResumed(FxRobot robot) {
        source.show(SampleActions.paused().view());
        open(robot, ActionKind.RESUME, null);
        ends(robot, go(robot, "payments"), 3, "✓ SUCCEEDED · automatic failover of payments is on");
    }

    @Test
    void aBrokenRuleIsNamedWithExpectedAndActualAndKeepsTheStartOff(FxRobot robot) {
        for (ActionKind kind : List.of(ActionKind.REINSTATE, ActionKind.RESUME, ActionKind.FAILOVER)) {
            open(robot, kind, SampleCluster.id("payments-b"));
            robot.write(kind == ActionKind.FENCE ? "payments-b" : "payments");
            assertTrue(button(robot, "#start").isDisabled(), kind.name());
            key(robot, KeyCode.ENTER);
            assertEquals(List.of(), source.started);
            assertTrue(
                    robot.lookup(".rule").queryAll().stream().anyMatch(row -> String.valueOf(row.getAccessibleText())
                            .startsWith("blocked: ")),
                    kind.name());
        }
        assertTrue(robot.lookup(".expected").queryAll().size() >= 3);
    }

    @Test
    void aPlanThatMovedTakesTheTypedNameBackAndSaysWhatMoved(FxRobot robot) {
        open(robot, ActionKind.SWITCHOVER, SampleCluster.id("payments-a"));
        robot.write("payments");
        assertFalse(button(robot, "#start").isDisabled());
        source.show(SampleActions.moved().view());
        robot.interact(() -> pane.look());
        assertTrue(button(robot, "#start").isDisabled());
        assertTrue(
                text(robot, "#moved").contains("epoch 7 → 8, primary payments-b → payments-c"), text(robot, "#moved"));
        assertTrue(text(robot, "#subtitle").contains("planned on epoch 8"));
        assertEquals(List.of(), source.started);
    }

    @Test
    void whatMovesBetweenTheLastLookAndTheKeyStartsNothing(FxRobot robot) {
        open(robot, ActionKind.SWITCHOVER, SampleCluster.id("payments-a"));
        robot.write("payments");
        source.show(SampleActions.moved().view());
        key(robot, KeyCode.ENTER);
        assertEquals(List.of(), source.started);
        assertTrue(robot.lookup("#moved").query().isVisible());
    }

    @Test
    void aDryRunChangesNothing(FxRobot robot) {
        open(robot, ActionKind.SWITCHOVER, null);
        robot.interact(() -> button(robot, "#dryRun").fire());
        assertTrue(text(robot, "#subtitle").contains("would start, nothing changed"), text(robot, "#subtitle"));
        assertEquals(List.of(), source.started);
    }

    @Test
    void unknownIsNotFailedAndMayStillEndWell(FxRobot robot) {
        open(robot, ActionKind.SWITCHOVER, SampleCluster.id("payments-c"));
        Plan plan = go(robot, "payments");
        report(this, robot, SampleActions.record(plan, 6));
        report(robot, new Progress(null, Outcome.UNKNOWN, "No news for 3 s."));
        Node receipt = robot.lookup("#receipt").query();
        assertTrue(receipt.getStyleClass().contains("receipt-tone-warn"));
        assertFalse(receipt.getStyleClass().contains("receipt-tone-bad"));
        assertTrue(text(robot, ".receipt-headline").contains("still reading the store"));
        assertEquals(6, robot.lookup(".step-done").queryAll().size());
        assertEquals("Close, it goes on", button(robot, "#close").getText());
        report(this, robot, SampleActions.ended(plan, 9, Outcome.SUCCEEDED, List.of()));
        assertTrue(receipt.getStyleClass().contains("receipt-tone-ok"));
        assertFalse(receipt.getStyleClass().contains("receipt-tone-warn"));
    }

    @Test
    void anAbortIsAskedForWithItsReasonUntilTheGrant(FxRobot robot) {
        open(robot, ActionKind.SWITCHOVER, SampleCluster.id("payments-c"));
        Plan plan = go(robot, "payments");
        assertTrue(button(robot, "#abort").isDisabled());
        report(this, robot, SampleActions.record(plan, 3));
        assertEquals("Abort and resume payments-b", button(robot, "#abort").getText());
        robot.interact(() -> robot.lookup("#reason").query().requestFocus());
        robot.write("wrong group");
        robot.interact(() -> robot.lookup("#abort").query().requestFocus());
        key(robot, KeyCode.SPACE);
        robot.interact(() -> {});
        assertEquals(List.of("sw-7-1: wrong group"), source.aborted);
        assertTrue(button(robot, "#abort").isDisabled());
        report(this, robot, SampleActions.rolledBack(plan));
        assertEquals("↺ ROLLED BACK · payments-b serves again in epoch 7", text(robot, ".receipt-headline"));
        assertEquals(2, robot.lookup(".step-undone").queryAll().size());
    }

    @Test
    void afterTheGrantAnAbortIsTooLateAndSaysSo(FxRobot robot) {
        open(robot, ActionKind.SWITCHOVER, SampleCluster.id("payments-c"));
        Plan plan = go(robot, "payments");
        report(this, robot, SampleActions.record(plan, 7));
        assertTrue(button(robot, "#abort").isDisabled());
        assertTrue(button(robot, "#abort").getAccessibleHelp().contains("too late"));
    }

    @Test
    void anActionOfSomebodyElseIsFollowedAndClosingItOnlyStopsTheListening(FxRobot robot) {
        Plan plan = source.plan(group().id(), Wish.of(ActionKind.SWITCHOVER, SampleCluster.id("payments-c")));
        ActionRecord record = SampleActions.record(plan, 3, "alice", SampleCluster.NOW);
        robot.interact(() -> {
            pane = ActionPane.following(group(), record, source.identity(), source, () -> closed = true);
            root.getChildren().setAll(pane.root());
            pane.focus();
        });
        assertEquals(List.of("sw-7-1"), source.followed);
        assertEquals(3, robot.lookup(".step-done").queryAll().size());
        assertFalse(robot.lookup("#start").query().isVisible());
        assertTrue(text(robot, "#subtitle").contains("asked for by alice"), text(robot, "#subtitle"));
        report(this, robot, SampleActions.ended(plan, 8, Outcome.INCOMPLETE, List.of("payments-b does not follow")));
        assertTrue(text(robot, ".receipt-headline").startsWith("! INCOMPLETE"));
        robot.interact(() -> pane.closed());
        assertEquals(1, source.stopped);
        assertEquals(List.of(), source.aborted);
    }

    @Test
    void theReceiptIsCopiedAndSavedAsTextAndAsJson(FxRobot robot, @TempDir Path dir) throws IOException {
        open(robot, ActionKind.SWITCHOVER, SampleCluster.id("payments-c"));
        Plan plan = go(robot, "payments");
        report(this, robot, SampleActions.ended(plan, 9, Outcome.SUCCEEDED, List.of()));
        robot.interact(() -> button(robot, "#receiptCopy").fire());
        String[] copied = new String[1];
        robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
        assertTrue(copied[0].startsWith("✓ SUCCEEDED · payments-c is primary in epoch 8\n"), copied[0]);
        assertTrue(copied[0].contains("zxid 0x5a0001d3"), copied[0]);
        for (String ending : List.of(".txt", ".json")) {
            robot.interact(() -> {
                pane.saveTo(name -> dir.resolve(name.replace(".txt", ending)));
                button(robot, "#receiptSave").fire();
            });
        }
        assertEquals(copied[0], Files.readString(dir.resolve("sw-7-1.txt")));
        String json = Files.readString(dir.resolve("sw-7-1.json"));
        assertTrue(json.contains("\"outcome\" : \"SUCCEEDED\""), json);
        assertTrue(json.contains("\"epoch as shown\"") && json.contains("\"GRANTED\""), json);
    }
}
