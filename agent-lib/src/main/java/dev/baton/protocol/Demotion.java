package dev.baton.protocol;

import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import java.util.Set;

/**
 * The way down, from any state that holds an epoch. The guard shuts first; the resource stops within its deadline or the process ends;
 * then, where the store may still name this member, VACANT lets the others go on at once (spec: Takeover.tla SendLeave, StepDown, Answer,
 * CloseFirst, CarryOpen; Lease.tla Demote).
 */
final class Demotion {
    /** After stepping down a member leaves the next grant to the others for a moment. */
    private static final long YIELD_NANOS = 500_000_000L;
    /** How long a resource may take to stop, at least: the guard is shut all the while, so this bounds a hang, not the safety. */
    private static final long STOP_NANOS = 5_000_000_000L;

    private Demotion() {}

    static void begin(MemberState s, Now now, String reason, boolean vacate) {
        Hold hold = s.hold;
        if (hold == null || s.phase instanceof Phase.Demoting) {
            return;
        }
        long deadline = now.nanos() + Math.max(STOP_NANOS, s.timing().leaseMillis() * 1_000_000L);
        s.emit(new Effect.ShutGuard(reason));
        Promises.forget(s);
        s.emit(new Effect.Demote(hold.epoch()));
        s.asked = Epoch.NONE; // What was given up is not adopted again, whatever an old view of the store shows.
        s.askNotBeforeNanos = now.nanos() + YIELD_NANOS;
        s.run = null;
        s.untold = null;
        Transitions.to(s, now, new Phase.Demoting(deadline, false, vacate), reason);
    }

    static void demoted(MemberState s, Input.Demoted in) {
        if (s.phase instanceof Phase.Demoting d
                && s.hold != null
                && s.hold.epoch().equals(in.epoch())) {
            s.phase = new Phase.Demoting(d.deadlineNanos(), true, d.vacate());
        }
    }

    static void drive(MemberState s, Now now) {
        if (s.closing) {
            closing(s, now);
        }
        if (!(s.phase instanceof Phase.Demoting d)) {
            return;
        }
        if (!d.stopped()) {
            if (now.nanos() - d.deadlineNanos() >= 0) {
                s.emit(new Effect.SelfFence("the resource of " + s.id
                        + " did not stop within its deadline after it lost epoch " + s.epoch()));
                s.phase = new Phase.Demoting(Long.MAX_VALUE / 2 + now.nanos(), false, d.vacate());
            }
            return;
        }
        if (!d.vacate()) {
            follow(s, now);
        } else if (!s.asks(Request.Lead.class)) {
            vacate(s, now);
        }
    }

    private static void closing(MemberState s, Now now) {
        if (s.phase instanceof Phase.Standby) {
            Transitions.to(s, now, new Phase.Closed(), "the service stops");
            s.emit(new Effect.Closed());
        } else if (s.hold != null) {
            begin(s, now, "the service stops", true);
        }
    }

    private static void vacate(MemberState s, Now now) {
        Hold hold = s.hold;
        if (hold == null || s.leadership == null || !Answers.mine(s, s.leadership.value())) {
            follow(s, now);
            return;
        }
        Leadership mine = s.leadership.value();
        // What this member itself had not proved shut stays open for the next one.
        Set<MemberId> open = mine.state() == LeadershipState.PROMOTING ? mine.open() : Set.of();
        Leadership vacant =
                mine.in(LeadershipState.VACANT, s.stamp(now), null, null, open).marked(Readiness.mark(s, now, mine));
        long request = s.ask(new Request.Lead(now.nanos(), Request.Purpose.VACANT, vacant, null));
        s.emit(new Effect.Lead(request, vacant, hold.leadershipVersion(), null, null, -1));
    }

    /** Answered or not: the guard is shut for good, the watch shows what the store has. */
    static void vacated(MemberState s, Now now) {
        if (s.phase instanceof Phase.Demoting) {
            follow(s, now);
        }
    }

    private static void follow(MemberState s, Now now) {
        s.hold = null;
        s.asks = null;
        s.unready = null;
        Transitions.to(s, now, new Phase.Standby(), "stopped; follows");
    }
}
