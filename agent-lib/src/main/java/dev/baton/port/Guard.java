package dev.baton.port;

import dev.baton.model.Epoch;

/**
 * The permission to act as primary. Opened and shut by the agent's loop, checked by the service before each effect.
 *
 * <p>All methods may be called from any thread, cost nanoseconds and never block. A check that passed says nothing of the instant
 * after it: what must never be written by a stale primary has to be fenced by the resource as well (protocol S2).
 */
public interface Guard {
    /**
     * Passes while this member may act in {@code epoch} through its fenced resource.
     *
     * @throws NotPrimaryException naming the epoch and why, once it may not
     */
    void check(Epoch epoch) throws NotPrimaryException;

    /**
     * Passes while, beyond that, no earlier holder's guard can be open: for effects that no resource fences. After a takeover by the
     * resource's receipt alone this opens later than {@link #check}, when the replaced lease has run out by the clock (protocol S4).
     */
    void checkExclusive(Epoch epoch) throws NotPrimaryException;

    /** Whether {@link #check} would pass for any epoch now. */
    boolean open();

    /** Milliseconds until it shuts without another renewal; -1 while shut. */
    long remainingMillis();

    /** This member may not act. */
    final class NotPrimaryException extends Exception {
        private static final long serialVersionUID = 1L;

        public NotPrimaryException(String message) {
            super(message, null, false, false);
        }
    }
}
