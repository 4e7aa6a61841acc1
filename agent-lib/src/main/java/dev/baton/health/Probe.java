package dev.baton.health;

/**
 * Looks once. What the service itself supplies, or one of {@link Probes}.
 *
 * <p>Threading: called by a thread of the monitor's own, one call at a time. A call may block; once it has taken longer than the check's
 * timeout it counts as failed and is interrupted, and no other begins before it has ended.
 */
@FunctionalInterface
public interface Probe {
    /**
     * Looks, and says what it found.
     *
     * @throws Exception counts as a finding that failed, with the exception's message
     */
    Finding look() throws Exception;

    /** Releases what the probe holds. Called once, after the last {@link #look} was asked to end; must not block for long. */
    default void close() {}
}
