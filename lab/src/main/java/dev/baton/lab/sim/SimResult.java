package dev.baton.lab.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run went. The same seed and options give the same result, the hash included.
 *
 * @param simulatedNanos how much time passed for the group
 * @param hash over everything that happened
 * @param preset the timing that the seed chose
 * @param epochs how many epochs were granted
 * @param healMillis from the end of the last fault until a primary worked, or -1
 * @param asked what was asked for in a cluster with operators; null where there are none
 * @param violations what must not be; empty for a clean run
 */
public record SimResult(
        long seed,
        long events,
        long simulatedNanos,
        long hash,
        String preset,
        int members,
        long epochs,
        long healMillis,
        @Nullable Asked asked,
        List<Violation> violations) {
    /**
     * In a cluster with operators.
     *
     * @param signed actions that an operator asked for
     * @param started how many of them, each start counted
     * @param attacks requests, aborts and second signatures that somebody put into the store who may not
     * @param refused actions among those attacks that ended without a change
     */
    public record Asked(long signed, long started, long attacks, long refused) {
        Asked and(Asked other) {
            return new Asked(
                    signed + other.signed, started + other.started, attacks + other.attacks, refused + other.refused);
        }
    }

    /**
     * A guarantee that did not hold.
     *
     * @param check its name: S1 to S5, L1, or one of the history's
     * @param atMillis of simulated time
     */
    public record Violation(String check, long atMillis, String detail) {
        @Override
        public String toString() {
            return check + " at " + atMillis + " ms: " + detail;
        }
    }

    public SimResult {
        violations = List.copyOf(violations);
    }

    public boolean clean() {
        return violations.isEmpty();
    }
}
