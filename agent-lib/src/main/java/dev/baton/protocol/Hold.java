package dev.baton.protocol;

import dev.baton.model.Epoch;

/**
 * What the holder of an epoch keeps in mind of it.
 *
 * @param leaseVersion the newest version of the lease known to be its own
 * @param leadershipVersion likewise of leadership
 * @param durationMillis D, fixed for the epoch
 * @param renewals how many renewals were sent
 * @param guardUntilNanos the guard's end by the newest answered renewal (counted from its sending); never later by silence
 * @param guardOffsetMillis the clocks' offset when that renewal was sent
 * @param voidBeforeNanos renewals sent before this instant extend nothing: a clock had jumped
 * @param nextRenewNanos when the next renewal is due
 * @param exclusiveFromNanos from when no earlier guard can be open, by the clock
 * @param graceUntilNanos until then a guard that was never open is no reason to step down: a renewal is still to open it
 */
record Hold(
        Epoch epoch,
        int leaseVersion,
        int leadershipVersion,
        long durationMillis,
        long renewals,
        long guardUntilNanos,
        long guardOffsetMillis,
        long voidBeforeNanos,
        long nextRenewNanos,
        long exclusiveFromNanos,
        long graceUntilNanos) {

    boolean guardOpen(Now now) {
        return now.nanos() - guardUntilNanos < 0;
    }

    Hold leaseAt(int version) {
        return new Hold(
                epoch,
                Math.max(leaseVersion, version),
                leadershipVersion,
                durationMillis,
                renewals,
                guardUntilNanos,
                guardOffsetMillis,
                voidBeforeNanos,
                nextRenewNanos,
                exclusiveFromNanos,
                graceUntilNanos);
    }

    Hold leadershipAt(int version) {
        return new Hold(
                epoch,
                leaseVersion,
                Math.max(leadershipVersion, version),
                durationMillis,
                renewals,
                guardUntilNanos,
                guardOffsetMillis,
                voidBeforeNanos,
                nextRenewNanos,
                exclusiveFromNanos,
                graceUntilNanos);
    }

    /** Extended by an answered renewal (rule: counted from its sending, and never shortened). */
    Hold extended(long untilNanos, long offsetMillis) {
        if (untilNanos - guardUntilNanos <= 0) {
            return this;
        }
        return new Hold(
                epoch,
                leaseVersion,
                leadershipVersion,
                durationMillis,
                renewals,
                untilNanos,
                offsetMillis,
                voidBeforeNanos,
                nextRenewNanos,
                exclusiveFromNanos,
                graceUntilNanos);
    }

    Hold voidBefore(long nanos) {
        return new Hold(
                epoch,
                leaseVersion,
                leadershipVersion,
                durationMillis,
                renewals,
                guardUntilNanos,
                guardOffsetMillis,
                nanos,
                nanos,
                exclusiveFromNanos,
                graceUntilNanos);
    }

    Hold renewAt(long nanos, boolean sent) {
        return new Hold(
                epoch,
                leaseVersion,
                leadershipVersion,
                durationMillis,
                sent ? renewals + 1 : renewals,
                guardUntilNanos,
                guardOffsetMillis,
                voidBeforeNanos,
                nanos,
                exclusiveFromNanos,
                graceUntilNanos);
    }

    Hold graceUntil(long nanos) {
        return new Hold(
                epoch,
                leaseVersion,
                leadershipVersion,
                durationMillis,
                renewals,
                guardUntilNanos,
                guardOffsetMillis,
                voidBeforeNanos,
                nextRenewNanos,
                exclusiveFromNanos,
                nanos);
    }
}
