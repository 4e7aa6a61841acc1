package dev.baton.model;

/** What the evidence says of a member. A suspicion never means dead. */
public enum Verdict {
    HEALTHY,
    SLOW,
    /** The host accepts, the process answers nothing for {@code suspect}. */
    HUNG,
    /** The link was reset and a reconnect is refused by the host that answered before. */
    CRASHED,
    /** Some vantages hear it and others do not. */
    PARTITIONED,
    /** It acts, or claims to, in an epoch that is over. */
    STALE_PRIMARY,
    FENCED,
    UNKNOWN
}
