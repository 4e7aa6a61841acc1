package dev.baton.protocol;

/** Since when the resource of a serving member is not ready. */
record Unready(long sinceNanos) {}
