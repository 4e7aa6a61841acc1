package dev.baton.model;

/** Why an epoch was granted. */
public enum Cause {
    /** The group had never had a primary. */
    INITIAL,
    /** The lease ran out for the new holder. */
    LEASE_EXPIRED,
    /** A majority of monitors saw the old holder's process gone: reset, then a refused reconnect. */
    CRASHED,
    /** A majority of monitors heard nothing from the old holder for {@code suspect}. */
    HUNG,
    /** The old holder left of its own accord. */
    VACATED,
    SWITCHOVER,
    /** An operator forced it, or fenced the holder. */
    FAILOVER,
    ROLLBACK,
    DRILL;

    /** Whether the holder handed the role over. */
    public boolean handedOver() {
        return this == SWITCHOVER || this == ROLLBACK || this == DRILL;
    }
}
