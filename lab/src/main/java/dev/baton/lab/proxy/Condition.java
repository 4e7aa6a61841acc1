package dev.baton.lab.proxy;

/**
 * What a route does with its bytes, one way or both.
 *
 * @param delayMillis for SLOW: added to each piece
 */
public record Condition(Mode mode, long delayMillis) {
    public static final Condition PASS = new Condition(Mode.PASS, 0);

    private static final long LONGEST_DELAY_MILLIS = 60_000;

    /** In order of severity: where two faults hit one route, the greater holds. */
    public enum Mode {
        PASS,
        /** Every piece is delayed. */
        SLOW,
        /**
         * Nothing is forwarded, and nothing is told: connections stay open, new ones get no answer. What was sent waits, as it does in TCP,
         * and arrives on heal. Where one way is cut, the other goes on for connections that were there; a new one needs both.
         */
        CUT,
        /** Every connection is reset, present and new ones; also where it is one way only. */
        RESET
    }

    public Condition {
        if (delayMillis < 0 || delayMillis > LONGEST_DELAY_MILLIS) {
            throw new IllegalArgumentException(
                    "delay " + delayMillis + " ms: expected 0 to " + LONGEST_DELAY_MILLIS + " ms");
        }
    }

    Condition worse(Condition other) {
        int order = mode.compareTo(other.mode);
        return order > 0 || (order == 0 && delayMillis >= other.delayMillis) ? this : other;
    }
}
