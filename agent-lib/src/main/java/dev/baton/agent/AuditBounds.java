package dev.baton.agent;

import java.time.Duration;

/**
 * How much of the audit stays in the store, and how long an auditor waits.
 *
 * @param entries of one chain that stay
 * @param actions that have ended that stay
 * @param epochs whose records stay
 * @param gather from the first news to the append: what comes together is written together, and a takeover is over before it
 * @param rejected how long a node that is no action is left to be looked at
 * @param replay how long after its expiry an action's node stays, so that nobody can ask for the same action again
 * @param expiry the longest time that a request may be good for; one that names a later end is taken to end by then
 */
record AuditBounds(
        int entries, int actions, int epochs, Duration gather, Duration rejected, Duration replay, Duration expiry) {
    static final AuditBounds DEFAULT = new AuditBounds(
            512, 256, 512, Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(24));

    /** How many leave at once, so that not each new entry takes an old one out. */
    int slack() {
        return Math.max(1, Math.min(entries, actions) / 8);
    }
}
