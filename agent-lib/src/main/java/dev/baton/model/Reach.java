package dev.baton.model;

/** What one vantage gets when it asks for a member. */
public enum Reach {
    OK,
    LATE,
    /** Accepts or is silent, but does not answer. */
    TIMEOUT,
    /** The connection broke; a reconnect has not been decided yet. */
    RESET,
    /** The host that answered before refuses the connection: no process listens there any more. */
    REFUSED,
    UNKNOWN
}
