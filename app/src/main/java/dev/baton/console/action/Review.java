package dev.baton.console.action;

import dev.baton.authority.Authority;
import dev.baton.console.identity.Standing;
import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.Outcome;
import dev.baton.model.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The same plan for the second operator: made anew as of now, with what differs from what the first one was shown; starting it signs their request.
 * Whoever carries it out checks all of it again.
 */
final class Review implements Actions {
    /** This action is the one that is open, and whose signature is missing is a rule of its own here. */
    private static final Set<String> NOT_HERE =
            Set.of("no other action open", Authority.SECOND, Authority.SIGNATURE, Authority.ROLE);

    private final Actions actions;
    private final ActionRecord record;
    private final Supplier<Standing> standing;

    Review(Actions actions, ActionRecord record, Supplier<Standing> standing) {
        this.actions = actions;
        this.record = record;
        this.standing = standing;
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
        List<Rule> rules = new ArrayList<>(as(now));
        now.rules().stream().filter(rule -> !NOT_HERE.contains(rule.name())).forEach(rules::add);
        return new Plan(
                now.group(),
                now.wish(),
                now.from(),
                now.to(),
                now.epoch(),
                now.leadershipVersion(),
                rules,
                now.changes(),
                now.undo(),
                now.pause(),
                now.spares());
    }

    /** What the request says against what is found: where that has moved, those who carry it out would refuse it. */
    private List<Rule> as(Plan now) {
        ActionRequest request = record.request();
        List<Rule> rules = new ArrayList<>();
        rules.add(second(standing.get(), request));
        if (request.kind().aboutTheRole()) {
            rules.add(Rule.of(
                    Messages.of("act.rule.plan", request.operator()),
                    Messages.of("act.rule.epoch", request.seenEpoch(), request.seenLeadershipVersion()),
                    Messages.of("act.rule.epoch", now.epoch(), now.leadershipVersion()),
                    request.seenEpoch().equals(now.epoch())
                            && request.seenLeadershipVersion() == now.leadershipVersion()));
        }
        return rules;
    }

    private static Rule second(Standing now, ActionRequest request) {
        boolean may = Rights.second(now, request).allowed();
        boolean locked = may && now.locked();
        return new Rule(
                Authority.SECOND,
                Messages.of("act.rule.other", request.operator()),
                locked ? Messages.of("act.rule.other.locked", now.name()) : now.name(),
                locked ? Rule.State.WARN : may ? Rule.State.OK : Rule.State.BLOCKED);
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
