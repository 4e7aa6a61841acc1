package dev.baton.console.timeline;

import dev.baton.model.GroupId;

/**
 * An instant of a group that somebody named, or wrote a note at.
 *
 * @param name of a bookmark, or the whole note
 */
public record Bookmark(Kind kind, GroupId group, long atMillis, String name) {
    /** How many a console holds: one more is refused, since none may be lost unseen. */
    public static final int MAX = 1_000;

    /** What it is, and how long its text may be. */
    public enum Kind {
        BOOKMARK(60),
        NOTE(400);

        private final int most;

        Kind(int most) {
            this.most = most;
        }

        /** The most characters that are kept. */
        public int most() {
            return most;
        }
    }

    public Bookmark {
        name = name.length() > kind.most() ? name.substring(0, kind.most()) : name;
    }
}
