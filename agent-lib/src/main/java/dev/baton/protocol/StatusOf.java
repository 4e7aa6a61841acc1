package dev.baton.protocol;

import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.util.List;
import java.util.stream.IntStream;

/** A member's word on itself. */
final class StatusOf {
    /** Said with nearly every heartbeat. */
    private static final List<String> RANKS =
            IntStream.range(0, 8).mapToObj(StatusOf::succeeds).toList();

    private StatusOf() {}

    static MemberStatus state(MemberState s, Now now) {
        String blocker = Eligibility.blocker(s, now);
        boolean holds = s.hold != null;
        long guard = s.phase instanceof Phase.Serving && s.hold != null && s.hold.guardOpen(now)
                ? (s.hold.guard().nanos() - now.nanos()) / 1_000_000L
                : -1;
        return new MemberStatus(
                s.id,
                s.incarnation,
                role(s),
                s.epoch(),
                guard,
                s.resource.position(),
                s.resource.lag(),
                s.resource.committed(),
                s.priority,
                s.resource.ready(),
                s.corrupt.isEmpty() ? s.resource.health() : "corrupt znode",
                blocker == null && !holds,
                reason(s, now, blocker),
                s.storeConnected,
                Suspicion.views(s, now),
                s.openAction == null ? null : s.openAction.value().id(),
                s.asks == null || s.hold == null ? null : s.asks.now(s.hold.epoch()),
                s.promised.word(),
                s.resource.kind(),
                s.resource.recoveryMillis());
    }

    private static Role role(MemberState s) {
        boolean fenced = s.own != null && s.own.value().fence() != null;
        if (s.phase instanceof Phase.Standby) {
            if (fenced) {
                return Role.FENCED;
            }
            boolean witness = s.own != null && s.own.value().witness();
            if (!s.corrupt.isEmpty() || s.leadership == null || witness) {
                return Role.DETACHED;
            }
        }
        return s.phase.role();
    }

    private static String reason(MemberState s, Now now, @org.jspecify.annotations.Nullable String blocker) {
        if (s.hold != null) {
            return "holds epoch " + s.hold.epoch();
        }
        if (blocker != null) {
            return Eligibility.WOULD_FAIL + blocker;
        }
        String cooldown = Cooldown.unacknowledged(s, now);
        int rank = Eligibility.rank(s, now);
        String succeeds = rank < RANKS.size() ? RANKS.get(rank) : succeeds(rank);
        if (!s.resource.kind().replaysAlways()) {
            succeeds += ", " + s.resource.kind().word() + ": in about " + s.resource.recoveryMillis() + " ms";
        }
        return cooldown == null ? succeeds : succeeds + ", by an operator only: " + cooldown;
    }

    private static String succeeds(int rank) {
        return "would succeed: rank " + (rank + 1);
    }
}
