package dev.baton.console.model;

import java.util.Arrays;
import java.util.List;

/**
 * A member's past in buckets of several widths: count, worst event and longest silence of each. Zooming out never hides the one fence among
 * a million heartbeats, and costs no more than zooming in. Immutable and bounded.
 *
 * <p>Heartbeats come in batches, oldest first, once they are so old that no more can come late ({@link Ticks} keeps the newer ones one by
 * one): a batch touches each level once, so a heartbeat costs amortised O(1). Events come at once, in any order.
 *
 * <p>The levels: 1 s for 10 minutes, 4 s for 68 minutes, 16 s for four and a half hours, 64 s for eighteen. A member's hour is at most
 * {@link #bytes()}, about 16 kB.
 */
public final class Pyramid {
    private static final long BASE_MILLIS = 1_000;
    private static final int FACTOR = 4;
    private static final int[] CHUNKS = {10, 16, 16, 16};
    public static final Pyramid EMPTY = new Pyramid(levels(), Long.MAX_VALUE, -1);

    private final List<Level> levels;
    private final long firstMillis;
    private final long lastMillis;

    /** What a stretch of time held; {@code worst} as {@link Bucket#worst} has it. */
    public record Sum(long count, int worst, long gapMillis) {
        public static final Sum NONE = new Sum(0, 0, 0);

        static Sum of(long bucket) {
            return new Sum(Bucket.count(bucket), Bucket.worst(bucket), Bucket.gapMillis(bucket));
        }

        public Sum and(Sum other) {
            return new Sum(count + other.count, Math.max(worst, other.worst), Math.max(gapMillis, other.gapMillis));
        }
    }

    private Pyramid(List<Level> levels, long firstMillis, long lastMillis) {
        this.levels = levels;
        this.firstMillis = firstMillis;
        this.lastMillis = lastMillis;
    }

    private static List<Level> levels() {
        Level[] all = new Level[CHUNKS.length];
        long width = BASE_MILLIS;
        for (int i = 0; i < all.length; i++) {
            all[i] = Level.empty(width, CHUNKS[i]);
            width *= FACTOR;
        }
        return List.of(all);
    }

    /** The newest heartbeat that went in; -1 before the first. */
    public long lastMillis() {
        return lastMillis;
    }

    /** With heartbeats that are sorted and, as a rule, all newer than those before; an older one is counted but closes no silence. */
    Pyramid with(long[] sorted) {
        if (sorted.length == 0) {
            return this;
        }
        Level[] next = new Level[levels.size()];
        for (int i = 0; i < next.length; i++) {
            Level level = levels.get(i);
            long width = level.widthMillis();
            long from = Math.floorDiv(sorted[0], width);
            long to = Math.floorDiv(sorted[sorted.length - 1], width);
            long span = Math.min(to - from, (long) CHUNKS[i] * Level.CHUNK);
            long[] added = new long[(int) span + 1];
            long previous = lastMillis;
            for (long millis : sorted) {
                long at = Math.floorDiv(millis, width) - (to - span);
                long gap = previous < 0 || millis < previous ? 0 : millis - previous;
                previous = Math.max(previous, millis);
                if (at >= 0) {
                    added[(int) at] = Bucket.merge(added[(int) at], Bucket.of(1, 0, gap));
                }
            }
            next[i] = level.merged(to - span, added);
        }
        return new Pyramid(
                List.of(next), Math.min(firstMillis, sorted[0]), Math.max(lastMillis, sorted[sorted.length - 1]));
    }

    /** With an event of that severity, 0 to 3 as {@link Marker} has it. */
    Pyramid marked(long millis, int severity) {
        Level[] next = new Level[levels.size()];
        for (int i = 0; i < next.length; i++) {
            Level level = levels.get(i);
            next[i] = level.merged(
                    Math.floorDiv(millis, level.widthMillis()), new long[] {Bucket.of(0, severity + 1, 0)});
        }
        return new Pyramid(List.of(next), firstMillis, lastMillis);
    }

    /** Takes the buckets of a stretch. */
    @FunctionalInterface
    public interface Visitor {
        /** {@code bucket} as {@link Bucket} reads it; never empty. */
        void bucket(long fromMillis, long widthMillis, long bucket);
    }

    /**
     * Visits, oldest first, every bucket of [from, to) in which something happened, in the coarsest level that is not coarser than
     * {@code resolutionMillis} and in coarser ones where that level keeps nothing any more.
     */
    public void forEach(long fromMillis, long toMillis, long resolutionMillis, Visitor visit) {
        int finest = 0;
        while (finest + 1 < levels.size() && levels.get(finest + 1).widthMillis() <= resolutionMillis) {
            finest++;
        }
        long to = toMillis;
        long[][] parts = new long[levels.size()][];
        for (int i = finest; i < levels.size(); i++) {
            // Each level from where it begins; the coarser ones before that. Cut at whole buckets of the coarser level.
            long begin = Math.max(fromMillis, Math.min(to, levels.get(i).fromMillis()));
            if (i + 1 < levels.size() && begin > fromMillis && begin < to) {
                long coarse = levels.get(i + 1).widthMillis();
                begin = Math.min(to, Math.ceilDiv(begin, coarse) * coarse);
            }
            parts[i] = new long[] {begin, to};
            to = Math.min(to, begin);
        }
        for (int i = levels.size() - 1; i >= finest; i--) {
            visit(levels.get(i), parts[i][0], parts[i][1], visit);
        }
    }

    private static void visit(Level level, long fromMillis, long toMillis, Visitor visit) {
        long width = level.widthMillis();
        long end = Math.min(toMillis, level.toMillis());
        if (end <= fromMillis) {
            return;
        }
        for (long index = Math.floorDiv(Math.max(fromMillis, level.fromMillis()), width);
                index * width < end;
                index++) {
            long bucket = level.at(index);
            if (bucket != Bucket.EMPTY) {
                visit.bucket(index * width, width, bucket);
            }
        }
    }

    /** What [from, to) held, to the width of the finest buckets that are left of it. */
    public Sum sum(long fromMillis, long toMillis) {
        Sum[] sum = {Sum.NONE};
        forEach(fromMillis, toMillis, BASE_MILLIS, (from, width, bucket) -> sum[0] = sum[0].and(Sum.of(bucket)));
        return sum[0];
    }

    /** The oldest heartbeat of which anything is kept; {@link Long#MAX_VALUE} while there is none. */
    public long fromMillis() {
        return Math.max(firstMillis, levels.getLast().fromMillis());
    }

    /** How much memory the buckets take. */
    public long bytes() {
        return levels.stream().mapToLong(Level::slots).sum() * Long.BYTES;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pyramid that && lastMillis == that.lastMillis && levels.equals(that.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new long[] {lastMillis, levels.hashCode()});
    }
}
