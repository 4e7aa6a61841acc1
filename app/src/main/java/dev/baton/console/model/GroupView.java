package dev.baton.console.model;

import dev.baton.model.ActionRecord;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One group. Immutable.
 *
 * @param epochs newest first, bounded
 * @param actions by id, newest first, bounded
 * @param open which action is open, as the store holds it; absent until read
 * @param corrupt problem by path; the rest of the group keeps what was known
 * @param markers oldest first, bounded
 * @param acknowledged which alerts operators have looked at; absent until the first, or until read
 * @param leases the last renewal that was seen of each epoch, bounded: who could write until when
 */
public record GroupView(
        GroupId id,
        @Nullable Stored<Policy> policy,
        @Nullable Stored<Leadership> leadership,
        @Nullable Stored<Lease> lease,
        SortedMap<MemberId, MemberView> members,
        List<EpochView> epochs,
        Map<String, Stored<ActionRecord>> actions,
        @Nullable Stored<OpenAction> open,
        SortedMap<String, String> corrupt,
        List<Marker> markers,
        @Nullable Stored<AlertAcknowledgements> acknowledged,
        SortedMap<Epoch, Stored<Lease>> leases) {
    /** A group of which nothing is known but its name. */
    public static GroupView unknown(GroupId id) {
        return new GroupView(
                id,
                null,
                null,
                null,
                ArraySortedMap.empty(),
                List.of(),
                Map.of(),
                null,
                ArraySortedMap.empty(),
                List.of(),
                null,
                ArraySortedMap.empty());
    }

    /** Id of the open action, or null. */
    public @Nullable String openAction() {
        return open == null ? null : open.value().id();
    }

    /** The group's timing, or the default while its policy is not known. */
    public Timing timing() {
        return policy == null ? Policy.DEFAULT.timing() : policy.value().timing();
    }

    GroupView withMember(MemberView member) {
        return withMembers(ArraySortedMap.with(members, member.id(), member));
    }

    GroupView withMembers(SortedMap<MemberId, MemberView> some) {
        return new GroupView(
                id, policy, leadership, lease, some, epochs, actions, open, corrupt, markers, acknowledged, leases);
    }

    GroupView withoutLanes() {
        SortedMap<MemberId, MemberView> bare = ArraySortedMap.mapped(members, m -> m.withLane(Lane.EMPTY));
        return Same.object(bare, members) ? this : withMembers(bare);
    }

    GroupView withPolicy(Stored<Policy> some) {
        return new GroupView(
                id, some, leadership, lease, members, epochs, actions, open, corrupt, markers, acknowledged, leases);
    }

    GroupView withLeadership(Stored<Leadership> some) {
        return new GroupView(
                id, policy, some, lease, members, epochs, actions, open, corrupt, markers, acknowledged, leases);
    }

    GroupView withLease(Stored<Lease> some) {
        return new GroupView(
                id, policy, leadership, some, members, epochs, actions, open, corrupt, markers, acknowledged, leases);
    }

    GroupView withLeases(SortedMap<Epoch, Stored<Lease>> some) {
        return Same.object(some, leases)
                ? this
                : new GroupView(
                        id,
                        policy,
                        leadership,
                        lease,
                        members,
                        epochs,
                        actions,
                        open,
                        corrupt,
                        markers,
                        acknowledged,
                        some);
    }

    GroupView withEpochs(List<EpochView> some) {
        return new GroupView(
                id, policy, leadership, lease, members, some, actions, open, corrupt, markers, acknowledged, leases);
    }

    GroupView withActions(Map<String, Stored<ActionRecord>> some) {
        return new GroupView(
                id, policy, leadership, lease, members, epochs, some, open, corrupt, markers, acknowledged, leases);
    }

    GroupView withOpen(Stored<OpenAction> some) {
        return new GroupView(
                id, policy, leadership, lease, members, epochs, actions, some, corrupt, markers, acknowledged, leases);
    }

    GroupView withAcknowledged(Stored<AlertAcknowledgements> some) {
        return new GroupView(
                id, policy, leadership, lease, members, epochs, actions, open, corrupt, markers, some, leases);
    }

    GroupView withCorrupt(SortedMap<String, String> some) {
        return Same.object(some, corrupt)
                ? this
                : new GroupView(
                        id,
                        policy,
                        leadership,
                        lease,
                        members,
                        epochs,
                        actions,
                        open,
                        some,
                        markers,
                        acknowledged,
                        leases);
    }

    GroupView withMarkers(List<Marker> some) {
        return Same.object(some, markers)
                ? this
                : new GroupView(
                        id,
                        policy,
                        leadership,
                        lease,
                        members,
                        epochs,
                        actions,
                        open,
                        corrupt,
                        some,
                        acknowledged,
                        leases);
    }
}
