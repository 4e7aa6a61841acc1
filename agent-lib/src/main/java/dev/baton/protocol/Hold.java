package dev.baton.protocol;

import dev.baton.model.Epoch;

/**
 * What the holder of an epoch keeps in mind of it: what is fixed for the epoch, the versions known to be its own, its renewals, and how long
 * its guard is open (spec: Lease.tla Extended, VoidsAnswers).
 *
 * @param leaseVersion the newest version of the lease known to be its own
 * @param leadershipVersion likewise of leadership
 */
record Hold(Term term, int leaseVersion, int leadershipVersion, Renewals renewing, Opening opening) {
    /**
     * Fixed for the epoch.
     *
     * @param durationMillis D
     * @param exclusiveFromNanos from when no earlier guard can be open, by the clock
     */
    record Term(Epoch epoch, long durationMillis, long exclusiveFromNanos) {}

    /** @param count how many renewals were sent; {@code nextNanos} when the next one is due */
    record Renewals(long count, long nextNanos) {}

    /** An instant at which the guard ends, with the clocks' offset when the question was sent that gave it. */
    record End(long nanos, long offsetMillis) {}

    /**
     * How long the guard is open.
     *
     * @param lease by the newest answered renewal, counted from its sending; never later by silence
     * @param promises by the promises of every elector, likewise counted from the sending of the ask
     * @param voidBeforeNanos answers to questions sent before this instant extend nothing: a clock had jumped, or the guard was shut
     * @param graceUntilNanos until then a shut guard is no reason to step down: a renewal is still to open it
     */
    record Opening(End lease, End promises, long voidBeforeNanos, long graceUntilNanos) {
        End end() {
            return promises.nanos() - lease.nanos() > 0 ? promises : lease;
        }
    }

    Epoch epoch() {
        return term.epoch();
    }

    long durationMillis() {
        return term.durationMillis();
    }

    long nextRenewNanos() {
        return renewing.nextNanos();
    }

    /** When the guard ends, and by which clocks. */
    End guard() {
        return opening.end();
    }

    boolean guardOpen(Now now) {
        return now.nanos() - opening.end().nanos() < 0;
    }

    /** Whether a renewal that was sent at {@code nanos} or later is acknowledged: the lease's own proof, which no promise gives. */
    boolean provedSince(long nanos, long guardNanos) {
        return opening.lease().nanos() - guardNanos - nanos >= 0;
    }

    Hold leaseAt(int version) {
        return version <= leaseVersion ? this : new Hold(term, version, leadershipVersion, renewing, opening);
    }

    Hold leadershipAt(int version) {
        return version <= leadershipVersion ? this : new Hold(term, leaseVersion, version, renewing, opening);
    }

    /** Extended by an answered renewal (rule: counted from its sending, and never shortened). */
    Hold extended(End by) {
        return by.nanos() - opening.lease().nanos() <= 0
                ? this
                : with(new Opening(by, opening.promises(), opening.voidBeforeNanos(), opening.graceUntilNanos()));
    }

    /** Extended by the promises of all electors. */
    Hold promised(End by) {
        return by.nanos() - opening.promises().nanos() <= 0
                ? this
                : with(new Opening(opening.lease(), by, opening.voidBeforeNanos(), opening.graceUntilNanos()));
    }

    /**
     * The guard is shut: nothing that was asked before {@code nanos} opens it again, and a renewal is due at once. Until the end that it had,
     * that renewal may still come.
     */
    Hold voidBefore(long nanos) {
        End shut = new End(nanos, opening.lease().offsetMillis());
        long had = opening.end().nanos();
        long grace = had - opening.graceUntilNanos() > 0 ? had : opening.graceUntilNanos();
        return new Hold(
                term,
                leaseVersion,
                leadershipVersion,
                new Renewals(renewing.count(), nanos),
                new Opening(shut, shut, nanos, grace));
    }

    Hold renewAt(long nanos, boolean sent) {
        return new Hold(
                term,
                leaseVersion,
                leadershipVersion,
                new Renewals(sent ? renewing.count() + 1 : renewing.count(), nanos),
                opening);
    }

    Hold graceUntil(long nanos) {
        return with(new Opening(opening.lease(), opening.promises(), opening.voidBeforeNanos(), nanos));
    }

    private Hold with(Opening next) {
        return new Hold(term, leaseVersion, leadershipVersion, renewing, next);
    }
}
