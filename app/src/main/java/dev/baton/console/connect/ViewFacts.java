package dev.baton.console.connect;

import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.model.MemberId;
import dev.baton.model.Reach;
import dev.baton.protocol.Facts;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a console's view says, in the terms in which the rules ask. */
final class ViewFacts {
    private ViewFacts() {}

    static Facts of(GroupView group, long now) {
        Map<MemberId, Facts.Known> members = new LinkedHashMap<>();
        group.members().forEach((id, member) -> members.put(id, known(group, member, now)));
        return new Facts(
                group.leadership() == null ? null : group.leadership().value(),
                group.leadership() == null ? -1 : group.leadership().version(),
                group.policy() == null ? null : group.policy().value(),
                now,
                members);
    }

    /** Heard by whichever way; a host that refuses this console is not. */
    private static Facts.Known known(GroupView group, MemberView member, long now) {
        boolean heard = Freshness.heard(member, group, now);
        long age = Freshness.ageMillis(member, now);
        Reach link = heard ? Reach.OK : member.reach() == Reach.OK ? Reach.LATE : member.reach();
        return new Facts.Known(member.record(), member.status(), age, link);
    }
}
