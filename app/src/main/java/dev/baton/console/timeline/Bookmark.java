package dev.baton.console.timeline;

import dev.baton.model.GroupId;

/** A named instant of a group. */
public record Bookmark(GroupId group, long atMillis, String name) {
    /** How many a console holds: the oldest goes first. */
    public static final int MAX = 100;
}
