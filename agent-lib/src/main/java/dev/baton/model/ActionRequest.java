package dev.baton.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asked for, as the operator was shown it.
 *
 * @param target the member to become primary; absent: the best eligible standby
 * @param seenEpoch the epoch that the operator was shown
 * @param seenLeadershipVersion the version of the leadership znode behind it; the request is refused if the store has another (S5)
 * @param operator who asks, by name
 * @param expiresAt wall-clock milliseconds after which no agent starts it
 * @param overrides names of the rules that the operator chose to override
 * @param keyId and {@code signature}: of the operator's key over the canonical form; absent while the cluster has no operators
 */
public record ActionRequest(
        String id,
        GroupId group,
        ActionKind kind,
        @Nullable MemberId target,
        Epoch seenEpoch,
        int seenLeadershipVersion,
        String reason,
        String operator,
        Hlc requestedAt,
        long expiresAt,
        List<String> overrides,
        @Nullable String keyId,
        @Nullable String signature) {
    public ActionRequest {
        Names.require("action", id);
        overrides = List.copyOf(overrides);
    }
}
