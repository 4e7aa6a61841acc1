package dev.baton.model;

/** What an operator may ask for. */
public enum ActionKind {
    SWITCHOVER,
    /** Forced, without the old holder's help. */
    FAILOVER,
    /** Bars a member from acting until it is reinstated, and makes sure as far as possible that it does not. */
    FENCE,
    /** A fenced member becomes a standby again. */
    REINSTATE,
    /** Gives the role back to who held it before a named epoch, in a new epoch. */
    ROLLBACK,
    /** Automatic failover is off, until a time or until it is resumed. */
    PAUSE,
    RESUME,
    DRILL;

    /** Whether the holder hands the role over to a standby, planned, with both sides healthy. */
    public boolean handsOver() {
        return this == SWITCHOVER || this == ROLLBACK || this == DRILL;
    }

    /** Whether what it does depends on who holds the role, so that the role must be as the operator was shown it. */
    public boolean aboutTheRole() {
        return this != PAUSE && this != RESUME;
    }

    /** Whether it is about one member that must be named. */
    public boolean needsTarget() {
        return this == FAILOVER || this == FENCE || this == REINSTATE || this == ROLLBACK;
    }
}
