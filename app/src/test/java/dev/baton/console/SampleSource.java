package dev.baton.console;

import dev.baton.console.action.Actions;
import dev.baton.console.action.Failovers;
import dev.baton.console.action.Plan;
import dev.baton.console.action.Progress;
import dev.baton.console.action.Wish;
import dev.baton.console.alert.Acknowledger;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.live.Plans;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.History;
import dev.baton.console.model.HistoryLog;
import dev.baton.console.model.Observed;
import dev.baton.console.model.OwnState;
import dev.baton.console.model.Via;
import dev.baton.console.shell.ConsoleSource;
import dev.baton.model.ActionRequest;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A source whose view and reports the test sets by hand. */
public final class SampleSource implements ConsoleSource, Actions {
    private volatile ClusterView view;
    private volatile History history = History.EMPTY;
    public final List<Plan> started = new ArrayList<>();
    public @Nullable Consumer<Progress> listener;
    public final List<String> reasons = new ArrayList<>();
    public final List<String> followed = new ArrayList<>();
    public final List<String> aborted = new ArrayList<>();
    public int stopped;
    public final List<ActionRequest> approved = new ArrayList<>();
    public Actions.Answer approveAnswer = new Actions.Answer(true, "");
    public Identity identity = Identity.fixed(null, "oncall", OperatorBook.EMPTY);
    public Actions.Answer abortAnswer = new Actions.Answer(true, "");
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
    public Actions actions() {
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
    public Plan plan(GroupId group, Wish wish) {
        GroupView known = view.groups().get(group);
        if (known == null) {
            throw new IllegalArgumentException("no group " + group);
        }
        return Plans.of(view, known, wish, SampleCluster.NOW, identity.standing());
    }

    @Override
    public Runnable start(Plan plan, String reason, Consumer<Progress> to) {
        started.add(plan);
        reasons.add(reason);
        listener = to;
        return () -> stopped++;
    }

    @Override
    public Runnable follow(GroupId group, String id, Consumer<Progress> to) {
        followed.add(id);
        listener = to;
        return () -> stopped++;
    }

    @Override
    public CompletionStage<Actions.Answer> approve(ActionRequest shown) {
        approved.add(shown);
        return CompletableFuture.completedFuture(approveAnswer);
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public CompletionStage<Actions.Answer> abort(GroupId group, String id, String reason) {
        aborted.add(id + ": " + reason);
        return CompletableFuture.completedFuture(abortAnswer);
    }
}
