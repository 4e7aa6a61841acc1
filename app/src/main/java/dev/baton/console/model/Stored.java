package dev.baton.console.model;

/**
 * A value as the store holds it.
 *
 * @param version of the znode
 * @param zxid of the write behind it
 * @param seenMillis when this console saw it
 */
public record Stored<T>(T value, int version, long zxid, long seenMillis) {}
