package dev.baton.model;

import java.util.Objects;

/**
 * The record at {@code /groups/g/actions/id/approval}: a second operator has looked at the same plan and signs it. Created once and never changed.
 *
 * @param request SHA-256 of the canonical form of the request with its signature, in hex: what exactly was approved
 */
public record Approval(
        String action, GroupId group, String request, String operator, Hlc at, String keyId, String signature) {
    public Approval {
        Names.require("action", Objects.requireNonNull(action, "action is missing"));
        Objects.requireNonNull(group, "group is missing");
        Objects.requireNonNull(request, "request is missing");
        Objects.requireNonNull(operator, "operator is missing");
        Objects.requireNonNull(at, "at is missing");
        Objects.requireNonNull(keyId, "keyId is missing");
        Objects.requireNonNull(signature, "signature is missing");
    }
}
