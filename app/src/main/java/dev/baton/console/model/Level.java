package dev.baton.console.model;

import java.util.Arrays;

/**
 * One level of a {@link Pyramid}: a bounded run of buckets of the same width. Immutable; a change copies the chunk that it touches and shares
 * the others.
 */
final class Level {
    static final int CHUNK = 64;
    private static final long[][] NONE = {};

    private final long widthMillis;
    private final int maxChunks;
    /** Number, since the epoch, of the first chunk. */
    private final long first;

    private final long[][] chunks;

    private Level(long widthMillis, int maxChunks, long first, long[][] chunks) {
        this.widthMillis = widthMillis;
        this.maxChunks = maxChunks;
        this.first = first;
        this.chunks = chunks;
    }

    static Level empty(long widthMillis, int maxChunks) {
        return new Level(widthMillis, maxChunks, 0, NONE);
    }

    long widthMillis() {
        return widthMillis;
    }

    /** Where the oldest bucket that is kept begins; {@link Long#MAX_VALUE} while there is none. */
    long fromMillis() {
        return chunks.length == 0 ? Long.MAX_VALUE : first * CHUNK * widthMillis;
    }

    /** Where the newest ends. */
    long toMillis() {
        return chunks.length == 0 ? Long.MIN_VALUE : (first + chunks.length) * CHUNK * widthMillis;
    }

    /** How many longs are held. */
    int slots() {
        return chunks.length * CHUNK;
    }

    long at(long index) {
        long chunk = Math.floorDiv(index, (long) CHUNK) - first;
        return chunk < 0 || chunk >= chunks.length
                ? Bucket.EMPTY
                : chunks[(int) chunk][(int) Math.floorMod(index, (long) CHUNK)];
    }

    /**
     * With {@code added[i]} merged into the bucket {@code index + i}. What is older than all that is kept is let go, and what is much newer
     * drops the oldest.
     */
    Level merged(long index, long[] added) {
        Level level = this;
        int done = 0;
        while (done < added.length) {
            long chunk = Math.floorDiv(index + done, (long) CHUNK);
            int offset = (int) Math.floorMod(index + done, (long) CHUNK);
            int some = Math.min(CHUNK - offset, added.length - done);
            level = level.chunkMerged(chunk, offset, added, done, some);
            done += some;
        }
        return level;
    }

    private Level chunkMerged(long chunk, int offset, long[] added, int from, int some) {
        Level room = holding(chunk);
        long place = chunk - room.first;
        if (place < 0) {
            return this;
        }
        int at = (int) place; // Not before: a stamp from far away would come out anywhere.
        long[] copy = room.chunks[at].clone();
        for (int i = 0; i < some; i++) {
            copy[offset + i] = Bucket.merge(copy[offset + i], added[from + i]);
        }
        long[][] all = room.chunks.clone();
        all[at] = copy;
        return new Level(widthMillis, maxChunks, room.first, all);
    }

    /** With room for a chunk, unless it is too old. */
    private Level holding(long chunk) {
        if (chunks.length == 0) {
            return new Level(widthMillis, maxChunks, chunk, new long[1][CHUNK]);
        }
        long last = Math.max(chunk, first + chunks.length - 1);
        // Also backwards: history is read after the present has begun.
        long begin = Math.max(Math.min(chunk, first), last - maxChunks + 1);
        if (begin == first && last < first + chunks.length) {
            return this;
        }
        long[][] all = new long[(int) (last - begin + 1)][];
        Arrays.setAll(all, i -> {
            long known = begin + i - first;
            return known >= 0 && known < chunks.length ? chunks[(int) known] : new long[CHUNK];
        });
        return new Level(widthMillis, maxChunks, begin, all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Level that
                && widthMillis == that.widthMillis
                && first == that.first
                && Arrays.deepEquals(chunks, that.chunks);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(chunks);
    }
}
