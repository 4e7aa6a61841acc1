package dev.baton.console.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleOperators;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.Operators.Result;
import dev.baton.console.theme.Theme;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What the dialog says and does when a key is replaced. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class KeyReplacementTest {
    private static final String ADMIN = " --lab .lab --security .lab/security/admin.properties";

    @TempDir
    Path dir;

    private StackPane root;
    private KeyHolder holder;
    private KeyFace old;
    private Result answer = new Result.Refused(new Refusal("store's rights", "an admin of the store", "another"));

    @Start
    void start(Stage stage) {
        root = new StackPane();
        Scene scene = new Scene(root, 1280, 720);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void bobHasAKey() throws Exception {
        holder = SampleOperators.key(dir, "bob");
        old = Objects.requireNonNull(holder.held().face());
    }

    private void open(FxRobot robot, OperatorBook book) {
        Identity identity = Identity.fixed(
                holder, "oncall", book, (fresh, replaces, by) -> CompletableFuture.completedFuture(answer), ADMIN);
        robot.interact(() -> {
            root.getChildren().setAll(new IdentityPane(identity, () -> {}).root());
        });
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private void replace(FxRobot robot) throws Exception {
        robot.interact(() -> {
            robot.lookup("#taskRotate").queryAs(ToggleButton.class).fire();
            robot.lookup("#passphrase").queryAs(TextField.class).setText(SampleOperators.PASSPHRASE);
            robot.lookup("#confirm").queryAs(Button.class).fire();
        });
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> !text(robot, "#outcome").equals("Working…"));
    }

    private String command(@Nullable KeyFace fresh, String role) {
        return "baton operator add --name 'bob' --role " + role + " --public-key "
                + Objects.requireNonNull(fresh).publicKey() + " --replaces " + old.keyId() + ADMIN;
    }

    @Test
    void anOperatorIsToldExactlyWhatAnAdminMustRun(FxRobot robot) throws Exception {
        open(robot, SampleOperators.book(old, OperatorRole.OPERATOR, false));
        assertFalse(robot.lookup("#commandRow").query().isVisible());
        replace(robot);
        TextField command = robot.lookup("#command").queryAs(TextField.class);
        assertTrue(command.getParent().isVisible());
        assertEquals(command(holder.waiting(), "operator"), command.getText());
        assertTrue(text(robot, "#keyTitle").endsWith("WAITS FOR AN ADMIN"));
        String[] copied = new String[1];
        robot.interact(() -> {
            robot.lookup("#copyCommand").queryAs(Button.class).fire();
            copied[0] = Clipboard.getSystemClipboard().getString();
        });
        assertEquals(command.getText(), copied[0]);
    }

    @Test
    void anAdminWhomTheStoreRefusesIsToldTheRuleAndTheCommand(FxRobot robot) throws Exception {
        open(robot, SampleOperators.book(old, OperatorRole.ADMIN, false));
        replace(robot);
        assertTrue(text(robot, "#outcome").contains("did not take it by store's rights"), text(robot, "#outcome"));
        assertEquals(
                command(holder.waiting(), "admin"),
                robot.lookup("#command").queryAs(TextField.class).getText());
    }

    @Test
    void anAdminsKeyIsReplacedAtOnce(FxRobot robot) throws Exception {
        answer = new Result.Done(List.of(), 7);
        open(robot, SampleOperators.book(old, OperatorRole.ADMIN, false));
        replace(robot);
        assertTrue(text(robot, "#outcome").startsWith("The new key is in use."), text(robot, "#outcome"));
        assertFalse(old.equals(holder.held().face()));
    }

    @Test
    void whatAnAdminHasLetTheClusterTakeIsPutIntoUseAlthoughTheOldKeyIsRevoked(FxRobot robot) throws Exception {
        open(robot, SampleOperators.book(old, OperatorRole.OPERATOR, false));
        replace(robot);
        KeyFace fresh = Objects.requireNonNull(holder.waiting());
        open(
                robot,
                SampleOperators.with(
                        SampleOperators.book(old, OperatorRole.OPERATOR, true),
                        new OperatorRecord(
                                fresh.keyId(),
                                "bob",
                                OperatorRole.OPERATOR,
                                fresh.publicKey(),
                                "e9",
                                1,
                                "dora",
                                null,
                                null)));
        assertTrue(text(robot, "#keyTitle").endsWith("THE CLUSTER KNOWS IT"));
        assertFalse(robot.lookup("#commandRow").query().isVisible());
        replace(robot);
        assertEquals(fresh.keyId(), Objects.requireNonNull(holder.held().face()).keyId());
    }
}
