package dev.baton.console.shell;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.TestCluster;
import dev.baton.console.SampleCluster;
import dev.baton.console.SampleOperators;
import dev.baton.console.SampleSource;
import dev.baton.console.action.Wish;
import dev.baton.console.connect.ClusterCheck;
import dev.baton.console.connect.Profiles;
import dev.baton.console.connect.Targets;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.console.live.LiveClusters;
import dev.baton.console.model.ClusterView;
import dev.baton.model.ActionKind;
import dev.baton.model.OperatorRole;
import dev.baton.model.StoreLayout;
import dev.baton.port.Ticker;
import dev.baton.secure.InvalidSecurityFile;
import dev.baton.secure.SecurityFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Plants secrets that can be recognised, has the console fail with them, and searches everything that its screens say meanwhile: dialogs, strips,
 * findings, what a fault shows and copies, its own log.
 */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set by start, before any test
final class ScreenCanaryIT {
    private final Map<String, String> canaries = new LinkedHashMap<>();
    private final OwnLog log = OwnLog.attached();
    private Path dir;
    private SampleSource source;
    private Stage stage;
    private ConsoleWindow window;

    @Start
    void start(Stage opened) throws Exception {
        stage = opened;
        dir = Files.createTempDirectory("baton-canary");
        Files.createDirectories(dir.resolve("profiles"));
        Targets targets = new Targets(Map.of(), new Profiles(dir.resolve("profiles")), dir);
        source = new SampleSource(SampleCluster.healthy().view());
        stage.setWidth(1280);
        stage.setHeight(720);
        window = new ConsoleWindow(
                stage,
                source,
                new LiveClusters(targets, ClusterCheck.real(), "oncall"),
                new WindowStateFile(dir.resolve("window.properties")),
                log,
                shell -> {});
        window.show();
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(window::close);
        log.detach();
    }

    /** A secret that nothing else looks like. */
    private String canary(String what) {
        return canaries.computeIfAbsent(
                what, name -> "canary" + name + Long.toHexString(0x4711_0815L * (canaries.size() + 7)) + "yranac");
    }

    private Path secret(String file, String content) throws Exception {
        Path path = dir.resolve(file);
        Files.writeString(path, content);
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private Node root() {
        return stage.getScene().getRoot();
    }

    private Node dialog() {
        return window.shell().parts().overlay().node();
    }

    private <T extends Node> T in(FxRobot robot, String id, Class<T> type) {
        return robot.from(dialog()).lookup(id).queryAs(type);
    }

    private static void until(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Which secrets can be seen now. */
    private List<String> seen(FxRobot robot) {
        List<String> texts = new ArrayList<>(log.lines(""));
        robot.interact(() -> texts.addAll(OnScreen.texts(root())));
        assertTrue(texts.size() > 50, "the screen says something");
        List<String> leaks = new ArrayList<>();
        canaries.forEach((what, canary) ->
                texts.stream().filter(text -> text.contains(canary)).forEach(text -> leaks.add(what + " in " + text)));
        return leaks;
    }

    /** It has failed, told that, and shows no secret. */
    private void told(FxRobot robot, String id, String words) throws Exception {
        until(() -> in(robot, id, Label.class).getText().contains(words));
        assertEquals(List.of(), seen(robot));
    }

    private void type(FxRobot robot, String id, String text) {
        robot.interact(() -> in(robot, id, TextInputControl.class).setText(text));
        // It is there before it is taken: the search can fail.
        assertFalse(seen(robot).isEmpty());
    }

    private void fire(FxRobot robot, String id) {
        robot.interact(() -> in(robot, id, Button.class).fire());
    }

    private void as(FxRobot robot, Identity identity) {
        robot.interact(() -> {
            source.identity = identity;
            window.shell().refresh();
        });
    }

    @Test
    void noPassphraseIsShownWhateverIsWrongWithIt(FxRobot robot) throws Exception {
        KeyHolder holder = SampleOperators.key(dir, "olga");
        as(robot, SampleOperators.identity(holder, OperatorRole.OPERATOR));
        robot.interact(() -> {
            window.shell().select(SampleCluster.group("payments"));
            window.shell()
                    .actions()
                    .plan(
                            source.view().groups().get(SampleCluster.group("payments")),
                            Wish.of(ActionKind.SWITCHOVER, SampleCluster.id("payments-c")));
            in(robot, "#confirm", TextInputControl.class).setText("payments");
        });
        type(robot, "#passphrase", canary("Signing"));
        fire(robot, "#start");
        told(robot, "#moved", "wrong passphrase");
        robot.interact(() -> {
            window.shell().parts().overlay().hide();
            window.shell().actions().identity().open();
        });
        for (String task : List.of("#taskUnlock", "#taskRotate", "#taskChange")) {
            robot.interact(() -> in(robot, task, ToggleButton.class).fire());
            type(robot, "#passphrase", canary("Wrong" + task.substring(5)));
            if (task.equals("#taskChange")) {
                type(robot, "#fresh", canary("Fresh"));
                type(robot, "#again", canary("Fresh"));
            }
            fire(robot, "#confirm");
            told(robot, "#outcome", "wrong passphrase");
        }
    }

    @Test
    void nothingOfABrokenKeyFileIsShown(FxRobot robot) throws Exception {
        KeyHolder none = SampleOperators.holder(dir.resolve("none.p12"));
        Path broken = secret("broken.p12", "0\u0082 " + canary("KeyBytes"));
        as(robot, Identity.fixed(none, "oncall", SampleOperators.book(null, OperatorRole.ADMIN, false)));
        robot.interact(() -> {
            if (!window.shell().parts().overlay().open()) {
                window.shell().actions().identity().open();
            }
            in(robot, "#taskImport", ToggleButton.class).fire();
            in(robot, "#from", TextInputControl.class).setText(broken.toString());
        });
        type(robot, "#passphrase", canary("Import"));
        fire(robot, "#confirm");
        told(robot, "#outcome", "broken.p12");
        robot.interact(() -> window.shell().parts().overlay().hide());

        KeyHolder unusable = SampleOperators.holder(broken);
        as(robot, Identity.fixed(unusable, "oncall", SampleOperators.book(null, OperatorRole.ADMIN, false)));
        robot.interact(() -> window.shell().actions().identity().open());
        told(robot, "#state", "broken.p12");
    }

    /** The dialog of the clusters, by its key. */
    private void clusters(FxRobot robot, String profile) {
        robot.interact(() -> Event.fireEvent(
                Objects.requireNonNullElse(stage.getScene().getFocusOwner(), root()),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.O, false, true, false, false)));
        robot.interact(() -> profiles(robot).getSelectionModel().select(profile));
    }

    @SuppressWarnings("unchecked")
    private ListView<String> profiles(FxRobot robot) {
        return in(robot, "#profiles", ListView.class);
    }

    private String findings(FxRobot robot) {
        return String.join("\n", OnScreen.texts(in(robot, "#findings", Node.class)));
    }

    private void profile(String name, String connect, Path security) throws Exception {
        Files.writeString(
                dir.resolve("profiles").resolve(name + ".properties"),
                "connect = " + connect + "\nsecurity = " + security + "\n");
    }

    private Path brokenSecurity() throws Exception {
        secret("half", "digest agent:x\n" + canary("Half") + "\n");
        secret("tls.pass", canary("Tls") + "\n");
        secret("tls.p12", "no keys, but " + canary("Store"));
        return secret(
                "bad.properties",
                String.join(
                        "\n",
                        "store.auth.file = half",
                        "tls.keystore = tls.p12",
                        "tls.truststore = tls.p12",
                        "tls.passphrase.file = tls.pass",
                        "operator.passphrase = " + canary("UnknownKey")));
    }

    @Test
    void nothingOfABrokenSecurityFileIsShown(FxRobot robot) throws Exception {
        profile("bad", "127.0.0.1:9", brokenSecurity());
        profile("garbled", "127.0.0.1:9", secret("garbled.properties", "operator.key = \\u00zz" + canary("Garbled")));
        for (String name : List.of("bad", "garbled")) {
            for (String button : List.of("#test", "#showCluster")) {
                clusters(robot, name);
                fire(robot, button);
                until(() -> findings(robot).contains(name + ".properties"));
                assertEquals(List.of(), seen(robot));
                robot.interact(() -> window.shell().parts().overlay().hide());
            }
        }
    }

    @Test
    void noDigestIsShownWhereTheStoreRefusesIt(FxRobot robot) throws Exception {
        try (TestCluster cluster = new TestCluster(Files.createDirectory(dir.resolve("store")))) {
            cluster.provision(ORDERS, A, B);
            cluster.reserve(StoreLayout.GROUPS, "somebody:" + canary("Other"));
            secret("auth", "digest agent:" + canary("Digest") + "\n");
            profile("refused", cluster.connect(), secret("digest.properties", "store.auth.file = auth"));
            clusters(robot, "refused");
            fire(robot, "#test");
            until(() -> findings(robot).contains("✕"));
            assertEquals(List.of(), seen(robot));
            fire(robot, "#showCluster");
            until(() -> stage.getTitle().contains("refused"));
            until(() -> {
                ClusterView painted = window.painted();
                return painted != null && painted.storeDetail().contains("may not read");
            });
            assertEquals(List.of(), seen(robot));
            robot.interact(window::close);
        }
    }

    private void fault(FxRobot robot, Throwable failure) {
        String[] copied = new String[1];
        robot.interact(() -> {
            new Faults(window::shell, Ticker.system()).report(failure);
            in(robot, "#copy", Button.class).fire();
            copied[0] = Clipboard.getSystemClipboard().getString();
        });
        assertTrue(copied[0].contains("at dev.baton."), copied[0]);
        assertEquals(List.of(), seen(robot));
        canaries.forEach((what, canary) -> assertFalse(copied[0].contains(canary), what));
    }

    /** Were such a failure not foreseen: with all its causes. */
    @Test
    void noSecretIsInTheFaultThatAFailureWouldBe(FxRobot robot) throws Exception {
        OperatorKeyFile good = new OperatorKeyFile(dir.resolve("good.p12"), 1_000);
        good.create("olga", canary("Right").toCharArray());
        fault(
                robot,
                assertThrows(Exception.class, () -> good.open(canary("Wrong").toCharArray())));
        OperatorKeyFile broken = new OperatorKeyFile(secret("broken.p12", "0\u0082 " + canary("KeyBytes")), 1_000);
        fault(
                robot,
                assertThrows(Exception.class, () -> broken.open(canary("Right").toCharArray())));
        Path bad = brokenSecurity();
        fault(robot, assertThrows(InvalidSecurityFile.class, () -> SecurityFile.read(bad)));
    }
}
