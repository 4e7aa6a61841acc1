package dev.baton.protocol;

import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import dev.baton.model.Rule;
import dev.baton.model.Timing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody knows of a group, as far as the preconditions of actions ask for it ({@link Rules}): a member from its own state, a console
 * from its view. The same facts give the same answer, whoever has them.
 *
 * @param leadershipVersion of the znode behind {@code leadership}; -1 where it is not known
 * @param wallMillis now
 * @param authority what was found of who asks, in the order in which it is checked; empty where anybody may
 * @param used whether the request is known to have been used before
 */
public record Facts(
        @Nullable Leadership leadership,
        int leadershipVersion,
        @Nullable Policy policy,
        long wallMillis,
        Map<MemberId, Known> members,
        List<Rule> authority,
        boolean used) {
    public Facts {
        members = Map.copyOf(members);
        authority = List.copyOf(authority);
    }

    /** Where anybody may ask. */
    public Facts(
            @Nullable Leadership leadership,
            int leadershipVersion,
            @Nullable Policy policy,
            long wallMillis,
            Map<MemberId, Known> members) {
        this(leadership, leadershipVersion, policy, wallMillis, members, List.of(), false);
    }

    /** With what was found of who asks, and of the request. */
    public Facts asked(List<Rule> rules, boolean usedBefore) {
        return new Facts(leadership, leadershipVersion, policy, wallMillis, members, rules, usedBefore);
    }

    /**
     * One member.
     *
     * @param heardMillis how old its last heartbeat is; -1: never heard. 0 for who asks itself
     * @param link how the direct link is
     */
    public record Known(
            @Nullable MemberRecord record, @Nullable MemberStatus status, long heardMillis, Reach link) {}

    static Facts of(MemberState s, Now now) {
        Map<MemberId, Known> known = new LinkedHashMap<>();
        s.members.forEach((id, record) -> known.put(id, known(s, now, id, record.value())));
        return new Facts(
                s.leadership == null ? null : s.leadership.value(),
                s.leadership == null ? -1 : s.leadership.version(),
                s.policy == null ? null : s.policy.value(),
                now.wallMillis(),
                known);
    }

    private static Known known(MemberState s, Now now, MemberId id, MemberRecord record) {
        if (id.equals(s.id)) {
            return new Known(record, StatusOf.state(s, now), 0, Reach.OK);
        }
        Peer peer = s.peers.get(id);
        return peer == null || peer.status() == null
                ? new Known(record, null, -1, peer == null ? Reach.UNKNOWN : peer.reach())
                : new Known(record, peer.status(), (now.nanos() - peer.heardNanos()) / 1_000_000L, peer.reach());
    }

    Epoch epoch() {
        return leadership == null ? Epoch.NONE : leadership.epoch();
    }

    @Nullable
    MemberId holder() {
        return leadership == null ? null : leadership.holder();
    }

    Timing timing() {
        return policy == null ? Timing.BALANCED : policy.timing();
    }

    /** Heard within the time after which it would be suspected. */
    boolean hears(MemberId id) {
        Known known = members.get(id);
        return known != null
                && known.status() != null
                && known.link() == Reach.OK
                && known.heardMillis() >= 0
                && known.heardMillis() <= timing().suspectMillis();
    }
}
