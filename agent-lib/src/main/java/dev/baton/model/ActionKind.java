package dev.baton.model;

/** What an operator may ask for. */
public enum ActionKind {
    SWITCHOVER,
    /** Forced, without the old holder's help. */
    FAILOVER,
    FENCE,
    REINSTATE,
    ROLLBACK,
    PAUSE,
    RESUME,
    DRILL
}
