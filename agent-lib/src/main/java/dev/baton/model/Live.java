package dev.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * The ephemeral record at {@code /groups/g/live/m}.
 *
 * @param endpoint {@code host:port} of the agent's link
 * @param fingerprint SHA-256 of the link's certificate, where the link is secured
 */
public record Live(
        MemberId member,
        Incarnation incarnation,
        String endpoint,
        @Nullable String fingerprint) {}
