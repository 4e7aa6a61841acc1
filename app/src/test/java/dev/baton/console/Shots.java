package dev.baton.console;

import dev.baton.console.action.Progress;
import dev.baton.console.connect.Profiles;
import dev.baton.console.connect.TargetException;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.console.model.ClusterView;
import dev.baton.console.shell.Shell;
import dev.baton.console.shell.ShotDialogs;
import dev.baton.console.theme.Png;
import dev.baton.console.theme.Theme;
import dev.baton.console.timeline.Bookmark;
import dev.baton.model.OperatorRole;
import dev.baton.model.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

/** Writes pictures of the console on sample data to a folder, for people to look at: {@code Shots FOLDER}. Not a test. */
public final class Shots {
    private static String only = "";

    private Shots() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Platform.startup(() -> Platform.setImplicitExit(false));
        only = args.length > 1 ? args[1] : "";
        try {
            all(folder);
        } finally {
            Platform.exit();
        }
    }

    private static void all(Path folder) throws Exception {
        ClusterView split = SampleCluster.splitBrain().view();
        ClusterView healthy = SampleCluster.healthy().view();
        ClusterView failover = SampleCluster.failover().view();
        ClusterView lost =
                SampleCluster.failover().storeLost(SampleCluster.NOW - 5).view();
        ClusterView fleet = SampleFleet.troubledForAMinute(1_000).view();
        for (Theme theme : Theme.values()) {
            for (int[] size : new int[][] {{1440, 900}, {1280, 720}, {2560, 1440}}) {
                shot(folder, "groups", fleet, theme, size[0], size[1], "fleet");
                shot(folder, "groups", fleet, theme, size[0], size[1], "fleettable");
                shot(folder, "groups", fleet, theme, size[0], size[1], "fleetstate");
                shot(folder, "groups", fleet, theme, size[0], size[1], "fleetmenu");
                shot(folder, "split", split, theme, size[0], size[1], "");
                shot(folder, "healthy", healthy, theme, size[0], size[1], "");
                shot(folder, "failover", failover, theme, size[0], size[1], "");
                shot(folder, "split", split, theme, size[0], size[1], "evidence");
                for (String state : List.of(
                        "plan",
                        "running",
                        "succeeded",
                        "unknown",
                        "incomplete",
                        "rolledback",
                        "moved",
                        "fence",
                        "pause",
                        "failoverloss",
                        "rollback")) {
                    shot(folder, "healthy", healthy, theme, size[0], size[1], state);
                }
                shot(folder, "fenced", SampleActions.fenced().view(), theme, size[0], size[1], "payments");
                shot(folder, "fenced", SampleActions.fenced().view(), theme, size[0], size[1], "menu");
                shot(folder, "paused", SampleActions.paused().view(), theme, size[0], size[1], "payments");
                shot(folder, "underway", underWay(), theme, size[0], size[1], "payments");
                shot(folder, "underway", underWay(), theme, size[0], size[1], "view");
                for (String state : List.of("nokey", "locked", "unlocked", "unknown", "rotated", "signing", "viewer")) {
                    shot(folder, "who", healthy, theme, size[0], size[1], state);
                }
                shot(folder, "eyes", waiting(), theme, size[0], size[1], "waits");
                shot(folder, "eyes", waiting(), theme, size[0], size[1], "approve");
                shot(folder, "eyes", waiting(), theme, size[0], size[1], "asked");
                shot(folder, "viewer", split, theme, size[0], size[1], "alerts");
                shot(folder, "certificate", certificate(9), theme, size[0], size[1], "alerts");
                shot(folder, "certificate", certificate(9), theme, size[0], size[1], "payments");
                shot(folder, "expired", certificate(-1), theme, size[0], size[1], "payments");
                shot(folder, "split", split, theme, size[0], size[1], "alerts");
                shot(folder, "split", split, theme, size[0], size[1], "acknowledge");
                shot(folder, "lost", lost, theme, size[0], size[1], "");
                shot(folder, "split", split, theme, size[0], size[1], "table");
                shot(folder, "healthy", healthy, theme, size[0], size[1], "palette");
                shot(folder, "healthy", healthy, theme, size[0], size[1], "frozen");
                shot(folder, "split", split, theme, size[0], size[1], "past");
                shot(folder, "split", split, theme, size[0], size[1], "range");
                shot(folder, "split", split, theme, size[0], size[1], "help");
                shot(folder, "failover", failover, theme, size[0], size[1], "bookmarks");
                shot(folder, "split", split, theme, size[0], size[1], "scaled");
                shot(folder, "split", split, theme, size[0], size[1], "scaledpast");
                shot(folder, "healthy", healthy, theme, size[0], size[1], "log");
                shot(folder, "healthy", healthy, theme, size[0], size[1], "fault");
                shot(folder, "failover", failover, theme, size[0], size[1], "note");
                shot(folder, "cooldown", SampleCluster.cooldown().view(), theme, size[0], size[1], "");
                shot(folder, "cooldown", SampleCluster.cooldown().view(), theme, size[0], size[1], "acknowledging");
                shot(folder, "healthy", healthy, theme, size[0], size[1], "clusters");
                shot(folder, "minutes", SampleHour.tenMinutes(), theme, size[0], size[1], "fit");
            }
        }
    }

    private static void shot(Path folder, String name, ClusterView view, Theme theme, int w, int h, String state)
            throws Exception {
        String file = ((state.isEmpty() ? name : name + "-" + state) + "-" + theme + "-" + w + ".png")
                .toLowerCase(Locale.ROOT);
        if (!file.matches(".*(" + only + ").*")) {
            return;
        }
        SampleSource source = new SampleSource(view);
        if (state.equals("past")) {
            source.live(SampleCluster.splitBrain());
        }
        source.identity = who(name.equals("viewer") ? name : state, source.identity);
        Shell[] shell = new Shell[1];
        Stage[] stage = new Stage[1];
        fx(() -> {
            shell[0] = new Shell(source, () -> SampleCluster.NOW, theme);
            stage[0] = new Stage();
            stage[0].setScene(shell[0].scene());
            stage[0].setWidth(w);
            stage[0].setHeight(h);
            stage[0].show();
            shell[0].refresh();
        });
        fx(() -> prepare(shell[0], source, state, 0));
        fx(() -> {});
        fx(() -> prepare(shell[0], source, state, 1));
        fx(() -> {});
        fx(() -> shell[0].refresh());
        fx(() -> {
            try {
                Png.write(ShotDialogs.picture(shell[0]), folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            stage[0].close();
        });
    }

    private static void prepare(Shell shell, SampleSource source, String state, int pass) {
        switch (state) {
            case "" -> {}
            case "nokey" -> {}
            case "locked", "unlocked", "unknown", "rotated" -> {
                if (pass == 0) {
                    ((Button) shell.scene().lookup("#operator")).fire();
                }
            }
            case "viewer", "waits", "asked" -> shell.select(SampleCluster.group("payments"));
            case "signing" -> {
                if (pass == 0) {
                    ShotDialogs.plan(shell, "plan");
                    ((TextField) shell.scene().lookup("#confirm")).setText("payments");
                }
            }
            case "approve" -> {
                shell.select(SampleCluster.group("payments"));
                if (pass == 1) {
                    ((Button) shell.scene().lookup("#approveAction")).fire();
                    ((TextField) shell.scene().lookup("#confirm")).setText("payments");
                    ((TextField) shell.scene().lookup("#passphrase")).setText(SampleOperators.PASSPHRASE);
                }
            }
            case "fleet", "fleettable", "fleetstate", "fleetmenu" -> {
                if (pass == 0) {
                    shell.fleet();
                } else if (state.equals("fleetmenu")) {
                    ShotDialogs.menu(shell);
                } else if (state.equals("fleettable")) {
                    shell.table();
                } else if (state.equals("fleetstate")) {
                    ((TextField) shell.scene().lookup("#filter")).setText("site:eu state:!paused");
                }
            }
            case "evidence" -> {
                if (pass == 0) {
                    ((Button) shell.scene().lookup("#evidence")).fire();
                }
            }
            case "alerts" -> {
                if (pass == 0) {
                    shell.alerts();
                }
            }
            case "acknowledge" -> {
                if (pass == 0) {
                    ((Button) shell.scene().lookup("#acknowledge")).fire();
                }
            }
            case "table" -> {
                if (pass == 0) {
                    shell.table();
                }
            }
            case "palette" -> {
                if (pass == 0) {
                    shell.palette();
                }
            }
            case "frozen" -> {
                if (pass == 0) {
                    shell.time().freezeOrPlay();
                }
            }
            case "past" -> shell.time().seek(SampleCluster.NOW - 12_000);
            case "range" ->
                shell.time()
                        .range()
                        .set(new dev.baton.console.timeline.Range(
                                SampleCluster.NOW - 9_000, SampleCluster.NOW - 1_000));
            case "help" -> {
                if (pass == 0) {
                    shell.help();
                }
            }
            case "scaled" -> shell.scale(1.5);
            case "scaledpast" -> {
                shell.scale(1.5);
                shell.time().seek(SampleCluster.NOW - 12_000);
            }
            case "log" -> {
                if (pass == 0) {
                    ShotDialogs.log(shell);
                }
            }
            case "fault" -> {
                if (pass == 0) {
                    ShotDialogs.fault(shell);
                }
            }
            case "acknowledging" -> {
                if (pass == 0) {
                    shell.select(SampleCluster.group("orders"));
                    ((Button) shell.scene().lookup("#failover")).fire();
                }
            }
            case "note" -> {
                if (pass == 0) {
                    shell.time().mark(Bookmark.Kind.NOTE, SampleCluster.NOW - 3_000, "kill -9 by hand, drill 18");
                    shell.time().mark(Bookmark.Kind.BOOKMARK, SampleCluster.NOW - 12_000, "before");
                    shell.mark(Bookmark.Kind.NOTE);
                }
            }
            case "payments" -> shell.select(SampleCluster.group("payments"));
            case "menu" -> {
                shell.select(SampleCluster.group("payments"));
                if (pass == 1) {
                    ((Button) shell.scene().lookup("#moreActions")).fire();
                }
            }
            case "view" -> {
                shell.select(SampleCluster.group("payments"));
                if (pass == 1) {
                    ((Button) shell.scene().lookup("#viewAction")).fire();
                }
            }
            case "clusters" -> {
                if (pass == 0) {
                    dev.baton.console.shell.ConsoleWindow.clusters(
                            shell, new SampleClusters(new Profiles(sampleProfiles())));
                }
            }
            case "fit" -> {
                shell.select(SampleCluster.group("orders"));
                shell.time().fit();
            }
            case "bookmarks" -> {
                if (pass == 0) {
                    shell.time().seek(SampleCluster.NOW - 3_000);
                    shell.time().bookmark("orders-a killed");
                    shell.time().seek(SampleCluster.NOW - 9_000);
                    shell.time().bookmark("before");
                    shell.mark(Bookmark.Kind.BOOKMARK);
                }
            }
            default -> {
                if (pass == 0) {
                    shell.select(SampleCluster.group("payments"));
                    ShotDialogs.plan(shell, state);
                } else {
                    dialog(shell, source, state);
                }
            }
        }
    }

    private static Identity who(String state, Identity otherwise) throws IOException {
        Path keys = Files.createTempDirectory("baton-shots");
        KeyHolder holder = state.equals("nokey")
                ? SampleOperators.holder(keys.resolve("operator.p12"))
                : SampleOperators.key(keys, state.equals("viewer") ? "vera" : "bob");
        return switch (state) {
            case "nokey", "unknown" ->
                Identity.fixed(holder, "oncall", SampleOperators.book(null, OperatorRole.ADMIN, false));
            case "locked", "signing", "waits", "approve" -> SampleOperators.identity(holder, OperatorRole.OPERATOR);
            case "rotated" -> {
                var _ = new OperatorKeyFile(holder.path(), 1_000)
                        .next()
                        .create("bob", SampleOperators.PASSPHRASE.toCharArray());
                yield Identity.fixed(
                        holder,
                        "oncall",
                        SampleOperators.book(holder.held().face(), OperatorRole.OPERATOR, false),
                        null,
                        " --security FILE-OF-AN-ADMIN");
            }
            case "viewer" -> SampleOperators.identity(holder, OperatorRole.VIEWER);
            case "asked" -> SampleOperators.identity(SampleOperators.key(keys, "alice"), OperatorRole.OPERATOR);
            case "unlocked" -> {
                var _ = holder.unlock(SampleOperators.PASSPHRASE.toCharArray(), false);
                yield SampleOperators.identity(holder, OperatorRole.ADMIN);
            }
            default -> otherwise;
        };
    }

    private static ClusterView waiting() {
        var plan = new SampleSource(SampleCluster.healthy().view())
                .plan(
                        SampleCluster.group("payments"),
                        dev.baton.console.action.Wish.of(
                                dev.baton.model.ActionKind.SWITCHOVER, SampleCluster.id("payments-c")));
        return SampleActions.waits(plan).view();
    }

    private static ClusterView certificate(int days) {
        return SampleCertificates.ending(days * 86_400_000L).view();
    }

    private static ClusterView underWay() {
        SampleCluster cluster = SampleCluster.healthy();
        ClusterView view = cluster.view();
        var plan = new SampleSource(view)
                .plan(
                        SampleCluster.group("payments"),
                        dev.baton.console.action.Wish.of(
                                dev.baton.model.ActionKind.SWITCHOVER, SampleCluster.id("payments-c")));
        return SampleActions.open(cluster, SampleActions.record(plan, 5, "alice", SampleCluster.NOW - 3_000))
                .view();
    }

    private static Path sampleProfiles() {
        try {
            Path folder = Files.createTempDirectory("baton-shots");
            Profiles profiles = new Profiles(folder);
            profiles.write("eu-west", "zk1.eu:2181,zk2.eu:2181,zk3.eu:2181/baton", "kafka1.eu:9092");
            profiles.write("staging", "zk.staging:2181", "");
            return folder;
        } catch (IOException | TargetException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void dialog(Shell shell, SampleSource source, String state) {
        ((TextField) shell.scene().lookup("#confirm")).setText("payments");
        ((TextField) shell.scene().lookup("#reason")).setText("kernel patch OPS-4411");
        switch (state) {
            case "plan", "pause", "rollback" -> {
                return;
            }
            case "moved" -> {
                source.show(SampleActions.moved().view());
                shell.refresh();
                return;
            }
            case "fence" -> {
                ((CheckBox) shell.scene().lookup("#power-off")).fire();
                ((CheckBox) shell.scene().lookup("#confirm-off")).fire();
                ((TextField) shell.scene().lookup("#confirm")).setText("payments-c");
                return;
            }
            case "failoverloss" -> {
                ((CheckBox) shell.scene().lookup("#allow-data-loss")).fire();
                ((TextField) shell.scene().lookup("#confirm")).setText("payments-c");
                return;
            }
            default -> {}
        }
        ((Button) shell.scene().lookup("#start")).fire();
        if (source.listener == null) {
            throw new IllegalStateException("the start button started nothing");
        }
        var plan = source.started.getFirst();
        source.listener.accept(
                switch (state) {
                    case "running" -> new Progress(SampleActions.record(plan, 5), null, "");
                    case "succeeded" ->
                        new Progress(SampleActions.ended(plan, 9, Outcome.SUCCEEDED, List.of()), Outcome.SUCCEEDED, "");
                    case "rolledback" -> new Progress(SampleActions.rolledBack(plan), Outcome.ROLLED_BACK, "");
                    case "incomplete" ->
                        new Progress(
                                SampleActions.ended(
                                        plan, 8, Outcome.INCOMPLETE, List.of("payments-b does not follow yet")),
                                Outcome.INCOMPLETE,
                                "");
                    default ->
                        new Progress(
                                SampleActions.record(plan, 6), Outcome.UNKNOWN, "The store did not answer for 2.0 s.");
                });
    }

    private static void fx(Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Throwable[] failure = new Throwable[1];
        Platform.runLater(() -> {
            try {
                work.run();
            } catch (Throwable t) {
                failure[0] = t;
            }
            // Two pulses later everything is laid out.
            Platform.runLater(done::countDown);
        });
        if (!done.await(90, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the JavaFX thread did not answer");
        }
        Thread.sleep(60);
        if (failure[0] != null) {
            throw new IllegalStateException(failure[0]);
        }
    }
}
