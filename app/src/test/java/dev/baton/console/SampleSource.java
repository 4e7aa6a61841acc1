package dev.baton.console;

import dev.baton.console.action.Failovers;
import dev.baton.console.action.Plan;
import dev.baton.console.action.Progress;
import dev.baton.console.action.Switchovers;
import dev.baton.console.alert.Acknowledger;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.History;
import dev.baton.console.model.HistoryLog;
import dev.baton.console.model.Observed;
import dev.baton.console.model.OwnState;
import dev.baton.console.model.Via;
import dev.baton.console.shell.ConsoleSource;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A source whose view and reports the test sets by hand. */
public final class SampleSource implements ConsoleSource, Switchovers {
    private volatile ClusterView view;
    private volatile History history = History.EMPTY;
    public final List<Plan> started = new ArrayList<>();
    public @Nullable Consumer<Progress> listener;
    public boolean blocked;
    public final List<String> acknowledged = new ArrayList<>();
    public Acknowledger.Answer answer = new Acknowledger.Answer(true, "");
    public OwnState own = OwnState.WELL;
    public final List<String> failovers = new ArrayList<>();
    public Failovers.Answer failoverAnswer = new Failovers.Answer(true, "");

    private final @Nullable String profile;
    private final Runnable onClose;

    public SampleSource(ClusterView view) {
        this(view, null, () -> {});
    }

    /** Of a profile. */
    public SampleSource(ClusterView view, @Nullable String profile, Runnable onClose) {
        this.view = view;
        this.profile = profile;
        this.onClose = onClose;
    }

    @Override
    public @Nullable String profile() {
        return profile;
    }

    @Override
    public long nowMillis() {
        return SampleCluster.NOW;
    }

    public void show(ClusterView next) {
        view = next;
    }

    /** Shows the cluster and remembers how it came to be so. */
    public void live(SampleCluster cluster) {
        HistoryLog log = new HistoryLog();
        ClusterView next = ClusterView.EMPTY;
        for (Observed event : cluster.events()) {
            next = ClusterView.apply(next, event);
            log.add(event, next);
        }
        view = next;
        history = log.history();
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public ClusterView view() {
        return view;
    }

    @Override
    public Switchovers switchovers() {
        return this;
    }

    /** Keeps what was acknowledged in the view, as the store would. */
    @Override
    public Acknowledger acknowledger() {
        return (alert, note) -> {
            acknowledged.add(alert.id() + ": " + note);
            GroupId home = alert.home();
            if (answer.done() && home != null) {
                AlertAcknowledgements all = AlertAcknowledgements.NONE.with(new AlertAcknowledgements.One(
                        alert.id(), alert.mark(), operator(), note, SampleCluster.at(SampleCluster.NOW)));
                view = ClusterView.apply(
                        view,
                        new Observed(
                                new Event.AlertsSeen(
                                        SampleCluster.at(SampleCluster.NOW), "console", home, all, 0, 0x5a100000L),
                                Via.STORE,
                                SampleCluster.NOW));
            }
            return CompletableFuture.completedFuture(answer);
        };
    }

    @Override
    public Failovers failovers() {
        return (shown, note) -> {
            failovers.add(shown.id() + ": " + note);
            return CompletableFuture.completedFuture(failoverAnswer);
        };
    }

    @Override
    public OwnState own() {
        return own;
    }

    @Override
    public String title() {
        return profile == null ? "lab" : profile;
    }

    @Override
    public String operator() {
        return "oncall";
    }

    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public CompletionStage<Plan> plan(GroupId group, @Nullable MemberId to) {
        MemberId target = to == null ? new MemberId(group + "-c") : to;
        List<Plan.Check> checks = new ArrayList<>(List.of(
                new Plan.Check(Plan.Level.OK, "Store quorum", "3/3"),
                new Plan.Check(Plan.Level.OK, "Epoch still 7, held by " + group + "-b", "version 412"),
                new Plan.Check(Plan.Level.OK, target + " ready, not fenced", "hot standby"),
                new Plan.Check(Plan.Level.OK, "Replication lag ≤ 1 000 records", "0"),
                new Plan.Check(Plan.Level.OK, "No other action open", "none"),
                new Plan.Check(Plan.Level.WARN, group + "-a becomes the only spare standby", "allowed")));
        if (blocked) {
            checks.add(new Plan.Check(Plan.Level.BLOCKED, "Replication lag ≤ 1 000 records", "12 400"));
        }
        return CompletableFuture.completedFuture(new Plan(
                group,
                new MemberId(group + "-b"),
                target,
                new Epoch(7),
                412,
                checks,
                "41–88 ms, from 14 past runs",
                group + "-b serves again in epoch 7"));
    }

    @Override
    public void start(Plan plan, String reason, Consumer<Progress> to) {
        started.add(plan);
        listener = to;
    }

    /** The record after {@code steps} of the switchover's steps. */
    public static ActionRecord record(Plan plan, int steps) {
        long at = SampleCluster.NOW;
        ActionRecord record = ActionRecord.requested(new ActionRequest(
                "sw-7-1",
                plan.group(),
                ActionKind.SWITCHOVER,
                plan.to(),
                plan.epoch(),
                plan.leadershipVersion(),
                "kernel patch OPS-4411",
                "oncall",
                SampleCluster.at(at),
                at + 30_000,
                List.of(),
                null,
                null));
        int[] millis = {0, 6, 19, 31, 38, 44, 52, 71, 96};
        for (int i = 1; i < steps; i++) {
            ActionStep.Name name = List.of(ActionStep.Name.values()).get(i);
            record = record.with(
                    new ActionStep(
                            name,
                            ActionStep.State.DONE,
                            -1,
                            SampleCluster.at(at + millis[i]),
                            "payments-b",
                            name == ActionStep.Name.DRAINED ? 184_220_913 : -1,
                            null),
                    0x5a0001d0L + i);
        }
        return record;
    }

    /** The same, ended. */
    public static ActionRecord ended(Plan plan, int steps, Outcome outcome, List<String> leftovers) {
        ActionStep end = new ActionStep(
                ActionStep.Name.ENDED,
                ActionStep.State.DONE,
                -1,
                SampleCluster.at(SampleCluster.NOW + 97),
                "payments-b",
                -1,
                null);
        return record(plan, steps)
                .measured(plan.epoch().next(), 52)
                .ended(outcome, List.of(), leftovers, end, 0x5a0001d9L);
    }
}
