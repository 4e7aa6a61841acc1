package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Outcome;
import java.util.List;
import java.util.Set;

/**
 * How a switchover that failed before the grant is undone, last step first, under a deadline of its own: the holder serves again in the same
 * epoch, after a HANDOVER only by an acknowledged write of PRIMARY (spec: Takeover.tla SendUndo, Answer, UndoCAS).
 */
final class Undo {
    private static final long RETRY_NANOS = 50_000_000L;

    private Undo() {}

    static void drive(MemberState s, Now now, Phase.HandingOver handing) {
        Hold hold = s.hold;
        aborted(s, now);
        boolean due = s.phase instanceof Phase.HandingOver h && now.nanos() - h.undoNanos() >= 0;
        if (hold == null || s.asks(Request.Lead.class) || !due) {
            return;
        }
        if (s.run != null && s.run.failure() == null) {
            s.run = s.run.failed(s.run.target() + " did not take the role in time");
        }
        if (!handing.undoing()) {
            // Learn the version that stands, then write: a read alone would leave a HANDOVER in flight alive.
            s.phase = new Phase.HandingOver(now.nanos() + RETRY_NANOS / 2, true);
            s.emit(new Effect.ReadLeadership(s.ask(new Request.LeadershipRead(now.nanos(), Request.Why.REFUSED))));
            return;
        }
        if (s.leadership == null || !Answers.mine(s, s.leadership.value())) {
            return;
        }
        s.phase = new Phase.HandingOver(now.nanos() + RETRY_NANOS, false);
        Leadership primary = s.leadership.value().in(LeadershipState.PRIMARY, s.stamp(now), null, null, Set.of());
        long request = s.ask(new Request.Lead(now.nanos(), Request.Purpose.UNDO, primary, null));
        s.emit(new Effect.Lead(request, primary, hold.leadershipVersion(), null, null, -1));
    }

    /** An operator does not wait for the candidate any longer: the undo is due now. The candidate's grant may still win; then it is too late. */
    private static void aborted(MemberState s, Now now) {
        Seen<ActionRecord> action = s.openAction();
        ActionRun run = s.run;
        if (action == null || run == null || run.failure() != null || !(s.phase instanceof Phase.HandingOver handing)) {
            return;
        }
        String why = run.id().equals(action.value().request().id()) ? Actions.aborted(s, action.value()) : null;
        if (why != null) {
            s.run = run.failed(why);
            s.phase = handing.undoing() ? handing : new Phase.HandingOver(now.nanos(), false);
        }
    }

    static void undone(MemberState s, Now now, Answer answer) {
        if (s.phase instanceof Phase.HandingOver && s.hold != null && answer instanceof Answer.Applied) {
            s.hold = s.hold.voidBefore(now.nanos()).graceUntil(now.nanos() + s.hold.durationMillis() * 1_000_000L);
            if (s.run != null) {
                s.run = s.run.to(ActionRun.Stage.RESUMING, now.nanos(), Long.MAX_VALUE);
            }
            Transitions.to(
                    s,
                    now,
                    new Phase.Serving(0, now.nanos(), now.wallMillis(), true),
                    "took the role back: PRIMARY acknowledged");
        }
    }

    /** Serves again once a renewal sent after the undo is acknowledged, which has opened the guard. */
    static void resumed(MemberState s, Now now, ActionRun run) {
        Hold hold = s.hold;
        if (hold != null && hold.provedSince(run.fromNanos(), s.timing().guardNanos(hold.durationMillis()))) {
            s.emit(new Effect.Resume(hold.epoch()));
            s.run = run.to(ActionRun.Stage.ENDING, now.nanos(), Long.MAX_VALUE);
        }
    }

    /** Nothing was handed over yet: resume if paused, then end. */
    static void begin(MemberState s, Now now, ActionRun run, String why) {
        if (run.pausedAt() != null && s.hold != null) {
            s.emit(new Effect.Resume(s.hold.epoch()));
        }
        s.run = run.failed(why).to(ActionRun.Stage.ENDING, now.nanos(), Long.MAX_VALUE);
    }

    static void end(MemberState s, Now now, Seen<ActionRecord> action, ActionRun run) {
        String why = run.failure() == null ? "undone" : run.failure();
        boolean paused = run.pausedAt() != null;
        if (paused && !action.value().done(Name.RESUMED)) {
            Actions.done(s, now, action, Name.RESUMED, s.resource.position(), why);
            return;
        }
        ActionStep resumed = action.value().step(Name.RESUMED);
        long pause = run.pausedAt() == null || resumed == null
                ? -1
                : Math.max(0, resumed.at().millis() - run.pausedAt().millis());
        Actions.end(
                s,
                now,
                action,
                action.value().measured(null, pause),
                paused ? Outcome.ROLLED_BACK : Outcome.FAILED_UNCHANGED,
                List.of(),
                List.of(),
                why);
        // The run stays until the store shows the end: this write may be lost, or refused because of another one.
    }
}
