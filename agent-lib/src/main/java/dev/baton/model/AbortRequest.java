package dev.baton.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /groups/g/actions/id/abort}: an operator wants this action to end. Created once and never changed.
 *
 * @param keyId and {@code signature}: as in {@link ActionRequest}
 */
public record AbortRequest(
        String action,
        GroupId group,
        String operator,
        String reason,
        Hlc at,
        @Nullable String keyId,
        @Nullable String signature) {
    public AbortRequest {
        Names.require("action", Objects.requireNonNull(action, "action is missing"));
        Objects.requireNonNull(group, "group is missing");
        Objects.requireNonNull(operator, "operator is missing");
        Objects.requireNonNull(reason, "reason is missing");
        Objects.requireNonNull(at, "at is missing");
    }
}
