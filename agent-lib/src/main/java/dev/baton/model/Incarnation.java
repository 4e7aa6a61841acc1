package dev.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** One life of a process: a new random value at each start, so that a restarted member is never taken for its earlier self. */
public record Incarnation(@JsonValue String value) implements Comparable<Incarnation> {
    @JsonCreator
    public Incarnation {
        Names.require("incarnation", value);
    }

    /** As every record's; but few things are compared so often. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Incarnation i && value.equals(i.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(Incarnation other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
