package dev.baton.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Names one member of one group, for example {@code orders-a}: the group, a dash, the service that hosts it. */
public record MemberId(@JsonValue String value) implements Comparable<MemberId> {
    @JsonCreator
    public MemberId {
        Names.require("member", value);
        int dash = value.lastIndexOf('-');
        if (dash <= 0 || dash == value.length() - 1) {
            throw new IllegalArgumentException("member '" + value + "' must be GROUP-SERVICE, for example orders-a");
        }
        Names.require("service", value.substring(dash + 1)); // Or service() would be the one to find out.
    }

    public static MemberId of(GroupId group, ServiceId service) {
        if (service.value().indexOf('-') >= 0) {
            throw new IllegalArgumentException(
                    "service '" + service + "' must not contain a dash: it ends a member's id");
        }
        return new MemberId(group + "-" + service);
    }

    public GroupId group() {
        return new GroupId(value.substring(0, value.lastIndexOf('-')));
    }

    public ServiceId service() {
        return new ServiceId(value.substring(value.lastIndexOf('-') + 1));
    }

    /** As every record's; but few things are compared so often. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof MemberId m && value.equals(m.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(MemberId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
