package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.Verdict;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What calls for a takeover: a role that was handed over or left, a holder whose lease has run out, whom a majority suspects, who is fenced, or
 * whose role an operator gives to this member (spec: Lease.tla SendGrant, DInRecord; Takeover.tla SendGrant).
 */
final class Occasion {
    private Occasion() {}

    /** Why this member would ask now, were it eligible and the first in rank; null where nothing asks for a takeover. */
    static @Nullable Trigger of(MemberState s, Now now) {
        if (s.lease == null || s.leadership == null || s.policy == null) {
            return null;
        }
        Leadership l = s.leadership.value();
        Lease lease = s.lease.value();
        if (!lease.epoch().equals(l.epoch())) {
            return null; // One of the two is older than the other: the watch will bring its pair.
        }
        if (Forced.due(s)) {
            return at(s, now, Cause.FAILOVER, Forced.reason(s));
        }
        boolean out = now.nanos() - leaseEnd(s) >= 0;
        return switch (l.state()) {
            case HANDOVER -> {
                if (s.id.equals(l.target()) && (out || Candidate.hasAll(s, l))) {
                    yield at(s, now, handedOverBy(s, l), "handover to " + s.id);
                }
                yield out ? at(s, now, Cause.LEASE_EXPIRED, "nobody took the handover before the lease ran out") : null;
            }
            case VACANT -> vacant(s, now, l);
            case PROMOTING, PRIMARY -> held(s, now, l, out);
        };
    }

    private static Cause handedOverBy(MemberState s, Leadership handover) {
        Seen<ActionRecord> action = s.action;
        boolean back = action != null
                && action.value().request().id().equals(handover.action())
                && action.value().request().kind() == ActionKind.ROLLBACK;
        return back ? Cause.ROLLBACK : Cause.SWITCHOVER;
    }

    private static @Nullable Trigger vacant(MemberState s, Now now, Leadership l) {
        if (l.epoch().equals(Epoch.NONE)) {
            boolean waited = s.policy != null
                    && now.nanos() - s.startNanos >= s.policy.value().bootstrapMillis() * 1_000_000L;
            return s.priority == 0 || waited ? at(s, now, Cause.INITIAL, "the group never had a primary") : null;
        }
        FenceRecord fence = Fencing.of(s, l.holder());
        return fence == null
                ? at(s, now, Cause.VACATED, l.holder() + " left epoch " + l.epoch())
                : at(s, now, Cause.FAILOVER, l.holder() + " is fenced: " + fence.reason());
    }

    private static @Nullable Trigger held(MemberState s, Now now, Leadership l, boolean out) {
        MemberId holder = l.holder();
        if (holder == null) {
            return null;
        }
        FenceRecord fence = Fencing.overdue(s, now, holder);
        if (fence != null) {
            return at(s, now, Cause.FAILOVER, holder + " is fenced: " + fence.reason());
        }
        Peer peer = s.peers.get(holder);
        Verdict verdict = peer == null ? Verdict.UNKNOWN : peer.verdict();
        Cause cause =
                switch (verdict) {
                    case CRASHED -> Cause.CRASHED;
                    case HUNG -> Cause.HUNG;
                    case HEALTHY, SLOW, PARTITIONED, STALE_PRIMARY, FENCED, UNKNOWN -> Cause.LEASE_EXPIRED;
                };
        if (out) {
            return at(s, now, cause, "the lease of " + holder + " ran out; seen " + verdict);
        }
        if (cause == Cause.LEASE_EXPIRED || holder.equals(s.id) || Suspicion.renewedSince(s, now, holder)) {
            return null;
        }
        if (!Suspicion.majority(s, now, holder)) {
            Transitions.blocked(
                    s,
                    now,
                    "takeover from " + holder + " before its lease ends, seen " + verdict,
                    "no majority of the monitors suspects it");
            return null;
        }
        return at(s, now, cause, "a majority of the monitors sees " + holder + " " + verdict);
    }

    private static Trigger at(MemberState s, Now now, Cause cause, String reason) {
        return new Trigger(cause, Objects.requireNonNull(s.lease).version(), now.nanos(), reason);
    }

    /** When the lease of the version that was seen has run out for this member, by the D written in it. */
    static long leaseEnd(MemberState s) {
        Seen<Lease> lease = Objects.requireNonNull(s.lease);
        return lease.nanos() + s.timing().waitNanos(lease.value().durationMillis());
    }
}
