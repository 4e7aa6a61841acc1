package dev.baton.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The record at {@code /groups/g/policy}.
 *
 * @param mode whether the group fails over by itself
 * @param maxLagRecords a standby that lags by more is not eligible
 * @param bootstrapMillis how long the first grant waits for the elector of the best priority to appear
 * @param requireFence whether only members whose resource gives fence receipts are eligible
 */
public record Policy(Mode mode, Timing timing, long maxLagRecords, long bootstrapMillis, boolean requireFence) {
    public static final Policy DEFAULT = new Policy(Mode.ACTIVE_PASSIVE, Timing.BALANCED, 1_000, 3_000);

    /** One that takes any ready member, with a receipt or without. */
    public Policy(Mode mode, Timing timing, long maxLagRecords, long bootstrapMillis) {
        this(mode, timing, maxLagRecords, bootstrapMillis, false);
    }

    public enum Mode {
        ACTIVE_PASSIVE,
        /** Automatic failover is off: only an operator moves the role. */
        PAUSED
    }

    /** Everything that is wrong with this policy, the timing's problems included. */
    public List<String> problems() {
        List<String> found = new ArrayList<>(timing.problems());
        if (maxLagRecords < 0) {
            found.add("maxLagRecords is " + maxLagRecords + ": expected 0 or more");
        }
        if (bootstrapMillis < 0) {
            found.add("bootstrapMillis is " + bootstrapMillis + ": expected 0 or more");
        }
        return found;
    }
}
