package dev.baton.protocol;

import dev.baton.model.FailoverMark;
import dev.baton.model.Leadership;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import org.jspecify.annotations.Nullable;

/**
 * Gray failure: a primary whose lease is well and whose resource is not. Once that has lasted for the policy's {@code unreadyMillis} the
 * primary gives the role up, and the others go on at once. It keeps the role where that would help nobody (no standby is eligible) and where
 * a person is at work (an open action, automatic failover paused). Such a move counts as an automatic failover and is blocked by the
 * cooldown as one, so that a fault that all members share does not pass the role around.
 */
final class Readiness {
    private static final String DECISION = "giving the role up, which is not ready to serve";

    private Readiness() {}

    static void drive(MemberState s, Now now) {
        if (s.phase instanceof Phase.Demoting) {
            return;
        }
        boolean bad = s.phase instanceof Phase.Serving && s.hold != null && !s.resource.ready();
        if (limitNanos(s) == 0 || !bad) {
            s.unready = null;
            return;
        }
        Unready since = s.unready;
        if (since == null) {
            s.unready = new Unready(now.nanos());
            return;
        }
        if (now.nanos() - since.sinceNanos() < limitNanos(s)) {
            return;
        }
        String blocker = blocker(s, now);
        if (blocker == null) {
            Demotion.begin(s, now, "not ready for " + limitNanos(s) / 1_000_000L + " ms: " + s.resource.health(), true);
        } else {
            Transitions.blocked(s, now, DECISION, blocker);
        }
    }

    /** 0 where the policy asks for nothing. */
    static long limitNanos(MemberState s) {
        return s.policy == null ? 0 : s.policy.value().unreadyMillis() * 1_000_000L;
    }

    /** What the record of a member that leaves tells of the last automatic failover: the next grant is one if the resource was the reason. */
    static @Nullable FailoverMark mark(MemberState s, Now now, Leadership left) {
        return s.unready == null
                ? left.lastFailover()
                : new FailoverMark(left.epoch().next(), s.stamp(now));
    }

    private static @Nullable String blocker(MemberState s, Now now) {
        String paused = s.policy == null ? null : s.policy.value().pausedBecause(now.wallMillis());
        if (paused != null) {
            return paused;
        }
        if (s.openAction() != null || s.run != null) {
            return "an action is open";
        }
        String cooldown = Cooldown.unacknowledged(s, now);
        if (cooldown != null) {
            return cooldown;
        }
        return s.peers.values().stream().anyMatch(peer -> succeeds(s, now, peer)) ? null : "no standby is eligible";
    }

    private static boolean succeeds(MemberState s, Now now, Peer peer) {
        MemberStatus status = peer.status();
        return status != null
                && status.eligible()
                && status.role() == Role.STANDBY
                && Prechecks.fresh(s, now, status.member());
    }
}
