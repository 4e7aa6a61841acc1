package dev.baton.console.timeline;

import dev.baton.console.model.Bucket;
import dev.baton.console.model.Ticks;

/**
 * Heartbeats by pixel column, whatever the zoom: one by one where they are kept so, by buckets before that. Costs no more for an hour than
 * for a minute. Pure.
 */
final class Density {
    private final int[] counts;
    private final int[] worst;
    private final long[] gaps;
    private final boolean[] blocks;

    private Density(int columns) {
        counts = new int[columns];
        worst = new int[columns];
        gaps = new long[columns];
        blocks = new boolean[columns];
    }

    static Density of(Ticks ticks, TimeScale scale) {
        Density density = new Density((int) scale.width() + 1);
        long exact = Math.min(ticks.exactFrom(), scale.toMillis() + 1);
        long resolution = Math.round(scale.spanMillis() / scale.width());
        ticks.older()
                .forEach(
                        scale.fromMillis(),
                        scale.toMillis() + 1,
                        resolution,
                        (from, width, bucket) ->
                                density.bucket(scale, from, Math.min(width, Math.max(1, exact - from)), bucket, width));
        long[] previous = {ticks.older().lastMillis()};
        ticks.forEachFrom(Long.MIN_VALUE, millis -> {
            int column = density.column(scale, millis);
            if (column >= 0 && column < density.counts.length) {
                density.counts[column]++;
                if (previous[0] >= 0) {
                    density.gaps[column] = Math.max(density.gaps[column], millis - previous[0]);
                }
            }
            previous[0] = millis;
        });
        return density;
    }

    private void bucket(TimeScale scale, long from, long counted, long bucket, long width) {
        int first = Math.max(0, column(scale, from));
        int last = Math.min(counts.length - 1, column(scale, from + counted - 1));
        for (int i = first; i <= last; i++) {
            counts[i] += Bucket.count(bucket);
            gaps[i] = Math.max(gaps[i], i == first ? Bucket.gapMillis(bucket) : 0);
            blocks[i] = blocks[i] || Bucket.count(bucket) > 0;
        }
        if (Bucket.worst(bucket) > 0) {
            // An event has one place, however wide its bucket is drawn.
            int at = Math.clamp(column(scale, from + width / 2), 0, counts.length - 1);
            worst[at] = Math.max(worst[at], Bucket.worst(bucket));
        }
    }

    private int column(TimeScale scale, long millis) {
        return (int) Math.clamp(Math.floor(scale.x(millis) - scale.left()), -1, counts.length);
    }

    int columns() {
        return counts.length;
    }

    /** How many heartbeats fell there; of a bucket that is wider than a column, each of its columns has all. */
    int count(int column) {
        return counts[column];
    }

    /** The worst event there: 0 none, else its severity plus one. */
    int worst(int column) {
        return worst[column];
    }

    /** The longest silence that ended there. */
    long gapMillis(int column) {
        return gaps[column];
    }

    /** Whether only their number is known, not their places. */
    boolean block(int column) {
        return blocks[column];
    }
}
