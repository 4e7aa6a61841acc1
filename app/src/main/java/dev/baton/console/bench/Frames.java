package dev.baton.console.bench;

import java.util.Arrays;

/** Measurements in nanoseconds, bounded: the first ones count. One thread. */
final class Frames {
    private static final int MOST = 1 << 20;
    private long[] nanos = new long[1_024];
    private int count;

    void add(long value) {
        if (count == nanos.length && count < MOST) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        if (count < nanos.length) {
            nanos[count++] = value;
        }
    }

    int count() {
        return count;
    }

    /** In milliseconds; -1 where nothing was measured. */
    double p99Millis() {
        if (count == 0) {
            return -1;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Math.round(sorted[(int) Math.ceil(count * 0.99) - 1] / 10_000.0) / 100.0;
    }
}
