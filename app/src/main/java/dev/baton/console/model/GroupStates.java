package dev.baton.console.model;

import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import dev.baton.model.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a group is in, in one word. Pure. */
public final class GroupStates {
    /** A promotion or handover that lasts longer than this many leases is no failover under way any more. */
    private static final int PATIENCE_LEASES = 10;

    private GroupStates() {}

    public static GroupState of(GroupView group, ClusterView view, long nowMillis) {
        if (!view.storeReadable()) {
            return GroupState.UNKNOWN;
        }
        if (Calm.is(group, view, nowMillis)) {
            return paused(group, nowMillis) ? GroupState.PAUSED : GroupState.HEALTHY;
        }
        if (claimants(group, nowMillis).size() > 1) {
            return GroupState.SPLIT_BRAIN;
        }
        GroupState served = served(group, view, nowMillis);
        if (served != GroupState.HEALTHY) {
            return served;
        }
        if (paused(group, nowMillis)) {
            return GroupState.PAUSED;
        }
        return Alerts.warnings(group, view, nowMillis).isEmpty() ? GroupState.HEALTHY : GroupState.DEGRADED;
    }

    /** The members that say, in a fresh heartbeat, that they are primary and that their guard is still open now. */
    public static List<MemberView> claimants(GroupView group, long nowMillis) {
        return group.members().values().stream()
                .filter(member -> claims(member, group, nowMillis))
                .toList();
    }

    private static boolean claims(MemberView member, GroupView group, long now) {
        MemberStatus status = member.status();
        if (status == null || status.role() != Role.PRIMARY || !Freshness.heard(member, group, now)) {
            return false;
        }
        boolean open = status.guardMillis() > Freshness.ageMillis(member, now);
        Stored<Leadership> leadership = group.leadership();
        boolean older =
                leadership != null && status.epoch().isBefore(leadership.value().epoch());
        return open && (!older || Verdicts.stalePrimary(member, group, now));
    }

    /** Whether a primary serves, apart from warnings: HEALTHY, FAILING_OVER, HELD_BY_PROMISE, NO_PRIMARY or UNKNOWN. */
    private static GroupState served(GroupView group, ClusterView view, long now) {
        Stored<Leadership> leadership = group.leadership();
        if (leadership == null) {
            boolean unreadable =
                    group.members().isEmpty() || group.corrupt().containsKey(StoreLayout.leadership(group.id()));
            return unreadable ? GroupState.UNKNOWN : GroupState.NO_PRIMARY;
        }
        long patience = PATIENCE_LEASES * group.timing().leaseMillis();
        boolean recent = now - leadership.seenMillis() <= patience;
        return switch (leadership.value().state()) {
            case PROMOTING, HANDOVER -> recent ? GroupState.FAILING_OVER : GroupState.NO_PRIMARY;
            case VACANT -> GroupState.NO_PRIMARY;
            case PRIMARY -> primary(group, view, now);
        };
    }

    private static GroupState primary(GroupView group, ClusterView view, long now) {
        MemberView holder = holder(group);
        if (holder == null) {
            return GroupState.NO_PRIMARY;
        }
        long overdue = overdueMillis(group, now);
        if (overdue <= 0) {
            Verdict verdict = Verdicts.of(holder, group, view, now).verdict();
            return verdict == Verdict.CRASHED ? GroupState.FAILING_OVER : GroupState.HEALTHY;
        }
        if (!claimants(group, now).isEmpty()) {
            return GroupState.HELD_BY_PROMISE;
        }
        boolean hope = overdue <= 3 * group.timing().leaseMillis()
                && !spares(group, now).isEmpty()
                && !paused(group, now);
        return hope ? GroupState.FAILING_OVER : GroupState.NO_PRIMARY;
    }

    /** By how much the lease is over as this console saw it; 0 or less while it runs. */
    static long overdueMillis(GroupView group, long now) {
        Stored<Lease> lease = group.lease();
        if (lease == null) {
            return 0;
        }
        Stored<Leadership> leadership = group.leadership();
        long seen = Math.max(lease.seenMillis(), leadership == null ? 0 : leadership.seenMillis());
        return now - seen - group.timing().waitNanos(lease.value().durationMillis()) / 1_000_000;
    }

    /** Who holds the group by the store, whatever the state; null where nobody does. */
    public static @Nullable MemberView holder(GroupView group) {
        Stored<Leadership> leadership = group.leadership();
        MemberId holder = leadership == null ? null : leadership.value().holder();
        return holder == null ? null : group.members().getOrDefault(holder, MemberView.unknown(holder));
    }

    /** The standbys that would take over now, by their own fresh word. */
    public static List<MemberView> spares(GroupView group, long nowMillis) {
        return group.members().values().stream()
                .filter(member -> member.status() != null
                        && member.status().role() == Role.STANDBY
                        && member.status().eligible()
                        && !Verdicts.fenced(member)
                        && Freshness.heard(member, group, nowMillis))
                .toList();
    }

    /** Whether no member takes the role by itself. */
    public static boolean paused(GroupView group, long nowMillis) {
        return group.policy() != null && group.policy().value().pausedBecause(nowMillis) != null;
    }

    static boolean serving(GroupView group) {
        return group.leadership() != null && group.leadership().value().state() == LeadershipState.PRIMARY;
    }
}
