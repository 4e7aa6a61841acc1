package dev.baton.console.theme;

import org.jspecify.annotations.Nullable;

/**
 * Something that may be done, by whoever offers it.
 *
 * @param refusal why it may not be done now; null where it may
 */
public record Offer(String title, @Nullable String refusal, Runnable run) {}
