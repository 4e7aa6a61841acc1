package dev.baton.state;

import org.jspecify.annotations.Nullable;

/**
 * One change of the state. The bytes are the store's from then on.
 *
 * @param value null to delete
 */
public record Change(byte[] key, byte @Nullable [] value) {}
