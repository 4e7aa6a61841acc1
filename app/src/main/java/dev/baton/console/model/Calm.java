package dev.baton.console.model;

import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Role;

/**
 * Tells at a glance that nothing at all is wrong with a group, so that a fleet of healthy ones costs next to nothing. Says no where it is not
 * sure. Pure.
 */
final class Calm {
    private Calm() {}

    /** Whether {@link GroupAlerts} would certainly find nothing. */
    static boolean is(GroupView group, ClusterView view, long now) {
        Stored<Leadership> leadership = group.leadership();
        if (!view.storeReadable()
                || !group.corrupt().isEmpty()
                || leadership == null
                || group.lease() == null
                || leadership.value().state() != LeadershipState.PRIMARY
                || leadership.value().holder() == null
                || GroupStates.overdueMillis(group, now) > 0
                || Flapping.of(group, now) != null) {
            return false;
        }
        long limit = (group.policy() == null ? Policy.DEFAULT : group.policy().value()).maxLagRecords();
        boolean spare = false;
        boolean held = false;
        for (MemberView member : group.members().values()) {
            MemberStatus status = member.status();
            if (status == null || !well(member, status, group, now)) {
                return false;
            }
            if (member.id().equals(leadership.value().holder())) {
                held = status.role() == Role.PRIMARY
                        && status.epoch().equals(leadership.value().epoch());
            } else if (status.role() != Role.STANDBY || (status.standby().replaysAlways() && status.lag() > limit)) {
                return false;
            } else {
                spare |= status.eligible();
            }
        }
        return held && spare && present(group);
    }

    private static boolean well(MemberView member, MemberStatus status, GroupView group, long now) {
        return member.live() != null
                && member.record() != null
                && !member.record().fenced()
                && !Vantages.retired(member)
                && member.reach() != Reach.LATE
                && member.reach() != Reach.REFUSED
                && status.ask() == null
                && status.storeConnections() > 0
                && (member.linkMillis() < 0 || Freshness.heardByLink(member, group, now))
                && !Freshness.stale(member, group, now)
                && status.peers().stream().noneMatch(Calm::deaf);
    }

    private static boolean deaf(PeerView seen) {
        return switch (seen.reach()) {
            case TIMEOUT, RESET, REFUSED -> true;
            case OK, LATE, UNKNOWN -> seen.suspects();
        };
    }

    private static boolean present(GroupView group) {
        if (group.lease() == null) {
            return false;
        }
        for (MemberId elector : group.lease().value().electors()) {
            if (!group.members().containsKey(elector)) {
                return false;
            }
        }
        return true;
    }
}
