package dev.baton.console.model;

/** What a group is in, in one word; the same words as in the command line's JSON. */
public enum GroupState {
    HEALTHY,
    /** Served, but no spare standby, or a warning. */
    DEGRADED,
    FAILING_OVER,
    NO_PRIMARY,
    HELD_BY_PROMISE,
    SPLIT_BRAIN,
    PAUSED,
    /** The store could not be read in time; nothing is claimed. */
    UNKNOWN;

    /** Whether moving the role is an ordinary thing to do now. */
    public boolean calm() {
        return switch (this) {
            case HEALTHY, DEGRADED, PAUSED -> true;
            case FAILING_OVER, NO_PRIMARY, HELD_BY_PROMISE, SPLIT_BRAIN, UNKNOWN -> false;
        };
    }
}
