package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleActions;
import dev.baton.console.SampleCluster;
import dev.baton.console.SampleOperators;
import dev.baton.console.SampleSource;
import dev.baton.console.action.Plan;
import dev.baton.console.action.Wish;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.Standing;
import dev.baton.console.theme.Theme;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import dev.baton.model.OperatorRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Who acts: what the screens offer to whom, the passphrase that is asked for once, and the second operator. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class IdentityTest {
    private static final GroupId PAYMENTS = SampleCluster.group("payments");

    @TempDir
    Path dir;

    private SampleSource source;
    private Shell shell;

    @Start
    void start(Stage stage) {
        source = new SampleSource(SampleCluster.healthy().view());
        shell = new Shell(source, () -> SampleCluster.NOW, Theme.DARK);
        SmallStage.show(stage, shell);
        shell.select(PAYMENTS);
    }

    private void as(FxRobot robot, Identity identity) {
        robot.interact(() -> {
            source.identity = identity;
            shell.refresh();
        });
    }

    private Button button(FxRobot robot, String id) {
        return shell.parts().overlay().open()
                ? robot.from(shell.parts().overlay().node()).lookup(id).queryAs(Button.class)
                : robot.lookup(id).queryAs(Button.class);
    }

    private <T extends Node> T dialog(FxRobot robot, String id, Class<T> type) {
        return robot.from(shell.parts().overlay().node()).lookup(id).queryAs(type);
    }

    private static void until(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void type(FxRobot robot, String id, String text) {
        robot.interact(() -> dialog(robot, id, TextInputControl.class).setText(text));
    }

    private String refusal() {
        return shell.actions()
                .allowed(ActionKind.SWITCHOVER, source.view().groups().get(PAYMENTS), null)
                .why();
    }

    @Test
    void aViewerAndWhoIsRevokedOrUnknownAreTellEveryTimeWhoMayAndHowToGetThere(FxRobot robot) throws Exception {
        KeyHolder holder = SampleOperators.key(dir, "vera");
        as(robot, SampleOperators.identity(holder, OperatorRole.VIEWER));
        assertEquals("vera is viewer here, and this takes operator or above: an admin can change that", refusal());
        assertTrue(button(robot, "#switchover").isDisabled());
        as(
                robot,
                Identity.fixed(
                        holder,
                        "oncall",
                        SampleOperators.book(
                                Objects.requireNonNull(holder.held().face()), OperatorRole.ADMIN, true)));
        assertTrue(refusal().contains("was revoked"), refusal());
        assertEquals("vera · revoked", button(robot, "#operator").getText());
        as(robot, Identity.fixed(holder, "oncall", SampleOperators.book(null, OperatorRole.ADMIN, false)));
        assertTrue(refusal().contains("does not know the key"), refusal());
        as(robot, SampleOperators.identity(holder, OperatorRole.OPERATOR));
        assertEquals("", refusal());
    }

    @Test
    void whereTheClusterHasOperatorsAndHereIsNoKeyTheConsoleOffersToMakeOneOnce(FxRobot robot) throws Exception {
        KeyHolder holder = SampleOperators.holder(dir.resolve("own.p12"));
        as(robot, Identity.fixed(holder, "oncall", SampleOperators.book(null, OperatorRole.ADMIN, false)));
        assertTrue(dialog(robot, "#fresh", TextInputControl.class).isVisible());
        assertTrue(refusal().contains("no operator's key"), refusal());
        type(robot, "#name", "olga");
        type(robot, "#fresh", "too short");
        type(robot, "#again", "too shirt");
        assertTrue(button(robot, "#confirm").isDisabled());
        type(robot, "#again", "too short");
        assertTrue(dialog(robot, "#weak", Label.class).getText().contains("9 characters"));
        robot.interact(() -> button(robot, "#confirm").fire());
        until(() -> holder.held().key() != null);
        until(() -> dialog(robot, "#hand", Label.class).isVisible());
        assertTrue(dialog(robot, "#command", TextInputControl.class)
                .getText()
                .startsWith("baton operator add --name 'olga' --role operator --public-key M"));
        assertTrue(Files.exists(dir.resolve("own.p12")));
        robot.interact(() -> button(robot, "#close").fire());
        robot.interact(() -> shell.refresh());
        assertFalse(shell.parts().overlay().open());
    }

    @Test
    void theDialogOfAnActionAsksForThePassphraseOnceASession(FxRobot robot) throws Exception {
        KeyHolder holder = SampleOperators.key(dir, "olga");
        as(robot, SampleOperators.identity(holder, OperatorRole.OPERATOR));
        assertEquals("olga · operator · locked", button(robot, "#operator").getText());
        plan(robot);
        type(robot, "#confirm", "payments");
        assertTrue(button(robot, "#start").isDisabled());
        type(robot, "#passphrase", "wrong");
        robot.interact(() -> button(robot, "#start").fire());
        until(() -> dialog(robot, "#moved", Label.class).getText().endsWith("wrong passphrase"));
        assertEquals(List.of(), source.started);
        type(robot, "#passphrase", SampleOperators.PASSPHRASE);
        robot.interact(() -> button(robot, "#start").fire());
        until(() -> source.started.size() == 1);
        assertNotNull(source.identity.signer());
        robot.interact(() -> shell.parts().overlay().hide());
        plan(robot);
        assertFalse(dialog(robot, "#signing", Node.class).isVisible());
        assertEquals(
                "You sign as olga · operator",
                dialog(robot, "#operatorLine", Label.class).getText());
        robot.interact(() -> shell.parts().overlay().hide());
        robot.interact(() -> shell.refresh());
        assertTrue(button(robot, "#operator").getText().startsWith("olga · operator · "));
    }

    private void plan(FxRobot robot) {
        robot.interact(() -> shell.actions()
                .plan(
                        source.view().groups().get(PAYMENTS),
                        Wish.of(ActionKind.SWITCHOVER, SampleCluster.id("payments-c"))));
    }

    private void waits(FxRobot robot) {
        Plan plan = source.plan(PAYMENTS, Wish.of(ActionKind.SWITCHOVER, SampleCluster.id("payments-c")));
        robot.interact(() -> {
            source.show(SampleActions.waits(plan).view());
            shell.refresh();
        });
    }

    @Test
    void anotherOperatorReviewsTheSamePlanAndSignsItAndWhoAskedCannot(FxRobot robot) throws Exception {
        KeyHolder holder = SampleOperators.key(dir, "bob");
        as(robot, SampleOperators.identity(holder, OperatorRole.OPERATOR));
        waits(robot);
        assertTrue(robot.lookup(".action-words")
                .queryAs(Label.class)
                .getText()
                .startsWith(
                        "Switchover of payments to payments-c, asked for by alice: kernel patch OPS-4411; waits for"));
        robot.interact(() -> button(robot, "#approveAction").fire());
        assertTrue(dialog(robot, "#moved", Label.class).getText().startsWith("alice asks: kernel patch"));
        assertEquals("Approve and sign", button(robot, "#start").getText());
        assertEquals(
                "Type payments to sign", dialog(robot, "#prompt", Label.class).getText());
        type(robot, "#confirm", "payments");
        type(robot, "#passphrase", SampleOperators.PASSPHRASE);
        assertFalse(button(robot, "#start").isDisabled());
        robot.interact(() -> button(robot, "#start").fire());
        until(() -> source.approved.size() == 1);
        ActionRecord open = Objects.requireNonNull(dev.baton.console.action.ActionStrip.record(
                Objects.requireNonNull(source.view().groups().get(PAYMENTS))));
        assertEquals(open.request(), source.approved.getFirst());
        assertEquals(List.of(), source.started);
        robot.interact(() -> shell.parts().overlay().hide());

        as(robot, SampleOperators.identity(SampleOperators.key(dir, "alice"), OperatorRole.OPERATOR));
        assertTrue(button(robot, "#approveAction").isDisabled());
        assertTrue(button(robot, "#approveAction").getAccessibleHelp().contains("another operator"));
        assertTrue(robot.lookup(".action-words")
                .queryAs(Label.class)
                .getText()
                .endsWith("UTC; alice asked for it: it takes another operator's signature"));
    }

    @Test
    void thePlanSaysWhoSignsAndFallsWhenTheRoleIsTakenAway(FxRobot robot) throws Exception {
        KeyHolder holder = SampleOperators.key(dir, "bob");
        as(robot, SampleOperators.identity(holder, OperatorRole.OPERATOR));
        plan(robot);
        type(robot, "#confirm", "payments");
        type(robot, "#passphrase", SampleOperators.PASSPHRASE);
        assertTrue(checks(robot).contains("mind: signature, expected by an operator's key, found key "), checks(robot));
        assertTrue(checks(robot).contains("as expected: role, expected OPERATOR or above, found bob is OPERATOR"));
        assertFalse(button(robot, "#start").isDisabled());
        as(robot, SampleOperators.identity(holder, OperatorRole.VIEWER));
        assertTrue(
                checks(robot).contains("blocked: role, expected OPERATOR or above, found bob is VIEWER"),
                checks(robot));
        assertTrue(button(robot, "#start").isDisabled());
    }

    private String checks(FxRobot robot) {
        return dialog(robot, "#checks", javafx.scene.Parent.class).getChildrenUnmodifiable().stream()
                .map(Node::getAccessibleText)
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    @Test
    void aViewerAcknowledgesNoAlertOfTheClusterAndIsToldWhy(FxRobot robot) throws Exception {
        String why = "Acknowledging is off: vera is viewer here, and this takes operator or above";
        robot.interact(() -> source.show(SampleCluster.splitBrain().view()));
        as(robot, SampleOperators.identity(SampleOperators.key(dir, "vera"), OperatorRole.VIEWER));
        assertTrue(button(robot, "#acknowledge").isVisible());
        assertTrue(button(robot, "#acknowledge").isDisabled());
        assertTrue(button(robot, "#acknowledge").getAccessibleHelp().startsWith("vera is viewer here"));
        robot.interact(shell::alerts);
        assertTrue(button(robot, "#acknowledge").isDisabled());
        assertTrue(robot.from(dialog(robot, "#details", Node.class)).lookup(".label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText().startsWith(why)));
        as(robot, SampleOperators.identity(SampleOperators.key(dir, "olga"), OperatorRole.OPERATOR));
        assertFalse(button(robot, "#acknowledge").isDisabled());
    }

    @Test
    void aPlanThatHasMovedCannotBeSigned(FxRobot robot) throws Exception {
        as(robot, SampleOperators.identity(SampleOperators.key(dir, "bob"), OperatorRole.OPERATOR));
        Plan plan = source.plan(PAYMENTS, Wish.of(ActionKind.SWITCHOVER, SampleCluster.id("payments-c")));
        robot.interact(() -> {
            source.show(SampleActions.waitsMoved(plan).view());
            shell.refresh();
            button(robot, "#approveAction").fire();
        });
        type(robot, "#confirm", "payments");
        type(robot, "#passphrase", SampleOperators.PASSPHRASE);
        assertTrue(button(robot, "#start").isDisabled());
        assertEquals(Standing.State.LOCKED, source.identity.standing().state());
    }
}
