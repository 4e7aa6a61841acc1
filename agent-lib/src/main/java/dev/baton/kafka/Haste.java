package dev.baton.kafka;

import java.util.function.LongSupplier;

/** Whether a warm or cold standby follows as a hot one does, because a switchover to it has begun; ends by itself after a while. */
final class Haste {
    private final LongSupplier clock;
    private final long limitNanos;
    private boolean begun;
    private long untilNanos;
    private boolean fetched;

    Haste(LongSupplier clock, long limitNanos) {
        this.clock = clock;
        this.limitNanos = limitNanos;
    }

    /** Also prolongs one that is on. */
    void begin() {
        if (!on()) {
            fetched = false;
        }
        begun = true;
        untilNanos = clock.getAsLong() + limitNanos;
    }

    void end() {
        begun = false;
    }

    boolean on() {
        if (begun && clock.getAsLong() - untilNanos >= 0) {
            begun = false;
        }
        return begun;
    }

    /** Whether what the replay starts from is still to be fetched. */
    boolean fetches() {
        return on() && !fetched;
    }

    void fetched() {
        fetched = true;
    }

    /** Whether there is a state that only the newest records are missing of. */
    boolean holds() {
        return on() && fetched;
    }
}
