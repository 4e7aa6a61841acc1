package dev.baton.console.action;

import dev.baton.console.theme.Messages;
import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How far an action is for who looks at it: planned and planned anew, running, ended; and the words for that. It knows no controls. One
 * thread calls it; what is heard on others is brought there first.
 */
final class ActionCourse {
    enum Phase {
        PLANNED,
        RUNNING,
        ENDED
    }

    /** A receipt, and the same to be given away. */
    record Given(Receipt receipt, ReceiptExport export) {}

    private record Asked(Names names, List<String> overrides) {}

    private final GroupId group;
    private final Actions actions;
    private final String operator;
    private final Executor thread;
    private Phase phase = Phase.PLANNED;
    private @Nullable Plan plan;
    private @Nullable Asked asked;
    private Progress progress = Progress.NONE;
    private boolean aborting;
    private String subtitle = "";
    private String said = "";
    private Runnable stop = () -> {};

    /** @param thread brings what is heard to the thread that calls this, later */
    ActionCourse(GroupId group, Actions actions, String operator, Executor thread) {
        this.group = group;
        this.actions = actions;
        this.operator = operator;
        this.thread = thread;
    }

    Phase phase() {
        return phase;
    }

    /** The plan as of the last look; absent where nothing can be planned, or somebody else did. */
    @Nullable
    Plan plan() {
        return plan;
    }

    @Nullable
    ActionRecord record() {
        return progress.record();
    }

    /** What stands beside the title. */
    String subtitle() {
        return subtitle;
    }

    /** What the operator must read next; empty for nothing. */
    String said() {
        return said;
    }

    /** The operator must read that next. */
    void says(String words) {
        said = words;
    }

    /** Plans it as of now; does nothing once it runs. */
    Replanned.Found replan(Replanned.Why why, Wish wish) {
        if (phase != Phase.PLANNED) {
            return Replanned.Found.SAME;
        }
        Plan was = plan;
        Plan made;
        try {
            made = planned(why, wish, was);
        } catch (IllegalArgumentException impossible) {
            plan = null;
            subtitle = Messages.of("act.unplanned", String.valueOf(impossible.getMessage()));
            return Replanned.Found.SAME;
        }
        plan = made;
        Replanned anew = Replanned.of(why, was, made, said, subtitle);
        said = anew.said();
        subtitle = anew.subtitle();
        return anew.found();
    }

    /**
     * While it is only looked at again, the candidate that the operator has read stays, even if another one is better by now; not where the
     * role itself has moved.
     */
    private Plan planned(Replanned.Why why, Wish wish, @Nullable Plan was) {
        if (why != Replanned.Why.CHOSEN && was != null && was.to() != null && wish.picks()) {
            Plan same = actions.plan(group, wish.onto(was.to()));
            if (same.epoch().equals(was.epoch()) && Objects.equals(same.from(), was.from())) {
                return same;
            }
        }
        return actions.plan(group, wish);
    }

    /** Whether it may start, with that typed. */
    boolean ready(String typed) {
        Plan made = plan;
        return phase == Phase.PLANNED
                && made != null
                && !made.blocked()
                && typed.strip().equals(ActionWords.typed(made));
    }

    /** Nothing is planned from here on: this is what is asked for. */
    void begin(Plan ask) {
        begin(new Asked(Names.of(ask), ask.wish().overrides()));
    }

    /** The same of what somebody has asked for. */
    void begin(ActionRecord record) {
        begin(new Asked(Names.of(record), record.request().overrides()));
    }

    private void begin(Asked ask) {
        asked = ask;
        phase = Phase.RUNNING;
        said = "";
    }

    /** Asks for it, after {@link #begin(Plan)}; {@code then} after each report. */
    void start(Plan ask, String reason, Runnable then) {
        stop = actions.start(ask, reason, report -> thread.execute(() -> reported(report, then)));
    }

    /** Follows it, after {@link #begin(ActionRecord)}; {@code then} at once and after each report. */
    void follow(ActionRecord record, Runnable then) {
        reported(new Progress(record, record.outcome(), ""), then);
        if (phase != Phase.ENDED) {
            stop = actions.follow(group, record.request().id(), report -> thread.execute(() -> reported(report, then)));
        }
    }

    private void reported(Progress report, Runnable then) {
        Asked about = asked;
        if (phase == Phase.ENDED || about == null) {
            return;
        }
        progress = progress.then(report);
        if (progress.ended()) {
            phase = Phase.ENDED;
            said = "";
        }
        ActionRecord known = progress.record();
        if (known != null) {
            subtitle = Subtitle.under(about.names(), known);
        }
        then.run();
    }

    /** The steps as far as they are known. */
    List<StepLine> steps() {
        if (asked != null) {
            return StepLine.of(asked.names(), asked.overrides(), progress.record(), progress.outcome() == null);
        }
        return plan == null
                ? List.of()
                : StepLine.of(Names.of(plan), plan.wish().overrides(), null, false);
    }

    /** The receipt; null before there is an outcome. */
    @Nullable
    Given given() {
        Outcome outcome = progress.outcome();
        if (asked == null || outcome == null) {
            return null;
        }
        Receipt receipt = Receipt.of(asked.names(), progress, outcome);
        return new Given(receipt, ReceiptExport.of(receipt, outcome, plan, progress.record()));
    }

    /** Why it may not be aborted; null where it may. */
    @Nullable
    String unabortable() {
        return AbortWords.refusal(progress.record(), aborting);
    }

    /** Asks for the abort, where that is possible; {@code then} at once and after the answer. */
    void abort(String reason, Runnable then) {
        ActionRecord record = progress.record();
        if (record == null || unabortable() != null) {
            return;
        }
        aborting = true;
        said = Messages.of("act.aborting", operator);
        then.run();
        var _ = actions.abort(group, record.request().id(), reason)
                .thenAccept(answer -> thread.execute(() -> {
                    aborting = answer.asked();
                    said = answer.asked() ? Messages.of("act.abort.asked") : answer.says();
                    then.run();
                }));
    }

    /** Listens no longer. The action goes on. */
    void leave() {
        stop.run();
        stop = () -> {};
    }
}
