package dev.baton.protocol;

import dev.baton.model.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Whether this member may suspect and take over. One that has started, was paused or whose clock jumped is disarmed: it reads the lease and
 * the leadership again before it suspects anyone or asks for a grant (protocol: Telling down from slow from cut off; spec: Promise.tla Register,
 * Registered).
 *
 * @param sinceNanos when it was disarmed; only what was asked from then on arms it
 * @param why in words; empty while armed
 * @param lease whether the lease was read again, and {@code leadership} likewise
 * @param retryNanos when to ask again if nothing is under way
 */
record Arming(long sinceNanos, String why, boolean lease, boolean leadership, long retryNanos) {
    static final Arming START = new Arming(Long.MIN_VALUE / 2, "has just started", false, false, Long.MIN_VALUE / 2);
    private static final long RETRY_NANOS = 20_000_000L;

    boolean armed() {
        return lease && leadership;
    }

    static void disarm(MemberState s, Now now, String why) {
        s.arming = new Arming(now.nanos(), why, false, false, now.nanos());
        s.suspectFloorNanos = now.nanos();
        s.trigger = null;
    }

    /** Asks for what is still to be read. A holder proves its role by its renewals instead; should it lose it, its turn comes. */
    static void drive(MemberState s, Now now) {
        Arming arming = s.arming;
        if (arming.armed()) {
            return;
        }
        s.suspectFloorNanos = now.nanos();
        if (!waits(s) || now.nanos() - arming.retryNanos() < 0) {
            return;
        }
        s.arming = new Arming(
                arming.sinceNanos(), arming.why(), arming.lease(), arming.leadership(), now.nanos() + RETRY_NANOS);
        if (!arming.lease()) {
            s.emit(new Effect.ReadLease(s.ask(new Request.LeaseRead(now.nanos(), Request.Why.REARM))));
        }
        if (!arming.leadership()) {
            s.emit(new Effect.ReadLeadership(s.ask(new Request.LeadershipRead(now.nanos(), Request.Why.REARM))));
        }
    }

    /** Whether only time keeps this member from asking again. */
    static boolean waits(MemberState s) {
        return !s.arming.armed()
                && s.hold == null
                && s.storeConnected > 0
                && s.own != null
                && s.own.value().incarnation().equals(s.incarnation)
                && !s.reads(Request.Why.REARM);
    }

    static void leaseRead(MemberState s, Now now, Request.LeaseRead asked, @Nullable Lease lease) {
        if (lease != null && asked.why() == Request.Why.REARM && asked.sentNanos() - s.arming.sinceNanos() >= 0) {
            s.arming = new Arming(
                    s.arming.sinceNanos(), s.arming.why(), true, s.arming.leadership(), s.arming.retryNanos());
            // Asked only once this life stood in the member's record.
            s.fresh = true;
            s.suspectFloorNanos = now.nanos();
        }
    }

    static void leadershipRead(MemberState s, Now now, Request.LeadershipRead asked, boolean found) {
        if (found && asked.why() == Request.Why.REARM && asked.sentNanos() - s.arming.sinceNanos() >= 0) {
            s.arming = new Arming(s.arming.sinceNanos(), s.arming.why(), s.arming.lease(), true, s.arming.retryNanos());
            s.suspectFloorNanos = now.nanos();
        }
    }
}
