package dev.baton.console.theme;

import dev.baton.console.model.GroupState;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.util.Locale;

/** What a colour means. A tone never stands alone: a word, a shape or a pattern says the same. */
public enum Tone {
    OK,
    INFO,
    WARN,
    BAD,
    SPECIAL,
    QUIET;

    /** The style class that colours text in this tone. */
    public String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }

    public static Tone of(Role role) {
        return switch (role) {
            case PRIMARY -> OK;
            case STANDBY -> INFO;
            case PROMOTING, DEMOTING -> WARN;
            case FENCED -> SPECIAL;
            case DETACHED, OFFLINE -> QUIET;
        };
    }

    public static Tone of(GroupState state) {
        return switch (state) {
            case HEALTHY -> OK;
            case DEGRADED, FAILING_OVER, HELD_BY_PROMISE -> WARN;
            case NO_PRIMARY, SPLIT_BRAIN -> BAD;
            case PAUSED -> SPECIAL;
            case UNKNOWN -> QUIET;
        };
    }

    public static Tone of(Verdict verdict) {
        return switch (verdict) {
            case HEALTHY -> OK;
            case SLOW -> WARN;
            case HUNG, CRASHED, PARTITIONED, STALE_PRIMARY -> BAD;
            case FENCED -> SPECIAL;
            case UNKNOWN -> QUIET;
        };
    }

    public static Tone of(Reach reach) {
        return switch (reach) {
            case OK -> OK;
            case LATE -> WARN;
            case TIMEOUT, RESET, REFUSED -> BAD;
            case UNKNOWN -> QUIET;
        };
    }
}
