package dev.baton.protocol;

import dev.baton.model.StandbyKind;

/**
 * What the resource says of itself, as of the last tick.
 *
 * @param kind how much of the state it holds while it is a standby
 * @param recoveryMillis how long a promotion now would take, by what was measured; -1 where unknown
 */
public record ResourceView(
        long position,
        long lag,
        long committed,
        boolean ready,
        String health,
        boolean fences,
        StandbyKind kind,
        long recoveryMillis) {
    public static final ResourceView UNKNOWN = new ResourceView(0, -1, 0, false, "starting", false);

    /** Of a resource that is always hot and predicts nothing. */
    public ResourceView(long position, long lag, long committed, boolean ready, String health, boolean fences) {
        this(position, lag, committed, ready, health, fences, StandbyKind.hot(), -1);
    }
}
