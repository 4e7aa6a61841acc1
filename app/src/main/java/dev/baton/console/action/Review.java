package dev.baton.console.action;

import dev.baton.console.identity.Identity;
import dev.baton.console.identity.SecondSignature;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The same plan for the second operator: made anew as of now, with what differs from what the first one was shown; starting it signs their request.
 * Whoever carries it out checks all of it again.
 */
final class Review implements Actions {
    private final Actions actions;
    private final ActionRecord record;
    private final SecondSignature second;
    private final Identity identity;
    private final LongSupplier clock;

    Review(Actions actions, ActionRecord record, Identity identity, LongSupplier clock) {
        this.actions = actions;
        this.record = record;
        this.second = new SecondSignature(record.request());
        this.identity = identity;
        this.clock = clock;
    }

    /** What the first operator wished for. */
    Wish wish() {
        ActionRequest request = record.request();
        Long until = request.untilMillis();
        return new Wish(
                request.kind(),
                request.target(),
                request.overrides(),
                request.toEpoch(),
                until == null
                        ? null
                        : Duration.ofMillis(until - request.requestedAt().millis()));
    }

    @Override
    public Plan plan(GroupId group, Wish wish) {
        Plan now = actions.plan(group, wish);
        return new Plan(
                now.group(),
                now.wish(),
                now.from(),
                now.to(),
                now.epoch(),
                now.leadershipVersion(),
                second.rules(
                        now.rules(),
                        now.epoch(),
                        now.leadershipVersion(),
                        identity.book(),
                        identity.standing(),
                        clock.getAsLong()),
                now.changes(),
                now.undo(),
                now.pause(),
                now.spares());
    }

    /** Signs it, and follows it from there on. */
    @Override
    public Runnable start(Plan plan, String reason, Consumer<Progress> listener) {
        ActionRequest request = record.request();
        Runnable stop = actions.follow(request.group(), request.id(), listener);
        var _ = actions.approve(request).thenAccept(answer -> {
            if (!answer.asked()) {
                stop.run();
                listener.accept(new Progress(null, Outcome.FAILED_UNCHANGED, answer.says()));
            }
        });
        return stop;
    }

    @Override
    public Runnable follow(GroupId group, String id, Consumer<Progress> listener) {
        return actions.follow(group, id, listener);
    }

    @Override
    public CompletionStage<Answer> abort(GroupId group, String id, String reason) {
        return actions.abort(group, id, reason);
    }

    @Override
    public CompletionStage<Answer> approve(ActionRequest shown) {
        return actions.approve(shown);
    }
}
