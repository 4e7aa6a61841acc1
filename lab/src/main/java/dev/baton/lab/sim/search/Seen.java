package dev.baton.lab.sim.search;

/** What is counted on the way, so that one can tell whether a search has seen what it is about. */
public enum Seen {
    EPOCH_2,
    EPOCH_3,
    LATER_EPOCHS,
    GRANT_REFUSED,
    GRANT_BY_ORPHAN,
    RENEWAL_REFUSED,
    PRIMARY_ACKNOWLEDGED,
    HANDOVER,
    VACANT,
    UNDO,
    DEMOTION,
    MARKER_REFUSED,
    PROMOTION_REFUSED,
    WRITER_FENCED,
    TIME_OUT,
    SELF_FENCE,
    ASKED_FOR_PROMISE,
    PROMISED,
    GUARD_EXTENDED_IN_STALL
}
