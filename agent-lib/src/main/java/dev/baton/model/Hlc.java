package dev.baton.model;

import java.time.Instant;

/**
 * A hybrid logical timestamp: wall-clock milliseconds and a counter, ordered so that an effect is never before its cause even
 * when host clocks disagree (Kulkarni et al., 2014). Never used to decide who may act: only to order what is shown.
 */
public record Hlc(long millis, int counter) implements Comparable<Hlc> {
    public static final Hlc ZERO = new Hlc(0, 0);

    /** The stamp after this one for a local event at the given wall-clock time. */
    public Hlc tick(long wallMillis) {
        return wallMillis > millis ? new Hlc(wallMillis, 0) : new Hlc(millis, counter + 1);
    }

    /** The stamp after this one on receipt of a message stamped {@code other}. */
    public Hlc merge(Hlc other, long wallMillis) {
        return (compareTo(other) >= 0 ? this : other).tick(wallMillis);
    }

    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(Hlc other) {
        int byMillis = Long.compare(millis, other.millis);
        return byMillis != 0 ? byMillis : Integer.compare(counter, other.counter);
    }
}
