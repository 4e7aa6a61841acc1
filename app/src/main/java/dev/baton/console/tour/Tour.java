package dev.baton.console.tour;

import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupState;
import dev.baton.console.model.GroupStates;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.console.shell.Shell;
import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** The tour itself: every wait bounded, every claim read back from the view that the console draws. */
final class Tour {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final GroupId PAYMENTS = new GroupId("payments");
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final Duration FAILOVER = Duration.ofSeconds(20);
    private final Lab lab;
    private final ConsoleConnection connection;
    private final Shell shell;
    private final Camera camera;
    private final TourReport report;

    Tour(Lab lab, ConsoleConnection connection, Shell shell, Camera camera, TourReport report) {
        this.lab = lab;
        this.connection = connection;
        this.shell = shell;
        this.camera = camera;
        this.report = report;
    }

    void run() throws TourException, InterruptedException, IOException, LabException {
        expect("all groups are healthy", Tour::allHealthy, LONG);
        rest(Duration.ofSeconds(12));
        Fx.run(() -> shell.select(ORDERS));
        camera.both("1-healthy");
        failover();
        switchover();
        verify();
    }

    private void failover() throws TourException, InterruptedException, IOException, LabException {
        Leadership before = leadership(ORDERS);
        MemberId old = before.holder();
        if (old == null) {
            throw new TourException("orders has no primary to kill");
        }
        lab.fault(Fault.of(Fault.Kind.KILL, old.service().value()));
        report.step("kill -9 of the primary of orders", true, old + ", epoch " + before.epoch());
        step(
                "the console shows that orders is not well",
                camera.catching(
                        "2-failing-over",
                        () -> state(connection.view(), ORDERS) != GroupState.HEALTHY,
                        FAILOVER.toMillis()),
                "");
        expect(
                "another member is primary of orders in a later epoch",
                view -> {
                    Leadership now = leadership(view, ORDERS);
                    return now != null
                            && now.state() == LeadershipState.PRIMARY
                            && now.epoch().isAfter(before.epoch())
                            && !old.equals(now.holder());
                },
                FAILOVER);
        Leadership after = leadership(ORDERS);
        report.step(
                "it is the very next epoch",
                after.epoch().equals(before.epoch().next()),
                "epoch " + before.epoch() + " to " + after.epoch() + ", " + old + " to " + after.holder());
        rest(Duration.ofSeconds(3));
        EpochView epoch = group(ORDERS).epochs().getFirst();
        if (epoch.activation() != null) {
            report.number(
                    "orders outage ms, as the new primary measured it",
                    epoch.activation().outageMillis());
        }
        camera.both("3-failed-over");
        lab.fault(Fault.of(Fault.Kind.START, old.service().value()));
        expect("the killed service is back and all groups are healthy", Tour::allHealthy, LONG);
        rest(Duration.ofSeconds(2));
        camera.both("4-restored");
    }

    private void switchover() throws TourException, InterruptedException, IOException {
        Leadership before = leadership(PAYMENTS);
        Fx.run(() -> shell.select(PAYMENTS));
        step("the switchover button is enabled", Fx.until(() -> enabled("#switchover"), 15_000), "");
        Fx.run(() -> find("#switchover", Button.class).fire());
        step("the dialog shows a plan", Fx.until(() -> enabled("#dryRun"), 10_000), "");
        step("the start is off until the name is typed", Fx.call(() -> !enabled("#start")), "");
        Fx.run(() -> {
            find("#reason", TextField.class).setText("tour of the console");
            find("#confirm", TextField.class).setText(PAYMENTS.value());
        });
        step("the typed name enables the start", Fx.until(() -> enabled("#start"), 5_000), "");
        camera.both("5-plan");
        Fx.run(() -> find("#start", Button.class).fire());
        step(
                "steps appear as the store confirms them",
                camera.catching(
                        "6-steps",
                        () -> shell.scene().getRoot().lookupAll(".step-done").size() >= 3,
                        30_000),
                "");
        boolean ended = Fx.until(() -> find("#receipt", Node.class).isVisible(), 30_000)
                && connection.await(view -> outcome(view) != null, Duration.ofSeconds(60));
        Fx.until(() -> "Close".equals(find("#close", Button.class).getText()), 10_000);
        camera.both("7-receipt");
        Stored<ActionRecord> action = newest(connection.view());
        ActionRecord record = action == null ? null : action.value();
        report.step(
                "the switchover of payments succeeded",
                ended && record != null && record.outcome() == Outcome.SUCCEEDED,
                record == null ? "no action was seen" : record.steps().size() + " steps, outcome " + record.outcome());
        if (record != null) {
            report.number("payments write pause ms", record.writePauseMillis());
        }
        Leadership after = leadership(PAYMENTS);
        report.step(
                "payments has another primary in the next epoch",
                after.epoch().equals(before.epoch().next())
                        && after.holder() != null
                        && !after.holder().equals(before.holder()),
                "epoch " + before.epoch() + " to " + after.epoch() + ", " + before.holder() + " to " + after.holder());
        Fx.run(() -> find("#close", Button.class).fire());
        expect("all groups are healthy at the end", Tour::allHealthy, LONG);
        rest(Duration.ofSeconds(2));
        camera.both("8-after-switchover");
    }

    private void verify() throws LabException {
        VerifyReport found = lab.verify();
        report.number("acknowledged", found.acknowledged());
        report.number("committed", found.committed());
        report.number("lost", found.lost());
        report.number("duplicated", found.duplicated());
        report.number("reordered", found.reordered());
        report.number("staleCommits", found.staleCommits());
        report.number("longestGapMs", found.longestGapMs());
        report.step(
                "the output log is clean and work was done",
                found.clean() && found.committed() > 0,
                found.committed() + " committed, " + found.lost() + " lost, " + found.duplicated() + " duplicated, "
                        + found.reordered() + " reordered, " + found.staleCommits() + " stale");
    }

    private void expect(String what, Predicate<ClusterView> condition, Duration limit)
            throws TourException, InterruptedException {
        boolean happened = connection.await(condition, limit);
        step(what, happened, happened ? "" : "not within " + limit.toSeconds() + " s");
    }

    private void step(String what, boolean happened, String detail) throws TourException {
        report.step(what, happened, detail);
        if (!happened) {
            throw new TourException("expected: " + what);
        }
    }

    /** Lets time pass, so that the timeline has something to show. */
    private void rest(Duration time) throws InterruptedException {
        connection.await(view -> false, time);
    }

    private static boolean allHealthy(ClusterView view) {
        return view.groups().size() >= 2
                && view.groups().keySet().stream().allMatch(id -> state(view, id) == GroupState.HEALTHY);
    }

    private static GroupState state(ClusterView view, GroupId id) {
        GroupView group = view.groups().get(id);
        return group == null ? GroupState.UNKNOWN : GroupStates.of(group, view, System.currentTimeMillis());
    }

    private GroupView group(GroupId id) throws TourException {
        GroupView group = connection.view().groups().get(id);
        if (group == null) {
            throw new TourException("expected a group " + id + ", the store holds "
                    + connection.view().groups().keySet());
        }
        return group;
    }

    private Leadership leadership(GroupId id) throws TourException {
        Stored<Leadership> leadership = group(id).leadership();
        if (leadership == null) {
            throw new TourException("expected a leadership of " + id + ", none was read");
        }
        return leadership.value();
    }

    private static @Nullable Leadership leadership(ClusterView view, GroupId id) {
        GroupView group = view.groups().get(id);
        return group == null || group.leadership() == null
                ? null
                : group.leadership().value();
    }

    private static @Nullable Stored<ActionRecord> newest(ClusterView view) {
        GroupView group = view.groups().get(PAYMENTS);
        return group == null
                ? null
                : group.actions().values().stream().findFirst().orElse(null);
    }

    private static @Nullable Outcome outcome(ClusterView view) {
        Stored<ActionRecord> action = newest(view);
        return action == null ? null : action.value().outcome();
    }

    private boolean enabled(String id) {
        Node node = shell.scene().getRoot().lookup(id);
        return node != null && !node.isDisabled();
    }

    private <T> T find(String id, Class<T> type) {
        Node node = shell.scene().getRoot().lookup(id);
        if (!type.isInstance(node)) {
            throw new IllegalStateException(
                    "expected a " + type.getSimpleName() + " " + id + " on the screen, found " + node);
        }
        return type.cast(node);
    }
}
