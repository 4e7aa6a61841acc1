package dev.baton.cli;

/** The exit codes. They are part of the contract. */
final class Exit {
    static final int DONE = 0;
    /** Failed, and nothing was changed. */
    static final int FAILED = 1;

    static final int USAGE = 2;
    /** Refused, with the rule. */
    static final int REFUSED = 3;

    static final int ROLLED_BACK = 4;
    /** Done, with named leftovers. */
    static final int INCOMPLETE = 5;
    /** The store could not be read in time; nothing is claimed. */
    static final int UNKNOWN = 6;

    private Exit() {}
}
