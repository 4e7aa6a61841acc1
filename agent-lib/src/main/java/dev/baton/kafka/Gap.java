package dev.baton.kafka;

import java.util.function.LongSupplier;

/**
 * A gap between where the state stands and what the changelog holds, for as long as it is there. A changelog that only ends before the state
 * counts as one after a while: an answered commit shows in the log a moment later than the answer.
 */
final class Gap {
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    /** One round of reading that went well may be one whose answer is still on its way. */
    private static final int CALM = 2;

    private final LongSupplier nanos;
    private String words = "";
    private long found;
    private long beyond;
    private int calm = CALM;

    Gap(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The changelog begins later than the state ends. */
    void begins(String what) {
        found = nanos.getAsLong();
        words = what;
        calm = 0;
    }

    /** The changelog ends before the state does. */
    void ends(String what) {
        found = nanos.getAsLong();
        if (calm == CALM) {
            beyond = found;
        } else if (found - beyond >= PATIENCE_NANOS) {
            words = what;
        }
        calm = 0;
    }

    /** A snapshot bridged it, or the changelog was read on. */
    void closed() {
        words = "";
    }

    /** A round of reading went well. */
    void calm() {
        calm = Math.min(CALM, calm + 1);
        if (calm == CALM) {
            words = "";
        }
    }

    /** Whether to wait before the next look. */
    boolean resting() {
        return !words.isEmpty() && nanos.getAsLong() - found < PATIENCE_NANOS;
    }

    /** What there is to say, or empty. */
    @Override
    public String toString() {
        return words;
    }
}
