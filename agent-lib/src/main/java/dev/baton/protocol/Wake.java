package dev.baton.protocol;

import dev.baton.model.Timing;

/** When a member must step although nothing comes in. An early wake does no harm; a late one delays what is due. */
final class Wake {
    /** While something is under way that waits for the resource, a rank or a position. */
    private static final long BUSY_NANOS = 2_000_000L;

    private static final long IDLE_NANOS = 50_000_000L;
    /** What is overdue and waits for an answer must not make the loop spin. */
    private static final long LEAST_NANOS = 1_000_000L;

    private Wake() {}

    static long nanos(MemberState s, long nanos) {
        boolean idle = (s.phase instanceof Phase.Standby || s.phase instanceof Phase.Serving)
                && s.trigger == null
                && s.openAction() == null
                && s.run == null
                && s.arming.armed();
        if (!idle) {
            return BUSY_NANOS;
        }
        long wake = IDLE_NANOS;
        Hold hold = s.hold;
        if (hold != null) {
            wake = Math.min(wake, hold.nextRenewNanos() - nanos);
            wake = Math.min(wake, hold.guard().nanos() - nanos);
            if (s.asks != null && s.asks.asking()) {
                wake = Math.min(wake, s.asks.nextNanos() - nanos);
            }
        } else if (s.lease != null) {
            long end = Election.leaseEnd(s) - nanos;
            wake = end > 0 ? Math.min(wake, end) : wake;
        }
        Timing t = s.timing();
        for (Peer peer : s.peers.values()) {
            long silent = nanos - Math.max(peer.heardNanos(), s.suspectFloorNanos);
            long suspect = t.suspectMillis() * 1_000_000L - silent;
            if (peer.status() != null && suspect >= 0) {
                wake = Math.min(wake, suspect + 1);
            }
        }
        return Math.max(wake, LEAST_NANOS);
    }
}
