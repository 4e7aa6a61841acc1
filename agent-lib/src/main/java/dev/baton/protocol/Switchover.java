package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Hlc;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Rule;
import java.util.List;
import java.util.Set;

/**
 * The holder's part of a switchover: the candidate catches up while this member serves, the lease is proved once more, writes pause and
 * drain, the guard shuts, and only then HANDOVER is sent, with the final position, which the candidate reaches before it asks. Before that
 * every guard of an earlier epoch must be shut by the clock, so that who takes the role is alone with it at once (spec: Takeover.tla
 * SendLeave, Answer, CloseFirst, HandOverAlone; PromiseTakeover.tla Forgets).
 *
 * <p>A failure before the grant is undone: {@link Undo}.
 */
final class Switchover {
    private static final long CATCH_UP_MILLIS = 5_000;
    /** For one that does not replay all the time. */
    private static final long LONGEST_CATCH_UP_MILLIS = 60_000;

    private static final long DRAIN_NANOS = 1_500_000_000L;
    private static final long PROVE_NANOS = 1_000_000_000L;

    private Switchover() {}

    static void drive(MemberState s, Now now) {
        if (s.hold == null) {
            return;
        }
        if (s.phase instanceof Phase.HandingOver handing) {
            Undo.drive(s, now, handing);
            return;
        }
        Seen<ActionRecord> action = s.openAction();
        if (!(s.phase instanceof Phase.Serving serving) || serving.proveFromNanos() != 0) {
            return;
        }
        if (action == null) {
            if (s.run != null && !Actions.busy(s)) {
                leave(s, now);
            }
            return;
        }
        boolean mine = action.value().request().kind().handsOver();
        if (!mine || Actions.busy(s) || ActionEnd.belongsToAnEarlierEpoch(s, action.value())) {
            return;
        }
        ActionRun run = s.run;
        if (run == null || !run.id().equals(action.value().request().id())) {
            accept(s, now, action);
        } else {
            advance(s, now, action, run);
        }
    }

    /** The action has ended, or it is gone from the store while it runs, by somebody's hand: make sure that the resource serves. */
    private static void leave(MemberState s, Now now) {
        ActionRun run = s.run;
        s.run = null;
        if (run != null && run.stage() != ActionRun.Stage.ENDING && run.pausedAt() != null && s.hold != null) {
            s.emit(new Effect.Resume(s.hold.epoch()));
            Transitions.blocked(s, now, "action " + run.id(), "its record vanished or ended; serving again");
        }
    }

    private static void accept(MemberState s, Now now, Seen<ActionRecord> action) {
        if (action.value().done(Name.ACCEPTED)) {
            resume(s, now, action.value());
            return;
        }
        MemberId target = Rules.target(Facts.of(s, now), action.value().request());
        List<Rule> rules = Actions.admitted(s, now, action);
        if (rules == null || target == null) {
            return;
        }
        s.run = ActionRun.at(
                action.value().request().id(),
                ActionRun.Stage.CATCHING_UP,
                target,
                now.nanos(),
                now.nanos() + notYetExclusiveNanos(s, now) + catchUpMillis(s, target) * 1_000_000L);
        ActionStep accepted = Actions.step(
                s, now, Name.ACCEPTED, ActionStep.State.DONE, s.resource.position(), s.id + " to " + target);
        Actions.write(
                s, now, action, action.value().accepted(target, s.id, rules).with(accepted, action.zxid()), false);
    }

    /** For how long a guard of an earlier epoch may still be open by the clock. Zero where this member has held the role for a lease's length. */
    private static long notYetExclusiveNanos(MemberState s, Now now) {
        return s.hold == null ? 0 : Math.max(0, s.hold.term().exclusiveFromNanos() - now.nanos());
    }

    /** A hot candidate is as good as there; another one is given twice what it predicts. */
    private static long catchUpMillis(MemberState s, MemberId target) {
        Peer peer = s.peers.get(target);
        MemberStatus status = peer == null ? null : peer.status();
        if (status == null || status.standby().replaysAlways()) {
            return CATCH_UP_MILLIS;
        }
        long predicted = Math.min(LONGEST_CATCH_UP_MILLIS, Math.max(0, status.recoveryMillis()));
        return Math.min(LONGEST_CATCH_UP_MILLIS, CATCH_UP_MILLIS + 2 * predicted);
    }

    /** This member has accepted it in this epoch and runs it no more, after a look at the store that was out of date: it is only to be ended. */
    private static void resume(MemberState s, Now now, ActionRecord action) {
        s.run = new ActionRun(
                action.request().id(),
                ActionRun.Stage.ENDING,
                action.target() == null ? s.id : action.target(),
                now.nanos(),
                Long.MAX_VALUE,
                action.pausedAt(),
                -1,
                "its runner lost track of it");
    }

    private static void advance(MemberState s, Now now, Seen<ActionRecord> action, ActionRun run) {
        Hold hold = s.hold;
        if (hold == null) {
            return;
        }
        boolean late = now.nanos() - run.deadlineNanos() >= 0;
        String aborted = Actions.aborted(s, action.value());
        if (aborted != null && beforeHandover(run.stage())) {
            Undo.begin(s, now, run, aborted);
            return;
        }
        switch (run.stage()) {
            case CATCHING_UP -> {
                boolean caughtUp = action.value().done(Name.CAUGHT_UP);
                boolean exclusive = notYetExclusiveNanos(s, now) == 0;
                if (caughtUp && !exclusive) {
                    Transitions.blocked(
                            s,
                            now,
                            "handing over to " + run.target(),
                            "a guard of an earlier epoch may be open until the lease that it had runs out");
                } else if (caughtUp) {
                    s.run = run.to(ActionRun.Stage.VERIFYING, now.nanos(), now.nanos() + PROVE_NANOS);
                    s.hold = hold.renewAt(now.nanos(), false);
                } else if (late) {
                    Undo.begin(s, now, run, run.target() + " did not catch up in time");
                }
            }
            case VERIFYING -> {
                if (hold.provedSince(run.fromNanos(), s.timing().guardNanos(hold.durationMillis()))) {
                    Hlc at = s.stamp(now);
                    s.run = run.to(ActionRun.Stage.PAUSING, now.nanos(), now.nanos() + DRAIN_NANOS)
                            .paused(at);
                    s.emit(new Effect.Pause(hold.epoch()));
                } else if (late) {
                    Undo.begin(s, now, run, "the lease could not be proved once more");
                }
            }
            case PAUSING -> {
                if (late) {
                    Undo.begin(s, now, run, "writes did not drain in time");
                } else if (run.drainedAt() >= 0) {
                    handOver(s, now, action, run);
                }
            }
            case HANDING_OVER, RESUMING -> Undo.resumed(s, now, run);
            case ENDING -> Undo.end(s, now, action, run);
            case TAKING, STEPPING_DOWN, SHUTTING_OFF, SHUT_OFF, RUN_OUT, REJOINING, CLEARING, RETURNING ->
                s.run = null; // Of another kind.
        }
    }

    private static boolean beforeHandover(ActionRun.Stage stage) {
        return stage == ActionRun.Stage.CATCHING_UP
                || stage == ActionRun.Stage.VERIFYING
                || stage == ActionRun.Stage.PAUSING;
    }

    static void drained(MemberState s, Now now, Input.Drained in) {
        if (s.run != null && s.hold != null && s.hold.epoch().equals(in.epoch())) {
            s.run = s.run.drained(in.position());
        }
    }

    /** The guard shuts before HANDOVER is sent, and stays shut if no answer comes. One multi tells both that writes have drained and who is next. */
    private static void handOver(MemberState s, Now now, Seen<ActionRecord> action, ActionRun run) {
        Hold hold = s.hold;
        if (hold == null
                || s.leadership == null
                || !Answers.mine(s, s.leadership.value())
                || s.asks(Request.Lead.class)) {
            return;
        }
        s.emit(new Effect.ShutGuard("handing over to " + run.target()));
        Promises.forget(s);
        s.run = run.to(ActionRun.Stage.HANDING_OVER, now.nanos(), Long.MAX_VALUE);
        Transitions.to(
                s,
                now,
                new Phase.HandingOver(now.nanos() + hold.durationMillis() * 1_000_000L / 2, false),
                "hands over to " + run.target());
        Leadership handover =
                s.leadership.value().in(LeadershipState.HANDOVER, s.stamp(now), run.target(), run.id(), Set.of());
        ActionStep drained = Actions.step(s, now, Name.DRAINED, ActionStep.State.DONE, run.drainedAt(), null);
        ActionStep handed = Actions.step(s, now, Name.HANDED_OVER, ActionStep.State.DONE, run.drainedAt(), null);
        Hlc paused = run.pausedAt() == null ? drained.at() : run.pausedAt();
        ActionRecord next =
                action.value().pausedAt(paused).with(drained, action.zxid()).with(handed, -1);
        long request = s.ask(new Request.Lead(now.nanos(), Request.Purpose.HANDOVER, handover, next));
        s.emit(new Effect.Lead(request, handover, hold.leadershipVersion(), null, next, action.version()));
    }

    static void handedOver(MemberState s, Now now, Answer answer) {
        if (s.phase instanceof Phase.HandingOver h && !(answer instanceof Answer.Applied)) {
            // Not applied, or nobody knows: take the role back, which makes a late HANDOVER find another version.
            s.phase = new Phase.HandingOver(Math.min(h.undoNanos(), now.nanos()), false);
        }
    }
}
