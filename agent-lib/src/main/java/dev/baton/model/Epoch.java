package dev.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a leadership. Granted to at most one member, and only ever grows (protocol S1). 0 means: never granted. */
public record Epoch(@JsonValue long value) implements Comparable<Epoch> {
    public static final Epoch NONE = new Epoch(0);

    @JsonCreator
    public Epoch {
        if (value < 0) {
            throw new IllegalArgumentException("epoch " + value + " is negative: expected 0 (never granted) or more");
        }
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
