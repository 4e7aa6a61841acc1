package dev.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one process that hosts members, for example {@code a}; the suffix of its members' ids. */
public record ServiceId(@JsonValue String value) implements Comparable<ServiceId> {
    @JsonCreator
    public ServiceId {
        Names.require("service", value);
    }

    @Override
    public int compareTo(ServiceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
