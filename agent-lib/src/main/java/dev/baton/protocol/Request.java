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

    record LeaseRead(long sentNanos, Why why) implements Request {}

    record LeadershipRead(long sentNanos, Why why) implements Request {}

    record Act(long sentNanos, ActionRecord action) implements Request {}

    /** Why a record is read past the watch. */
    enum Why {
        /** A write of this member was refused or not answered. */
        REFUSED,
        /** An elector that was asked for a promise finds out whether the store answers it. */
        PROBE,
        /** This process has started, was paused, or a clock of it jumped. */
        REARM
    }

    enum Purpose {
        PRIMARY,
        HANDOVER,
        UNDO,
        VACANT
    }
}
