package dev.baton.console.model;

import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import dev.baton.model.Verdict;

/** What a member is doing, as an observer must put it. */
public final class Roles {
    private Roles() {}

    /**
     * Its own word while somebody hears it; PRIMARY also where only the store hears it renew; else OFFLINE.
     *
     * @param verdict of {@link Verdicts#of} for the same instant
     */
    public static Role of(MemberView member, GroupView group, Verdict verdict, long nowMillis) {
        if (Verdicts.fenced(member)) {
            return Role.FENCED;
        }
        MemberStatus status = member.status();
        if (status != null && Freshness.heard(member, group, nowMillis)) {
            return status.role();
        }
        if (verdict != Verdict.PARTITIONED) {
            return Role.OFFLINE;
        }
        Stored<Leadership> leadership = group.leadership();
        boolean holds = leadership != null
                && leadership.value().state() == LeadershipState.PRIMARY
                && member.id().equals(leadership.value().holder());
        if (holds) {
            return Role.PRIMARY;
        }
        return status == null || status.role() == Role.PRIMARY ? Role.DETACHED : status.role();
    }
}
