package dev.baton.model;

/** The states of one epoch in the store. */
public enum LeadershipState {
    /** Granted; the guard of the holder is still shut. */
    PROMOTING,
    /** The holder may serve while its lease is renewed. */
    PRIMARY,
    /** The holder has shut its guard for the target of the open action; the next grant need not wait. */
    HANDOVER,
    /** The holder has shut its guard and left; anyone eligible may ask. */
    VACANT
}
