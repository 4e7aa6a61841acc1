package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.util.ArrayList;
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

    /** The record as it is written: with who approved or aborted it, where that has not been told yet. */
    private static ActionRecord told(MemberState s, ActionRecord next) {
        ActionStep last = next.last();
        ActionStep approval = last != null && last.step() == ActionStep.Name.ACCEPTED ? Wishes.approved(s, next) : null;
        ActionRecord approved = approval == null ? next : next.beforeLast(approval);
        ActionStep abort = next.done(ActionStep.Name.ABORTED) ? null : Wishes.abort(s, next);
        return abort == null ? approved : approved.beforeLast(abort);
    }

    static void write(MemberState s, Now now, Seen<ActionRecord> action, ActionRecord next, boolean close) {
        write(s, now, action, next, close, null, -1);
    }

    /** With another record in the same multi, and only while leadership has that version; -1: whatever it has. */
    static void write(
            MemberState s,
            Now now,
            Seen<ActionRecord> action,
            ActionRecord untold,
            boolean close,
            Effect.@Nullable Change change,
            int leadershipVersion) {
        ActionRecord next = told(s, untold);
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

    /**
     * Every rule as it was found, if none is broken and the action may start. Else null: it waits for the operators' keys or the policy to be read, or
     * for a second signature, or it has ended before anything was changed.
     */
    static @Nullable List<Rule> admitted(MemberState s, Now now, Seen<ActionRecord> action) {
        ActionRecord record = action.value();
        if (!s.operators.read()) {
            Transitions.blocked(
                    s,
                    now,
                    "action " + record.request().id(),
                    "who may ask for actions was not read from the store yet");
            return null;
        }
        List<Rule> rules = new ArrayList<>(Rules.of(
                Facts.of(s, now)
                        .asked(
                                Licence.rules(s, now, record.request()),
                                s.used.containsKey(record.request().id())),
                record.request()));
        Rule second = Licence.second(s, record);
        if (second != null) {
            rules.add(second);
        }
        List<Refusal> refused = Prechecks.refusals(s, record, rules);
        if (!refused.isEmpty()) {
            end(s, now, action, record, Outcome.FAILED_UNCHANGED, refused, List.of(), "refused: " + refused.get(0));
            return null;
        }
        if (Licence.policyUnread(s)) {
            Transitions.blocked(
                    s,
                    now,
                    "action " + record.request().id(),
                    "the policy, which may ask for a second signature, was not read from the store yet");
        }
        return Licence.waits(s, record) ? null : List.copyOf(rules);
    }

    /** Ends it with that left over, which is also what is said of its end. */
    static void incomplete(MemberState s, Now now, Seen<ActionRecord> action, ActionRecord measured, String what) {
        end(s, now, action, measured, Outcome.INCOMPLETE, List.of(), List.of(what), what);
    }

    /** Ends it with nothing changed. */
    static void unchanged(MemberState s, Now now, Seen<ActionRecord> action, String why) {
        end(s, now, action, action.value(), Outcome.FAILED_UNCHANGED, List.of(), List.of(), why);
    }

    /** Who asked for the abort, and why; null where nobody did who may. */
    static @Nullable String aborted(MemberState s, ActionRecord record) {
        ActionStep told = record.step(ActionStep.Name.ABORTED);
        ActionStep step = told == null ? Wishes.abort(s, record) : told;
        if (step == null) {
            return null;
        }
        return "aborted by " + step.by() + (step.note() == null || step.note().isEmpty() ? "" : ": " + step.note());
    }
}
