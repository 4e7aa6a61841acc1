package dev.baton.console.model;

import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator must know. Derived from the view, so it goes when its cause goes.
 *
 * @param headline in four words: "Split brain - payments"
 * @param text one sentence: who says what
 * @param evidence the observations behind it, one line each
 * @param sinceMillis since when, as far as this console can tell; -1 where it cannot
 */
public record Alert(
        Kind kind,
        Severity severity,
        @Nullable GroupId group,
        @Nullable MemberId member,
        String headline,
        String text,
        List<String> evidence,
        long sinceMillis) {
    public enum Kind {
        SPLIT_BRAIN,
        STALE_PRIMARY,
        NO_PRIMARY,
        MEMBER_DOWN,
        NO_STANDBY,
        LAG,
        STORE_LOST,
        CORRUPT
    }

    public enum Severity {
        WARNING,
        ALARM
    }
}
