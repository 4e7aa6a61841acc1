package dev.baton.console.inspector;

import org.jspecify.annotations.Nullable;

/**
 * Why what the inspector offers may not be done now; null where it may.
 *
 * @param switchover of the switchover
 * @param failover of acknowledging the last automatic failover
 */
public record Refusals(
        @Nullable String switchover, @Nullable String failover) {}
