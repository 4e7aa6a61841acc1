package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
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
        int open = close && s.openAction != null ? s.openAction.version() : -1;
        long request = s.ask(new Request.Act(now.nanos(), next));
        s.emit(new Effect.WriteAction(request, next, action.version(), open));
    }

    /** Applied: what was written is what stands. Otherwise the watch shows what does, and the turn comes again. */
    static void answered(MemberState s, Now now, Request.Act r, Answer answer) {
        if (answer instanceof Answer.Applied a) {
            Intake.action(s, now, r.action(), a.versions().get(0), a.zxid());
        }
    }
}
