package dev.baton.client;

import dev.baton.model.Epoch;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a locator knows, and how old that is.
 *
 * @param epoch the highest seen
 * @param age since the store's leader last confirmed it; null before the first time
 * @param stale whether that is longer ago than the locator's limit. The primary may be another by now; the old one, if it still runs, refuses
 *     by its guard
 * @param storeConnections how many connections to the store are up
 * @param refused how often a lower epoch than one seen before was refused
 * @param detail in words: who serves, or why nobody does
 */
public record Knowledge(
        Optional<Primary> primary,
        Epoch epoch,
        @Nullable Duration age,
        boolean stale,
        int storeConnections,
        long refused,
        String detail) {}
