package dev.baton.console.theme;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.model.Ranking;
import dev.baton.model.MemberStatus;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a member would take over, in words: its place by the console's own order, and the member's own claim only where that differs. What
 * else the member says of it, as that only an operator may ask, is said too. Pure.
 */
public final class Succession {
    /** How members word it. */
    private static final Pattern CLAIM = Pattern.compile("would succeed(?:: rank (\\d+)(.*))?");

    private Succession() {}

    /** "would succeed: rank 1", "would succeed: rank 2 · says rank 1 itself", or why not. */
    public static String words(GroupView group, MemberView member, MemberStatus status, long nowMillis) {
        return words("succeed.would", "succeed.differs", group, member, status, nowMillis);
    }

    /** "rank 1" or "rank 2, says 1", for where there is little room; the whole reason where it would not. */
    public static String brief(GroupView group, MemberView member, MemberStatus status, long nowMillis) {
        return words("succeed.rank", "succeed.rank.differs", group, member, status, nowMillis);
    }

    private static String words(
            String key, String other, GroupView group, MemberView member, MemberStatus status, long nowMillis) {
        Matcher claim = CLAIM.matcher(status.reason());
        int rank = Ranking.of(group, member.id(), nowMillis);
        if (rank == 0 || !claim.matches()) {
            return status.reason();
        }
        String claimed = claim.group(1);
        String more = claim.group(2) == null ? "" : claim.group(2);
        boolean differs = claimed != null && !claimed.equals(String.valueOf(rank));
        String words = Messages.of(key, rank);
        return (differs ? Messages.of(other, words, claimed) : words) + more;
    }
}
