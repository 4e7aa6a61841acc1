package dev.baton.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asked for, as the operator was shown it.
 *
 * @param target the member to become primary; absent: the best eligible standby
 * @param seenEpoch the epoch that the operator was shown
 * @param seenLeadershipVersion the version of the leadership znode behind it; the request is refused if the store has another (S5)
 * @param operator who asks, by name
 * @param expiresAt wall-clock milliseconds after which no agent starts it
 * @param overrides what the operator chose to override: {@link #ALLOW_DATA_LOSS} and the like
 * @param keyId and {@code signature}: of the operator's key over the canonical form; absent while the cluster has no operators
 * @param toEpoch of a ROLLBACK: {@code target} held the role before this epoch
 * @param untilMillis of a PAUSE: when it is over by the wall clock; absent: once resumed
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
        @Nullable String signature,
        @Nullable Epoch toEpoch,
        @Nullable Long untilMillis) {
    /** Overrides the limit of lag: what the old holder acknowledged and the target does not have may be lost. Recorded with the epoch. */
    public static final String ALLOW_DATA_LOSS = "allow-data-loss";
    /** A person says that the member to be fenced is off. Recorded as that person's word, which is no receipt. */
    public static final String CONFIRM_OFF = "confirm-off";
    /** Uses the fence devices even where the member says by itself that it stepped down. */
    public static final String POWER_OFF = "power-off";

    public ActionRequest {
        Names.require("action", Objects.requireNonNull(id, "id is missing"));
        Objects.requireNonNull(group, "group is missing");
        Objects.requireNonNull(kind, "kind is missing");
        Objects.requireNonNull(seenEpoch, "seenEpoch is missing");
        Objects.requireNonNull(reason, "reason is missing");
        Objects.requireNonNull(operator, "operator is missing");
        Objects.requireNonNull(requestedAt, "requestedAt is missing");
        overrides = List.copyOf(overrides);
    }

    /** One that is about neither an earlier epoch nor a time. */
    public ActionRequest(
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
        this(
                id,
                group,
                kind,
                target,
                seenEpoch,
                seenLeadershipVersion,
                reason,
                operator,
                requestedAt,
                expiresAt,
                overrides,
                keyId,
                signature,
                null,
                null);
    }

    /** As that operator asks for it. */
    public ActionRequest signed(String by, String key, @Nullable String with) {
        return new ActionRequest(
                id,
                group,
                kind,
                target,
                seenEpoch,
                seenLeadershipVersion,
                reason,
                by,
                requestedAt,
                expiresAt,
                overrides,
                key,
                with,
                toEpoch,
                untilMillis);
    }

    public boolean overrides(String rule) {
        return overrides.contains(rule);
    }
}
