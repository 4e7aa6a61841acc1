package dev.baton.console.live;

import dev.baton.authority.Authority;
import dev.baton.authority.Signer;
import dev.baton.console.action.Actions;
import dev.baton.console.action.Plan;
import dev.baton.console.action.Progress;
import dev.baton.console.action.Wish;
import dev.baton.console.connect.ActionAborting;
import dev.baton.console.connect.ActionClient;
import dev.baton.console.connect.ActionRequests;
import dev.baton.console.connect.Approving;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.Submission;
import dev.baton.console.identity.Identity;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Stored;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Refusal;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Actions on a live cluster. */
final class LiveActions implements Actions, AutoCloseable {
    /** How long an action may go on before the dialog says that nobody knows how it stands: a fence waits for its devices. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration FENCE_PATIENCE = Duration.ofMinutes(2);

    private final ConsoleConnection connection;
    private final Duration timeout;
    private final Identity identity;
    private final String operator;
    private final Ticker clock;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("baton-actions").factory());

    LiveActions(ConsoleConnection connection, Duration timeout, Identity identity, String operator, Ticker clock) {
        this.connection = connection;
        this.timeout = timeout;
        this.identity = identity;
        this.operator = operator;
        this.clock = clock;
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Plan plan(GroupId group, Wish wish) {
        ClusterView view = connection.view();
        GroupView known = view.groups().get(group);
        if (known == null) {
            throw new IllegalArgumentException(Messages.of("live.gone", group));
        }
        return Plans.of(view, known, wish, clock.wallMillis(), identity.standing());
    }

    @Override
    public Runnable start(Plan plan, String reason, Consumer<Progress> listener) {
        Signer signer;
        try {
            signer = identity.signer();
        } catch (IllegalStateException locked) {
            new Following("", listener, following -> {}).refused(List.of(unsigned(locked)));
            return () -> {};
        }
        ActionRequest request =
                ActionRequests.of(Plans.asked(plan), plan.group(), reason, name(signer), clock.wallMillis());
        Following following = new Following(request.id(), listener, connection::unlisten);
        // Before it is asked for, so that no step can be missed.
        connection.listen(following);
        Duration own =
                switch (request.kind()) {
                    case FENCE, REINSTATE -> FENCE_PATIENCE;
                    case SWITCHOVER, FAILOVER, ROLLBACK, PAUSE, RESUME, DRILL -> PATIENCE;
                };
        Duration patience = own.plusMillis(Math.max(0, request.expiresAt() - clock.wallMillis()));
        var _ = new ActionClient(connection.store(), timeout, signer)
                .submit(request)
                .thenAccept(submission -> submitted(following, submission, patience));
        return following::stop;
    }

    private void submitted(Following following, Submission submission, Duration patience) {
        switch (submission) {
            case Submission.Accepted _ -> {
                var _ = timer.schedule(() -> following.late(patience), patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            case Submission.Refused refused -> following.refused(refused.rules());
            case Submission.Unknown unknown -> following.unknown(unknown);
        }
    }

    @Override
    public Runnable follow(GroupId group, String id, Consumer<Progress> listener) {
        Following following = new Following(id, listener, connection::unlisten);
        connection.listen(following);
        GroupView known = connection.view().groups().get(group);
        Stored<ActionRecord> stored = known == null ? null : known.actions().get(id);
        if (stored != null) {
            following.seen(stored.value().writtenAs(stored.zxid()));
        }
        return following::stop;
    }

    @Override
    public CompletionStage<Answer> abort(GroupId group, String id, String reason) {
        Signer signer;
        try {
            signer = identity.signer();
        } catch (IllegalStateException locked) {
            return CompletableFuture.completedFuture(no(locked));
        }
        return new ActionAborting(connection.store(), timeout, signer)
                .abort(group, id, reason, name(signer), new Hlc(clock.wallMillis(), 0))
                .thenApply(LiveActions::answer);
    }

    @Override
    public CompletionStage<Answer> approve(ActionRequest shown) {
        Signer signer;
        try {
            signer = identity.signer();
        } catch (IllegalStateException locked) {
            return CompletableFuture.completedFuture(no(locked));
        }
        if (signer == null) {
            return CompletableFuture.completedFuture(new Answer(false, Messages.of("live.approve.open")));
        }
        return new Approving(connection.store(), timeout, signer)
                .approve(shown, new Hlc(clock.wallMillis(), 0))
                .thenApply(result -> switch (result) {
                    case Approving.Result.Signed _ -> new Answer(true, "");
                    case Approving.Result.Refused refused ->
                        new Answer(false, Messages.of("live.refused", refused.rule()));
                    case Approving.Result.Unknown unknown ->
                        new Answer(false, Messages.of("live.unanswered", unknown.detail()));
                });
    }

    private String name(@Nullable Signer signer) {
        return signer == null ? operator : signer.name();
    }

    private static Answer no(IllegalStateException locked) {
        return new Answer(false, Messages.of("live.refused", unsigned(locked)));
    }

    private static Refusal unsigned(IllegalStateException locked) {
        return new Refusal(Authority.SIGNATURE, Messages.of("live.signer"), String.valueOf(locked.getMessage()));
    }

    private static Answer answer(ActionAborting.Result result) {
        return switch (result) {
            case ActionAborting.Result.Asked _, ActionAborting.Result.Cleared _ -> new Answer(true, "");
            case ActionAborting.Result.NothingOpen _ -> new Answer(false, Messages.of("live.abort.gone"));
            case ActionAborting.Result.Ended ended ->
                new Answer(
                        false,
                        Messages.of(
                                "live.abort.ended",
                                String.valueOf(ended.action().outcome())));
            case ActionAborting.Result.Refused refused ->
                new Answer(false, Messages.of("live.refused", refused.rule()));
            case ActionAborting.Result.Unknown unknown ->
                new Answer(false, Messages.of("live.unanswered", unknown.detail()));
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
