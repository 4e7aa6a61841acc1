package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes to the open action's record: one at a time, each conditional on the version that this member has seen. */
final class Actions {
    private Actions() {}

    static boolean busy(MemberState s) {
        return s.asks(Request.Act.class);
    }

    static ActionStep step(
            MemberState s,
            Now now,
            ActionStep.Name name,
            ActionStep.State state,
            long position,
            @Nullable String note) {
        return new ActionStep(name, state, -1, s.stamp(now), s.id.value(), position, note);
    }

    /** Adds a step that is done. */
    static void done(
            MemberState s,
            Now now,
            Seen<ActionRecord> action,
            ActionStep.Name name,
            long position,
            @Nullable String note) {
        write(
                s,
                now,
                action,
                action.value().with(step(s, now, name, ActionStep.State.DONE, position, note), action.zxid()),
                false);
    }

    static void end(
            MemberState s,
            Now now,
            Seen<ActionRecord> action,
            ActionRecord measured,
            Outcome outcome,
            List<Refusal> refused,
            List<String> leftovers,
            String note) {
        ActionStep.State state = outcome == Outcome.SUCCEEDED || outcome == Outcome.INCOMPLETE
                ? ActionStep.State.DONE
                : ActionStep.State.FAILED;
        ActionStep end = step(s, now, ActionStep.Name.ENDED, state, -1, note);
        write(s, now, action, measured.ended(outcome, refused, leftovers, end, action.zxid()), true);
    }

    static void write(MemberState s, Now now, Seen<ActionRecord> action, ActionRecord next, boolean close) {
        write(s, now, action, next, close, null, -1);
    }

    /** With another record in the same multi, and only while leadership has that version; -1: whatever it has. */
    static void write(
            MemberState s,
            Now now,
            Seen<ActionRecord> action,
            ActionRecord next,
            boolean close,
            Effect.@Nullable Change change,
            int leadershipVersion) {
        int open = close && s.openAction != null ? s.openAction.version() : -1;
        long request = s.ask(new Request.Act(now.nanos(), next, open >= 0, change));
        s.emit(new Effect.WriteAction(request, next, action.version(), open, change, leadershipVersion));
    }

    /** Applied: what was written is what stands. Otherwise the watch shows what does, and the turn comes again. */
    static void answered(MemberState s, Now now, Request.Act r, Answer answer) {
        if (answer instanceof Answer.Applied a) {
            Intake.action(s, now, r.action(), a.versions().get(0), a.zxid());
            int changed = r.closes() ? 2 : 1;
            if (r.change() instanceof Effect.Change.OfMember c) {
                Intake.member(s, now, c.record(), a.versions().get(changed), a.zxid());
            } else if (r.change() instanceof Effect.Change.OfPolicy c) {
                Intake.policy(s, now, c.policy(), a.versions().get(changed), a.zxid());
            }
        }
    }

    /** The open action if it is of that kind and this member has no write to it under way; else null. */
    static @Nullable Seen<ActionRecord> open(MemberState s, ActionKind kind) {
        Seen<ActionRecord> action = s.openAction();
        return action == null || action.value().request().kind() != kind || busy(s) ? null : action;
    }

    /** Every rule as it was found, if none is broken; else null, and the action has ended before anything was changed. */
    static @Nullable List<Rule> admitted(MemberState s, Now now, Seen<ActionRecord> action) {
        List<Rule> rules = Rules.of(Facts.of(s, now), action.value().request());
        List<Refusal> refused = Prechecks.refusals(action.value(), rules);
        if (refused.isEmpty()) {
            return rules;
        }
        end(s, now, action, action.value(), Outcome.FAILED_UNCHANGED, refused, List.of(), "refused: " + refused.get(0));
        return null;
    }

    /** Ends it with that left over, which is also what is said of its end. */
    static void incomplete(MemberState s, Now now, Seen<ActionRecord> action, ActionRecord measured, String what) {
        end(s, now, action, measured, Outcome.INCOMPLETE, List.of(), List.of(what), what);
    }

    /** Ends it with nothing changed. */
    static void unchanged(MemberState s, Now now, Seen<ActionRecord> action, String why) {
        end(s, now, action, action.value(), Outcome.FAILED_UNCHANGED, List.of(), List.of(), why);
    }

    /** Who asked for the abort, and why; null where nobody did. */
    static @Nullable String aborted(ActionRecord record) {
        ActionStep step = record.step(ActionStep.Name.ABORTED);
        if (step == null) {
            return null;
        }
        return "aborted by " + step.by() + (step.note() == null || step.note().isEmpty() ? "" : ": " + step.note());
    }
}
