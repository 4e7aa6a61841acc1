package dev.baton.protocol;

/** The instant of a step by the host's two clocks: monotonic nanoseconds, and wall-clock milliseconds (which count suspension). */
public record Now(long nanos, long wallMillis) {
    /** How far the wall clock is ahead of the monotonic one. It moves only if a clock jumps or stops. */
    public long offsetMillis() {
        return wallMillis - nanos / 1_000_000L;
    }
}
