package dev.baton.console.model;

import java.util.Arrays;

/**
 * Until when a member could write in each epoch that it led, by its own word: heartbeat by heartbeat, when it said it plus how long its
 * guard was then still open. Immutable, bounded: the oldest epoch goes first. The order of arrival does not matter.
 */
public final class Guards {
    static final int MAX = 64;
    public static final Guards NONE = new Guards(new long[0], new long[0]);

    private final long[] epochs;
    private final long[] untilMillis;

    private Guards(long[] epochs, long[] untilMillis) {
        this.epochs = epochs;
        this.untilMillis = untilMillis;
    }

    Guards with(long epoch, long until) {
        int at = Arrays.binarySearch(epochs, epoch);
        if (at >= 0) {
            if (untilMillis[at] >= until) {
                return this;
            }
            long[] later = untilMillis.clone();
            later[at] = until;
            return new Guards(epochs, later);
        }
        int place = -at - 1;
        if (epochs.length >= MAX) {
            return place == 0
                    ? this
                    : new Guards(Arrays.copyOfRange(epochs, 1, MAX), Arrays.copyOfRange(untilMillis, 1, MAX))
                            .with(epoch, until);
        }
        return new Guards(inserted(epochs, place, epoch), inserted(untilMillis, place, until));
    }

    /** By the member's clock; -1 where it never said that it could. */
    public long untilMillis(long epoch) {
        int at = Arrays.binarySearch(epochs, epoch);
        return at < 0 ? -1 : untilMillis[at];
    }

    private static long[] inserted(long[] from, int at, long item) {
        long[] to = Arrays.copyOf(from, from.length + 1);
        System.arraycopy(from, at, to, at + 1, from.length - at);
        to[at] = item;
        return to;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Guards that
                && Arrays.equals(epochs, that.epochs)
                && Arrays.equals(untilMillis, that.untilMillis);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(epochs) + Arrays.hashCode(untilMillis);
    }

    @Override
    public String toString() {
        return Arrays.toString(epochs) + " until " + Arrays.toString(untilMillis);
    }
}
