package dev.baton.console.topology;

import dev.baton.console.theme.Tone;

/**
 * One line of the picture.
 *
 * @param from index of a member, or {@link #STORE}
 * @param kind how it is drawn
 * @param label what it says; empty for none
 */
record Edge(int from, int to, Kind kind, String label, Tone tone) {
    static final int STORE = -1;

    enum Kind {
        /** A store session that is up. */
        SESSION,
        /** A store session that is gone. */
        SESSION_LOST,
        /** The lease, from the store to its holder. */
        LEASE,
        /** From the primary to one that follows it. */
        REPLICATION,
        /** One member has stopped hearing another. */
        SUSPICION,
        /** How the selected member hears another that it does not suspect. */
        LINK
    }
}
