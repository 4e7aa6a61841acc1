package dev.baton.console.model;

import dev.baton.model.GroupId;
import dev.baton.model.Reach;
import java.util.HashSet;
import java.util.Set;

/** What a console that has just begun cannot tell yet: whether those that it has not reached so far are there. Pure. */
final class Undecided {
    private Undecided() {}

    /** The groups with somebody who was never heard, and was not missed either: the store may not even have told yet who has a session. */
    static Set<GroupId> groups(ClusterView view) {
        Set<GroupId> found = new HashSet<>();
        for (GroupView group : view.groups().values()) {
            boolean unread = group.lease() == null
                    || !group.members()
                            .keySet()
                            .containsAll(group.lease().value().electors());
            if (unread || group.members().values().stream().anyMatch(Undecided::is)) {
                found.add(group.id());
            }
        }
        return found;
    }

    private static boolean is(MemberView member) {
        boolean missed = member.reach() == Reach.REFUSED || member.reach() == Reach.TIMEOUT;
        return member.heardMillis() < 0 && !missed && !Vantages.retired(member);
    }

    /** Whether an alert says that somebody is missed in such a group. */
    static boolean about(Alert alert, Set<GroupId> undecided) {
        return switch (alert.kind()) {
            case AGENTS_LOST, SERVICE_DOWN -> true;
            case NO_PRIMARY, QUORUM, NO_STANDBY, MEMBER_DOWN ->
                alert.group() != null && undecided.contains(alert.group());
            case STORE_LOST, OWN_CLOCK, STORE_SILENT, SPLIT_BRAIN, STALE_PRIMARY, FENCE_UNCONFIRMED -> false;
            case STORE_STALL, SPLIT_BRAIN_POSSIBLE, FLAPPING, LAG, TELEMETRY_LOST, CLOCK_SKEW, CORRUPT, CERTIFICATE ->
                false;
        };
    }
}
