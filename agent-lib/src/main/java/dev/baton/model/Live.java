package dev.baton.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ephemeral record at {@code /groups/g/live/m}.
 *
 * @param endpoint {@code host:port} of the agent's link
 * @param fingerprint SHA-256 of the link's certificate, where the link is secured
 * @param certificateUntil when that certificate expires, in wall-clock milliseconds
 */
public record Live(
        MemberId member,
        Incarnation incarnation,
        String endpoint,
        @Nullable String fingerprint,
        @Nullable Long certificateUntil) {
    public Live {
        Objects.requireNonNull(member, "member is missing");
        Objects.requireNonNull(incarnation, "incarnation is missing");
        Objects.requireNonNull(endpoint, "endpoint is missing");
    }

    /** Of a link that is not secured. */
    public Live(MemberId member, Incarnation incarnation, String endpoint) {
        this(member, incarnation, endpoint, null, null);
    }
}
