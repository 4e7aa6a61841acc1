package dev.baton.model;

/** What a member is doing, as it says of itself or as an observer must assume. */
public enum Role {
    PRIMARY,
    STANDBY,
    /** Holds an epoch whose guard is still shut: it fences, replays, waits. */
    PROMOTING,
    /** Gives up, or hands over; its guard is shut. */
    DEMOTING,
    FENCED,
    /** Runs but takes no part: not an elector, or its own znodes cannot be read. */
    DETACHED,
    /** Registered, but nobody hears it. */
    OFFLINE
}
