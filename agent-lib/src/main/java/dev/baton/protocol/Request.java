package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;

/** A question of this member that the store has not answered yet. */
sealed interface Request {
    /** The monotonic instant of sending: what every guard counts from. */
    long sentNanos();

    record Renewal(long sentNanos, long offsetMillis, long epoch) implements Request {}

    record Grant(long sentNanos, long offsetMillis, Lease lease, Leadership leadership) implements Request {}

    /** A write of leadership: {@code purpose} says what its answer means. */
    record Lead(long sentNanos, Purpose purpose, Leadership leadership) implements Request {}

    record LeaseRead(long sentNanos) implements Request {}

    record LeadershipRead(long sentNanos) implements Request {}

    record Act(long sentNanos, ActionRecord action) implements Request {}

    enum Purpose {
        PRIMARY,
        HANDOVER,
        UNDO,
        VACANT
    }
}
