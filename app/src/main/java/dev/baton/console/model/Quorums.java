package dev.baton.console.model;

import dev.baton.model.MemberId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a group could still decide. Pure. */
final class Quorums {
    private Quorums() {}

    /**
     * Fewer than a majority of the electors are heard, or fewer than a majority of those heard have a store session; null where neither is
     * so. Takeovers before the lease's end need a majority of monitors, promises need every elector.
     */
    static @Nullable Alert of(GroupView group, ClusterView view, long now) {
        Stored<dev.baton.model.Lease> lease = group.lease();
        if (lease == null || lease.value().electors().size() < 2) {
            return null;
        }
        Set<MemberId> electors = lease.value().electors();
        int majority = electors.size() / 2 + 1;
        List<MemberId> heard = electors.stream()
                .filter(id -> group.members().containsKey(id)
                        && Freshness.heard(group.members().get(id), group, now))
                .toList();
        long sessions = heard.stream()
                .map(id -> group.members().get(id))
                .filter(m -> m.status() != null && m.status().storeConnections() > 0)
                .count();
        boolean unheard = heard.size() < majority;
        if (!unheard && sessions >= majority) {
            return null;
        }
        return Alert.of(
                        Alert.Kind.QUORUM,
                        Alert.Severity.WARNING,
                        "Quorum at risk - " + group.id(),
                        unheard
                                ? heard.size() + " of " + electors.size() + " electors of " + group.id()
                                        + " are heard: expected at least " + majority + "."
                                : sessions + " of " + electors.size() + " electors of " + group.id()
                                        + " have a store session: expected at least " + majority + ".",
                        electors.stream()
                                .limit(AlertText.LINES)
                                .map(id -> says(id, group, now))
                                .toList(),
                        -1)
                .about(group, AlertText.epoch(group));
    }

    private static String says(MemberId id, GroupView group, long now) {
        MemberView member = group.members().get(id);
        if (member == null || member.heardMillis() < 0) {
            return id + ": never heard";
        }
        String store = member.status() == null ? "" : ", " + member.status().storeConnections() + " store sessions";
        return id + ": last heard " + Freshness.words(Freshness.ageMillis(member, now)) + " ago" + store;
    }
}
