package dev.baton.lab.sim;

import java.util.List;

/**
 * How a run went. The same seed and options give the same result, the hash included.
 *
 * @param simulatedNanos how much time passed for the group
 * @param hash over everything that happened
 * @param preset the timing that the seed chose
 * @param epochs how many epochs were granted
 * @param healMillis from the end of the last fault until a primary worked, or -1
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
        List<Violation> violations) {
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
