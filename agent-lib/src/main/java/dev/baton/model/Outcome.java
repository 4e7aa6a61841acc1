package dev.baton.model;

/** How an action ended. */
public enum Outcome {
    SUCCEEDED,
    FAILED_UNCHANGED,
    ROLLED_BACK,
    /** Done, with named leftovers. */
    INCOMPLETE,
    /** The store could not be read in time; nothing is claimed, and reading goes on. Never written to the store. */
    UNKNOWN
}
