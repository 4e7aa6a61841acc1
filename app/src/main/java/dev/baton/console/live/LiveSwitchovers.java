package dev.baton.console.live;

import dev.baton.console.action.Plan;
import dev.baton.console.action.Progress;
import dev.baton.console.action.Switchovers;
import dev.baton.console.connect.ActionClient;
import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ActionRequests;
import dev.baton.console.connect.ActionWish;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.Submission;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Observed;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Event;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Switchovers on a live cluster. */
final class LiveSwitchovers implements Switchovers, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConsoleConnection connection;
    private final Duration timeout;
    private final String operator;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("baton-actions").factory());

    LiveSwitchovers(ConsoleConnection connection, Duration timeout, String operator) {
        this.connection = connection;
        this.timeout = timeout;
        this.operator = operator;
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public CompletionStage<Plan> plan(GroupId group, @Nullable MemberId to) {
        ClusterView view = connection.view();
        GroupView known = view.groups().get(group);
        if (known == null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(Messages.of("live.gone", group)));
        }
        return CompletableFuture.completedFuture(plan(
                group,
                ActionPlan.of(
                        known, view, ActionWish.switchover(to), Ticker.system().wallMillis())));
    }

    private static Plan plan(GroupId group, ActionPlan made) {
        List<Plan.Check> checks = made.rules().stream()
                .map(rule -> new Plan.Check(level(rule.state()), rule.name(), rule.actual()))
                .toList();
        return new Plan(
                group,
                made.from(),
                made.to(),
                made.epoch(),
                made.leadershipVersion(),
                checks,
                made.pause().runs() == 0 ? "" : made.pause().toString(),
                made.from() == null ? "" : Messages.of("live.fails", made.from(), made.epoch()));
    }

    private static Plan.Level level(Rule.State state) {
        return switch (state) {
            case OK -> Plan.Level.OK;
            case WARN -> Plan.Level.WARN;
            case BLOCKED -> Plan.Level.BLOCKED;
        };
    }

    @Override
    public void start(Plan plan, String reason, Consumer<Progress> listener) {
        ActionPlan shown = new ActionPlan(
                ActionWish.switchover(plan.to()),
                plan.from(),
                plan.to(),
                plan.epoch(),
                plan.leadershipVersion(),
                List.of(),
                List.of(),
                List.of(),
                ActionPlan.PausePrediction.NONE);
        ActionRequest request = ActionRequests.of(
                shown, plan.group(), reason, operator, Ticker.system().wallMillis());
        Following following = new Following(request, listener);
        // Before it is asked for, so that no step can be missed.
        connection.listen(following);
        var _ = new ActionClient(connection.store(), timeout).submit(request).thenAccept(following::submitted);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One action on its way. Its reports go out one at a time, in order. */
    private final class Following implements Consumer<Observed> {
        private final ActionRequest request;
        private final Consumer<Progress> listener;
        private @Nullable ActionRecord last; // guarded by this
        private boolean over; // guarded by this

        Following(ActionRequest request, Consumer<Progress> listener) {
            this.request = request;
            this.listener = listener;
        }

        @Override
        public void accept(Observed observed) {
            if (observed.event() instanceof Event.ActionSeen seen
                    && seen.action().request().id().equals(request.id())) {
                report(seen.action().writtenAs(seen.zxid()), seen.action().outcome(), "");
            }
        }

        void submitted(Submission submission) {
            switch (submission) {
                case Submission.Accepted _ -> {
                    var _ = timer.schedule(this::late, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                }
                case Submission.Refused refused -> refused(refused.rules());
                case Submission.Unknown unknown ->
                    report(null, Outcome.UNKNOWN, Messages.of("live.reading", unknown.detail()));
            }
        }

        private void refused(List<Refusal> rules) {
            String why = rules.stream().map(Refusal::toString).collect(Collectors.joining("; "));
            report(null, Outcome.FAILED_UNCHANGED, Messages.of("live.refused", why));
        }

        private synchronized void late() {
            if (!over) {
                report(last, Outcome.UNKNOWN, Messages.of("live.endless", PATIENCE.toSeconds()));
            }
        }

        private synchronized void report(@Nullable ActionRecord record, @Nullable Outcome outcome, String detail) {
            if (over) {
                return;
            }
            last = record == null ? last : record;
            over = outcome != null && outcome != Outcome.UNKNOWN;
            listener.accept(new Progress(last, outcome, detail));
            if (over) {
                connection.unlisten(this);
            }
        }
    }
}
