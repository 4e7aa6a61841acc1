package dev.baton.model;

import java.time.Duration;
import java.util.Locale;

/**
 * How much of the state a standby holds while it waits.
 *
 * @param intervalMillis how often a warm standby replays the log; 0 for the other types
 */
public record StandbyKind(Type type, long intervalMillis) {
    /** From the quickest takeover to the cheapest wait. */
    public enum Type {
        /** Replays all the time. */
        HOT,
        /** Replays at intervals: a takeover begins with a short catch-up. */
        WARM,
        /** Holds no state: a takeover restores the newest snapshot and replays from there. */
        COLD
    }

    private static final StandbyKind HOT = new StandbyKind(Type.HOT, 0);
    private static final StandbyKind COLD = new StandbyKind(Type.COLD, 0);

    public StandbyKind {
        boolean warm = type == Type.WARM;
        if (warm ? intervalMillis < 1 : intervalMillis != 0) {
            throw new IllegalArgumentException("standby " + type + " with an interval of " + intervalMillis
                    + " ms: expected " + (warm ? "at least 1" : "0"));
        }
    }

    /** Whether it replays all the time, so that its lag tells how soon it can take over. */
    public boolean replaysAlways() {
        return type == Type.HOT;
    }

    /** In one word, for people: hot, warm or cold. */
    public String word() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    public static StandbyKind hot() {
        return HOT;
    }

    public static StandbyKind warm(Duration interval) {
        return new StandbyKind(Type.WARM, interval.toMillis());
    }

    public static StandbyKind cold() {
        return COLD;
    }
}
