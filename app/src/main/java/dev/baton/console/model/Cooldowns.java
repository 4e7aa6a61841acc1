package dev.baton.console.model;

import dev.baton.model.FailoverMark;
import dev.baton.model.Leadership;
import dev.baton.model.MemberStatus;
import org.jspecify.annotations.Nullable;

/** Whether the last automatic failover of a group keeps the next one back until an operator has looked at it. Pure. */
public final class Cooldowns {
    /** How members word it, with the seconds and the epoch behind it. */
    private static final String WORDS = "cooldown of ";

    private Cooldowns() {}

    /** The members' own sentence, by a fresh word of one; null where none speaks of a cooldown. */
    public static @Nullable String of(GroupView group, long nowMillis) {
        if (lastFailover(group) == null) {
            return null;
        }
        for (MemberView member : group.members().values()) {
            MemberStatus status = member.status();
            int at = status == null ? -1 : status.reason().indexOf(WORDS);
            if (status != null && at >= 0 && Freshness.heard(member, group, nowMillis)) {
                return status.reason().substring(at);
            }
        }
        return null;
    }

    /** The failover that would be acknowledged; null where there was none. */
    public static @Nullable FailoverMark lastFailover(GroupView group) {
        Leadership leadership =
                group.leadership() == null ? null : group.leadership().value();
        return leadership == null ? null : leadership.lastFailover();
    }
}
