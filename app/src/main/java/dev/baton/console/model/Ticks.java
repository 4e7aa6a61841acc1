package dev.baton.console.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * An immutable, bounded, sorted set of instants. Adding copies one small chunk, never the whole; a late instant goes to its place, and one
 * that is there already changes nothing, so the order of arrival does not matter.
 */
public final class Ticks {
    public static final Ticks EMPTY = new Ticks(List.of(), new long[0], 0);
    static final int CHUNK = 128;
    /** At a heartbeat every 100 ms this is more than an hour. */
    static final int MAX_CHUNKS = 300;

    private final List<long[]> full;
    private final long[] tail;
    private final int size;

    private Ticks(List<long[]> full, long[] tail, int size) {
        this.full = full;
        this.tail = tail;
        this.size = size;
    }

    /** With one more instant. */
    public Ticks with(long millis) {
        if (size == 0 || millis > last()) {
            return append(millis);
        }
        for (int i = 0; i < full.size(); i++) {
            long[] chunk = full.get(i);
            if (millis <= chunk[chunk.length - 1]) {
                return insertInto(i, chunk, millis);
            }
        }
        int at = Arrays.binarySearch(tail, millis);
        if (at >= 0) {
            return this;
        }
        long[] longer = inserted(tail, -at - 1, millis);
        return longer.length <= CHUNK
                ? new Ticks(full, longer, size + 1)
                : chunked(full, Arrays.copyOf(longer, CHUNK), new long[] {longer[CHUNK]}, size + 1);
    }

    private Ticks append(long millis) {
        return tail.length < CHUNK
                ? new Ticks(full, inserted(tail, tail.length, millis), size + 1)
                : chunked(full, tail, new long[] {millis}, size + 1);
    }

    private static Ticks chunked(List<long[]> full, long[] last, long[] tail, int size) {
        List<long[]> chunks = new ArrayList<>(full);
        chunks.add(last);
        return bounded(chunks, tail, size);
    }

    private static Ticks bounded(List<long[]> chunks, long[] tail, int size) {
        int left = size;
        while (chunks.size() > MAX_CHUNKS) {
            left -= chunks.remove(0).length;
        }
        return new Ticks(List.copyOf(chunks), tail, left);
    }

    private Ticks insertInto(int index, long[] chunk, long millis) {
        int at = Arrays.binarySearch(chunk, millis);
        if (at >= 0) {
            return this;
        }
        long[] longer = inserted(chunk, -at - 1, millis);
        List<long[]> chunks = new ArrayList<>(full);
        chunks.set(index, longer);
        if (longer.length >= 2 * CHUNK) {
            chunks.set(index, Arrays.copyOfRange(longer, 0, CHUNK));
            chunks.add(index + 1, Arrays.copyOfRange(longer, CHUNK, longer.length));
        }
        return bounded(chunks, tail, size + 1);
    }

    private static long[] inserted(long[] from, int at, long millis) {
        long[] to = Arrays.copyOf(from, from.length + 1);
        System.arraycopy(from, at, to, at + 1, from.length - at);
        to[at] = millis;
        return to;
    }

    public int size() {
        return size;
    }

    /** The newest, or -1 where there is none. */
    public long last() {
        return tail.length == 0 ? -1 : tail[tail.length - 1];
    }

    /** Whether one of the newest is at most {@code tolerance} away. */
    boolean near(long millis, long tolerance) {
        if (tail.length == 0 || millis - tail[tail.length - 1] > tolerance) {
            return false;
        }
        int at = Arrays.binarySearch(tail, millis);
        int next = at >= 0 ? at : -at - 1;
        return (next < tail.length && tail[next] - millis <= tolerance)
                || (next > 0 && millis - tail[next - 1] <= tolerance);
    }

    /** Visits, oldest first, those at or after {@code fromMillis}; skips whole chunks that end before it. */
    public void forEachFrom(long fromMillis, LongConsumer visit) {
        for (long[] chunk : full) {
            if (chunk[chunk.length - 1] >= fromMillis) {
                visitChunk(chunk, fromMillis, visit);
            }
        }
        visitChunk(tail, fromMillis, visit);
    }

    /** The newest that is not after {@code millis}; -1 where there is none. */
    public long lastUntil(long millis) {
        for (int chunk = full.size(); chunk >= 0; chunk--) {
            long[] beats = chunk == full.size() ? tail : full.get(chunk);
            for (int i = beats.length - 1; i >= 0; i--) {
                if (beats[i] <= millis) {
                    return beats[i];
                }
            }
        }
        return -1;
    }

    private static void visitChunk(long[] chunk, long fromMillis, LongConsumer visit) {
        for (long millis : chunk) {
            if (millis >= fromMillis) {
                visit.accept(millis);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ticks that && size == that.size && Arrays.equals(toArray(), that.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }

    @Override
    public String toString() {
        return size + " ticks to " + last();
    }

    private long[] toArray() {
        long[] all = new long[size];
        int[] at = {0};
        forEachFrom(Long.MIN_VALUE, millis -> all[at[0]++] = millis);
        return all;
    }
}
