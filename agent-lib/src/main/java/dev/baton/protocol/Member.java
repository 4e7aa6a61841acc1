package dev.baton.protocol;

import dev.baton.authority.Operators;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import java.util.List;

/**
 * The core: what a member of a group decides. Pure: no I/O, no clock, no thread; the same state, instant and input give the same step.
 *
 * <p>The rules are those of the failover protocol (lease, fence or wait, handover, Kafka resource). After each input every concern gets
 * its turn, in a fixed order: suspicion, then what is held (lease, promises, promotion, demotion), then the election, then the open action.
 * A clock that jumps is this class's own (spec: Lease.tla Jump, Disarms, RestartsWait).
 */
public final class Member {
    /** A step that comes this much later than the one before means that this process itself was paused. */
    static final long OWN_PAUSE_NANOS = 150_000_000L;

    private Member() {}

    /** One input, one step. {@code state} is not changed. */
    public static Step step(MemberState state, Now now, Input input) {
        MemberState s = state.copy();
        clocks(s, now);
        Intake.take(s, now, input);
        Arming.drive(s, now);
        Suspicion.drive(s, now);
        LeaseKeeper.drive(s, now);
        Promises.drive(s, now);
        Promotion.drive(s, now);
        Activating.drive(s, now);
        Readiness.drive(s, now);
        Demotion.drive(s, now);
        Election.drive(s, now);
        Switchover.drive(s, now);
        Candidate.drive(s, now);
        Forced.drive(s, now);
        Fencing.drive(s, now);
        Reinstating.drive(s, now);
        Pausing.drive(s, now);
        ActionEnd.drive(s, now);
        Stray.drive(s, now);
        List<Effect> effects = s.effects;
        s.effects = List.of();
        return new Step(s, effects);
    }

    /** A state that takes no action before it is told who may ask for one; a new {@link MemberState} takes unsigned ones. */
    public static MemberState closed(MemberId id, Incarnation incarnation, int priority) {
        MemberState state = new MemberState(id, incarnation, priority);
        state.operators = Operators.UNREAD;
        return state;
    }

    /** How long the loop may wait for an input after {@code nanos} before it must send a tick: until something may be due. */
    public static long wakeNanos(MemberState s, long nanos) {
        return Wake.nanos(s, nanos);
    }

    /** What {@code state} says of itself, for heartbeats. */
    public static dev.baton.model.MemberStatus status(MemberState state, Now now) {
        return StatusOf.state(state, now);
    }

    private static void clocks(MemberState s, Now now) {
        if (!s.stepped) {
            s.stepped = true;
            // The monotonic clock may show anything, also less than 0.
            s.startNanos = now.nanos();
            s.suspectFloorNanos = now.nanos();
            s.askNotBeforeNanos = now.nanos();
            s.storeAnsweredNanos = now.nanos() - Promises.ANSWERED_NANOS;
        } else {
            if (now.nanos() - s.lastNanos > OWN_PAUSE_NANOS) {
                // Whoever was silent meanwhile may have spoken to a process that could not listen.
                Arming.disarm(s, now, "was paused for " + (now.nanos() - s.lastNanos) / 1_000_000L + " ms");
            }
            long moved = now.offsetMillis() - s.lastOffsetMillis;
            if (Math.abs(moved) > dev.baton.model.Timing.CLOCK_TOLERANCE_MILLIS) {
                jumped(s, now, moved);
            }
        }
        s.lastNanos = now.nanos();
        s.lastOffsetMillis = now.offsetMillis();
        s.hlc = s.hlc.merge(Hlc.ZERO, now.wallMillis());
    }

    /** A clock jumped, or the machine was suspended: nothing counted before this instant may keep a guard open or raise a suspicion. */
    private static void jumped(MemberState s, Now now, long millis) {
        Arming.disarm(s, now, "the wall clock moved by " + millis + " ms against the monotonic clock");
        Promises.forget(s);
        if (s.lease != null) {
            s.lease = new Seen<>(s.lease.value(), s.lease.version(), s.lease.zxid(), now.nanos());
        }
        if (s.hold != null) {
            s.hold = s.hold.voidBefore(now.nanos());
            s.emit(new Effect.ShutGuard("the wall clock moved by " + millis + " ms against the monotonic clock"));
        }
    }
}
