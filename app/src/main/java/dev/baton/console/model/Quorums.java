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
                        Phrase.of("found.quorum.head", group.id()),
                        Phrase.of(
                                unheard ? "found.quorum.unheard" : "found.quorum.sessions",
                                unheard ? heard.size() : sessions,
                                electors.size(),
                                group.id(),
                                majority),
                        electors.stream()
                                .limit(AlertText.LINES)
                                .map(id -> says(id, group, now))
                                .toList(),
                        -1)
                .about(group, AlertText.epoch(group));
    }

    private static Phrase says(MemberId id, GroupView group, long now) {
        MemberView member = group.members().get(id);
        if (member == null || member.heardMillis() < 0) {
            return Phrase.of("found.unheard", id);
        }
        Phrase age = Freshness.words(Freshness.ageMillis(member, now));
        return member.status() == null
                ? Phrase.of("found.heard", id, age)
                : Phrase.of("found.heard.sessions", id, age, member.status().storeConnections());
    }
}
