package dev.baton.protocol;

/**
 * A store record as this member has it.
 *
 * @param nanos this member's monotonic clock when it saw this version: no earlier than the version was written
 */
public record Seen<T>(T value, int version, long zxid, long nanos) {}
