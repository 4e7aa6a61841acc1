package dev.baton.model;

import org.jspecify.annotations.Nullable;

/** The record at {@code /groups/g/open-action}: which action is open, or none. At most one a group. */
public record OpenAction(@Nullable String id) {
    public static final OpenAction NONE = new OpenAction(null);
}
