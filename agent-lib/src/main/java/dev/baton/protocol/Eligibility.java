package dev.baton.protocol;

import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import dev.baton.model.StandbyKind;
import dev.baton.model.Verdict;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for a grant, in which order, and for those who may not: why (spec: Promise.tla SendGrant, Registered, InRecord; PromiseTakeover.tla
 * BarsEarly).
 */
final class Eligibility {
    static final String WOULD_FAIL = "would fail: ";

    private Eligibility() {}

    /** Why this member would not be granted anything now; null where it would. Published all the time. */
    static @Nullable String blocker(MemberState s, Now now) {
        String barred = barred(s, now);
        return barred == null ? unready(s) : barred;
    }

    /** As {@link #blocker}, for what the resource has no part in. */
    static @Nullable String barred(MemberState s, Now now) {
        if (!s.corrupt.isEmpty()) {
            var first = s.corrupt.entrySet().iterator().next();
            return "cannot read " + first.getValue(); // Which begins with its path.
        }
        if (s.storeConnected == 0) {
            return "no connection to the store (0 of " + s.storeTotal + ")";
        }
        if (s.policy == null || s.lease == null || s.leadership == null) {
            return "has not read the group's policy, lease and leadership yet";
        }
        if (s.own == null || !s.own.value().incarnation().equals(s.incarnation)) {
            return s.own == null
                    ? "not registered yet"
                    : "another process registered as " + s.id + ": expected incarnation " + s.incarnation + ", found "
                            + s.own.value().incarnation();
        }
        MemberRecord record = s.own.value();
        if (record.fence() != null) {
            return "fenced in epoch " + record.fence().epoch() + ": "
                    + record.fence().reason();
        }
        if (record.retired()) {
            return "retired: it has left for good, and a start of it would bring it back";
        }
        if ("true".equals(record.tags().get(MemberRecord.NO_FAILOVER))) {
            return "tagged " + MemberRecord.NO_FAILOVER;
        }
        if (record.witness()) {
            return "a witness: it watches, and never takes the role";
        }
        String promise = Promises.blocker(s, now);
        if (promise != null) {
            return promise;
        }
        if (!s.lease.value().electors().contains(s.id)) {
            return "not an elector of the present lease yet";
        }
        return null;
    }

    /** Why this member could not take the role even by force: nothing overrides what bars it, and its resource must be ready. */
    static @Nullable String forcedBlocker(MemberState s, Now now, boolean allowLoss) {
        String barred = barred(s, now);
        if (barred != null) {
            return barred;
        }
        return allowLoss ? broken(s) : unready(s);
    }

    private static @Nullable String unready(MemberState s) {
        String broken = broken(s);
        return broken != null || s.policy == null
                ? broken
                : behind(s.resource.kind(), s.resource.lag(), s.resource.recoveryMillis(), s.policy.value());
    }

    private static @Nullable String broken(MemberState s) {
        if (s.policy == null) {
            return null;
        }
        if (s.policy.value().requireFence() && !s.resource.fences()) {
            return "its resource gives no fence receipt, which the policy requires";
        }
        return s.resource.ready() ? null : "not ready: " + s.resource.health();
    }

    /** Why a standby would take over too little of the state, or too late; null where it would not. */
    static @Nullable String behind(StandbyKind kind, long lag, long recoveryMillis, Policy policy) {
        return kind.replaysAlways() ? far(lag, policy.maxLagRecords()) : slow(kind, recoveryMillis, policy);
    }

    private static @Nullable String far(long lag, long most) {
        if (lag < 0) {
            return "its lag is not known yet";
        }
        return lag > most ? "lag " + lag + " > " + most + " records" : null;
    }

    /** Why a standby that does not replay all the time would take too long; null where it would not. Its lag says nothing of that. */
    private static @Nullable String slow(StandbyKind kind, long recoveryMillis, Policy policy) {
        long most = policy.maxRecoveryMillis();
        if (recoveryMillis < 0) {
            return kind.word() + " standby, and its recovery time is not known yet: expected at most " + most + " ms";
        }
        return recoveryMillis > most
                ? kind.word() + " standby: predicted recovery " + recoveryMillis + " ms > " + most + " ms"
                : null;
    }

    /** Whether no other candidate that is seen goes first by priority and id alone: of the members that see the same, one. */
    static boolean firstByName(MemberState s, Now now) {
        return ahead(s, now, Eligibility::byName) == 0;
    }

    /** How many other members go first: hot before warm before cold, then by position, then priority, then id. 0 is the best. */
    static int rank(MemberState s, Now now) {
        return ahead(s, now, Eligibility::before);
    }

    private static int ahead(MemberState s, Now now, BiPredicate<MemberStatus, MemberState> goesFirst) {
        int better = 0;
        for (Peer peer : s.peers.values()) {
            MemberStatus other = peer.status();
            if (other != null && candidate(s, now, peer, other) && goesFirst.test(other, s)) {
                better++;
            }
        }
        return better;
    }

    private static boolean candidate(MemberState s, Now now, Peer peer, MemberStatus status) {
        return status.eligible()
                && status.role() == Role.STANDBY
                && peer.verdict() != Verdict.CRASHED
                && peer.verdict() != Verdict.HUNG
                && now.nanos() - peer.heardNanos() <= s.timing().suspectMillis() * 1_000_000L;
    }

    private static boolean before(MemberStatus other, MemberState s) {
        int kinds = other.standby().type().compareTo(s.resource.kind().type());
        if (kinds != 0) {
            return kinds < 0;
        }
        if (other.position() != s.resource.position()) {
            return other.position() > s.resource.position();
        }
        return byName(other, s);
    }

    private static boolean byName(MemberStatus other, MemberState s) {
        if (other.priority() != s.priority) {
            return other.priority() < s.priority;
        }
        return other.member().compareTo(s.id) < 0;
    }
}
