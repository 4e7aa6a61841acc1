package dev.baton.console.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleActions;
import dev.baton.console.SampleCluster;
import dev.baton.console.SampleOperators;
import dev.baton.console.SampleSource;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Theme;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.OperatorRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The dialog of the second operator signs only under a first signature that is good. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class ApprovingTest {
    @TempDir
    Path dir;

    private final SampleSource source = new SampleSource(SampleCluster.healthy().view());
    private StackPane root;
    private ActionPane pane;
    private KeyHolder bob;

    @Start
    void start(Stage stage) {
        root = new StackPane();
        Scene scene = new Scene(root, 1280, 720);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void bobIsUnlocked() throws Exception {
        bob = SampleOperators.key(dir, "bob");
        var _ = bob.unlock(SampleOperators.PASSPHRASE.toCharArray(), false);
        source.identity = SampleOperators.identity(bob, OperatorRole.OPERATOR);
    }

    private GroupView group() {
        return Objects.requireNonNull(source.view().groups().get(SampleCluster.group("payments")));
    }

    /** As it waits in the store, signed by alice. */
    private ActionRequest waits() {
        Plan plan = source.plan(group().id(), Wish.of(ActionKind.SWITCHOVER, SampleCluster.id("payments-c")));
        source.show(SampleActions.waits(plan).view());
        return Objects.requireNonNull(ActionStrip.record(group())).request();
    }

    private void open(FxRobot robot, ActionRequest request) {
        robot.interact(() -> {
            pane = ActionPane.approving(
                    group(),
                    ActionRecord.requested(request),
                    source.identity(),
                    source,
                    () -> SampleCluster.NOW,
                    () -> {});
            root.getChildren().setAll(pane.root());
            robot.lookup("#confirm").queryAs(TextField.class).setText("payments");
        });
    }

    private String checks(FxRobot robot) {
        return robot.lookup("#checks").queryAs(Parent.class).getChildrenUnmodifiable().stream()
                .map(Node::getAccessibleText)
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    private void off(FxRobot robot, String found) {
        Button start = robot.lookup("#start").queryAs(Button.class);
        assertTrue(start.isDisabled());
        assertTrue(
                checks(robot).contains("blocked: signature, expected by an operator's key, over the whole request")
                        && checks(robot).contains(found),
                checks(robot));
        robot.interact(start::fire);
        assertEquals(List.of(), source.approved);
    }

    @Test
    void underAGoodOneItSigns(FxRobot robot) {
        ActionRequest request = waits();
        open(robot, request);
        assertTrue(checks(robot).contains("found signed by alice, key "), checks(robot));
        assertTrue(checks(robot).contains(", verified"), checks(robot));
        robot.interact(() -> robot.lookup("#start").queryAs(Button.class).fire());
        assertEquals(List.of(request), source.approved);
    }

    @Test
    void underAForgedOneTheButtonIsOffAndThePlanSaysWhy(FxRobot robot) {
        ActionRequest request = waits();
        open(robot, request.signed("alice", SampleOperators.ALICE.keyId(), "Zm9yZ2Vk"));
        off(robot, "found not that of alice's key over this request");
    }

    @Test
    void underAnAlteredRequestTheButtonIsOffAndThePlanSaysWhy(FxRobot robot) {
        ActionRequest was = waits();
        open(
                robot,
                new ActionRequest(
                        was.id(),
                        was.group(),
                        was.kind(),
                        SampleCluster.id("payments-a"),
                        was.seenEpoch(),
                        was.seenLeadershipVersion(),
                        was.reason(),
                        was.operator(),
                        was.requestedAt(),
                        was.expiresAt(),
                        was.overrides(),
                        was.keyId(),
                        was.signature()));
        off(robot, "found not that of alice's key over this request");
    }

    @Test
    void whereWhoAskedWasRevokedSinceTheButtonIsOffAndThePlanSaysWhy(FxRobot robot) {
        ActionRequest request = waits();
        OperatorBook revoked = SampleOperators.with(
                source.identity().book(), SampleOperators.ALICE.revoked(SampleCluster.NOW, "dora"));
        source.identity = Identity.fixed(bob, "oncall", revoked);
        open(robot, request);
        off(robot, "which is revoked");
    }
}
