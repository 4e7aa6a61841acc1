package dev.baton.console.timeline;

/** A selected stretch of time. */
public record Range(long fromMillis, long toMillis) {
    /** Of two instants in either order. */
    public static Range between(long one, long other) {
        return new Range(Math.min(one, other), Math.max(one, other));
    }

    public long millis() {
        return toMillis - fromMillis;
    }
}
