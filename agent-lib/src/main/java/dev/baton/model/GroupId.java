package dev.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one active-passive group, for example {@code orders}. A znode name, so letters, digits, dot, dash, underscore. */
public record GroupId(@JsonValue String value) implements Comparable<GroupId> {
    @JsonCreator
    public GroupId {
        Names.require("group", value);
    }

    @Override
    public int compareTo(GroupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
