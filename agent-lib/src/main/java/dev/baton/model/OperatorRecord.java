package dev.baton.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record at {@code /operators/{keyId}}: one key of one operator. It is never deleted: a key that is revoked stays, so that what it signed can
 * still be verified, and so that a cluster that has once had operators never takes an unsigned request again.
 *
 * @param keyId the first 32 hex digits of the SHA-256 of {@code publicKey}; also the node's name
 * @param name of the person
 * @param publicKey Ed25519, X.509 SubjectPublicKeyInfo, base64
 * @param enrolment made at random when the key was added; part of everything that is signed, so that what was signed for another cluster, or before
 *     the key was added again, is worth nothing here
 * @param addedAt wall-clock milliseconds
 * @param addedBy who added it
 * @param revokedAt wall-clock milliseconds; absent while it is good
 * @param revokedBy who revoked it; absent while it is good
 */
public record OperatorRecord(
        String keyId,
        String name,
        OperatorRole role,
        String publicKey,
        String enrolment,
        long addedAt,
        String addedBy,
        @Nullable Long revokedAt,
        @Nullable String revokedBy) {
    public OperatorRecord {
        Names.require("keyId", Objects.requireNonNull(keyId, "keyId is missing"));
        Objects.requireNonNull(name, "name is missing");
        Objects.requireNonNull(role, "role is missing");
        Objects.requireNonNull(publicKey, "publicKey is missing");
        Objects.requireNonNull(enrolment, "enrolment is missing");
        Objects.requireNonNull(addedBy, "addedBy is missing");
    }

    public boolean revoked() {
        return revokedAt != null;
    }

    public OperatorRecord revoked(long atMillis, String by) {
        return new OperatorRecord(keyId, name, role, publicKey, enrolment, addedAt, addedBy, atMillis, by);
    }
}
