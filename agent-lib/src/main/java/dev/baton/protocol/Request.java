package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import org.jspecify.annotations.Nullable;

/** A question of this member that the store has not answered yet. */
sealed interface Request {
    /** The monotonic instant of sending: what every guard counts from. */
    long sentNanos();

    record Renewal(long sentNanos, long offsetMillis, long epoch) implements Request {}

    /** {@code action}: what the same multi writes into the record of the action that hands over the role. */
    record Grant(
            long sentNanos,
            long offsetMillis,
            Lease lease,
            Leadership leadership,
            @Nullable ActionRecord action) implements Request {}

    /** A write of leadership: {@code purpose} says what its answer means; {@code action} likewise. */
    record Lead(
            long sentNanos,
            Purpose purpose,
            Leadership leadership,
            @Nullable ActionRecord action) implements Request {}

    /** The activation record apart, where PRIMARY was granted before it was known. */
    record Activate(long sentNanos) implements Request {}

    record LeaseRead(long sentNanos, Why why) implements Request {}

    record LeadershipRead(long sentNanos, Why why) implements Request {}

    record Act(long sentNanos, ActionRecord action, boolean closes, Effect.@Nullable Change change)
            implements Request {}

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
