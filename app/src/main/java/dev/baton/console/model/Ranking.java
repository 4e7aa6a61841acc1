package dev.baton.console.model;

import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * In which order the standbys would take over: one order for the whole screen, by what all of them published. Each member ranks itself by what
 * it heard, so that two may both call themselves the first. Pure.
 *
 * <p>The order is that of an election: hot before warm before cold, then position, then priority, then id. Words that were published at
 * different moments hold different positions of a log that moves, so position is compared by lag wherever every lag is known.
 */
public final class Ranking {
    private Ranking() {}

    /** Those that would take over now, best first. */
    public static List<MemberId> of(GroupView group, long nowMillis) {
        List<MemberStatus> standing = new ArrayList<>();
        for (MemberView member : GroupStates.spares(group, nowMillis)) {
            if (member.status() != null && member.live() != null) {
                standing.add(member.status());
            }
        }
        boolean comparable = standing.stream().allMatch(status -> status.lag() >= 0);
        Comparator<MemberStatus> byLag = Comparator.comparing(
                        (MemberStatus status) -> status.standby().type())
                .thenComparingLong(MemberStatus::lag)
                .thenComparingInt(MemberStatus::priority)
                .thenComparing(MemberStatus::member);
        standing.sort(comparable ? byLag : MemberStatus.BEST_FIRST);
        return standing.stream().map(MemberStatus::member).toList();
    }

    /** Its place, 1 for the best; 0 where it would not take over. */
    public static int of(GroupView group, MemberId member, long nowMillis) {
        return of(group, nowMillis).indexOf(member) + 1;
    }
}
