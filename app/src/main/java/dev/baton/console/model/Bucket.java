package dev.baton.console.model;

/**
 * What happened in one stretch of time, packed into a {@code long}: how many heartbeats, the worst event, the longest silence that ended
 * in it. Pure.
 *
 * <p>Layout: 24 bits count, 8 bits worst event, 32 bits silence in milliseconds. Zero is a bucket in which nothing happened.
 */
public final class Bucket {
    public static final long EMPTY = 0;
    private static final int COUNT_SHIFT = 40;
    private static final int WORST_SHIFT = 32;
    private static final long MAX_COUNT = (1L << 24) - 1;
    private static final long MAX_GAP = 0xffff_ffffL;

    private Bucket() {}

    /** Saturates: a value that does not fit is stored as the largest that does. */
    public static long of(long count, int worst, long gapMillis) {
        return Math.clamp(count, 0, MAX_COUNT) << COUNT_SHIFT
                | (long) Math.clamp(worst, 0, 255) << WORST_SHIFT
                | Math.clamp(gapMillis, 0, MAX_GAP);
    }

    public static int count(long bucket) {
        return (int) (bucket >>> COUNT_SHIFT);
    }

    /** The severity of the worst event, as {@link Marker#severity} counts it, plus one; 0 where there was none. */
    public static int worst(long bucket) {
        return (int) (bucket >>> WORST_SHIFT) & 0xff;
    }

    /** The longest silence that ended here, in milliseconds. */
    public static long gapMillis(long bucket) {
        return bucket & MAX_GAP;
    }

    /** Both together: counts add up, the worst and the longest win. Associative and commutative, so levels agree. */
    public static long merge(long one, long other) {
        return of(
                (long) count(one) + count(other),
                Math.max(worst(one), worst(other)),
                Math.max(gapMillis(one), gapMillis(other)));
    }
}
