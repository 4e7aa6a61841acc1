package dev.baton.console.model;

import dev.baton.model.GroupId;
import dev.baton.model.Reach;
import java.util.HashSet;
import java.util.Set;

/** What a console that has just begun cannot tell yet: whether those that it has not reached so far are there. Pure. */
final class Undecided {
    private Undecided() {}

    /** The groups with a member that has a session, was never heard, and was not missed either. */
    static Set<GroupId> groups(ClusterView view) {
        Set<GroupId> found = new HashSet<>();
        for (GroupView group : view.groups().values()) {
            if (group.members().values().stream().anyMatch(Undecided::is)) {
                found.add(group.id());
            }
        }
        return found;
    }

    private static boolean is(MemberView member) {
        boolean missed = member.reach() == Reach.REFUSED || member.reach() == Reach.TIMEOUT;
        return member.live() != null && member.heardMillis() < 0 && !missed;
    }

    /** Whether an alert says that somebody is missed in such a group. */
    static boolean about(Alert alert, Set<GroupId> undecided) {
        return switch (alert.kind()) {
            case AGENTS_LOST, SERVICE_DOWN -> true;
            case NO_PRIMARY, QUORUM, NO_STANDBY, MEMBER_DOWN ->
                alert.group() != null && undecided.contains(alert.group());
            case STORE_LOST, OWN_CLOCK, STORE_SILENT, SPLIT_BRAIN, STALE_PRIMARY, FENCE_UNCONFIRMED -> false;
            case STORE_STALL, SPLIT_BRAIN_POSSIBLE, FLAPPING, LAG, TELEMETRY_LOST, CLOCK_SKEW, CORRUPT -> false;
        };
    }
}
