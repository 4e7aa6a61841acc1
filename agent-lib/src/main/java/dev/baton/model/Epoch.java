package dev.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a leadership. Granted to at most one member, and only ever grows (protocol S1). 0 means: never granted. */
public record Epoch(@JsonValue long value) implements Comparable<Epoch> {
    public static final Epoch NONE = new Epoch(0);
    /** The largest that is read. Far from where {@link #next} would leave the numbers: a hand's nonsense must not end those who go on from it. */
    static final long MOST_READ = 1L << 52;

    public Epoch {
        if (value < 0) {
            throw new IllegalArgumentException("epoch " + value + " is negative: expected 0 (never granted) or more");
        }
    }

    /**
     * One that somebody else wrote.
     *
     * @throws IllegalArgumentException for one that no run of grants leads to
     */
    @JsonCreator
    static Epoch read(long value) {
        if (value > MOST_READ) {
            throw new IllegalArgumentException("epoch " + value + " is too large: expected at most " + MOST_READ);
        }
        return new Epoch(value);
    }

    public Epoch next() {
        return new Epoch(value + 1);
    }

    public boolean isAfter(Epoch other) {
        return value > other.value;
    }

    public boolean isBefore(Epoch other) {
        return value < other.value;
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
