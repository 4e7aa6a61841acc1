package dev.baton.console.model;

import dev.baton.model.ActionRecord;
import dev.baton.model.GroupId;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One group. Immutable.
 *
 * @param epochs newest first, bounded
 * @param actions by id, bounded, the newest kept
 * @param openAction id of the open one
 * @param corrupt problem by path; the rest of the group keeps what was known
 * @param markers oldest first, bounded
 */
public record GroupView(
        GroupId id,
        @Nullable Stored<Policy> policy,
        @Nullable Stored<Leadership> leadership,
        @Nullable Stored<Lease> lease,
        SortedMap<MemberId, MemberView> members,
        List<EpochView> epochs,
        Map<String, Stored<ActionRecord>> actions,
        @Nullable String openAction,
        SortedMap<String, String> corrupt,
        List<Marker> markers) {}
