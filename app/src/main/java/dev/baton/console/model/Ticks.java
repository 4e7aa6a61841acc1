package dev.baton.console.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/** An immutable, bounded, growing list of instants. Appending copies one small chunk, never the whole. */
public final class Ticks {
    public static final Ticks EMPTY = new Ticks(List.of(), new long[0]);
    static final int CHUNK = 128;
    /** At a heartbeat every 100 ms this is more than an hour. */
    static final int MAX_CHUNKS = 300;

    private final List<long[]> full;
    private final long[] tail;

    private Ticks(List<long[]> full, long[] tail) {
        this.full = full;
        this.tail = tail;
    }

    public Ticks append(long millis) {
        if (tail.length < CHUNK) {
            long[] longer = Arrays.copyOf(tail, tail.length + 1);
            longer[tail.length] = millis;
            return new Ticks(full, longer);
        }
        List<long[]> chunks = new ArrayList<>(full);
        chunks.add(tail);
        if (chunks.size() > MAX_CHUNKS) {
            chunks.remove(0);
        }
        return new Ticks(List.copyOf(chunks), new long[] {millis});
    }

    public int size() {
        return full.size() * CHUNK + tail.length;
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

    private static void visitChunk(long[] chunk, long fromMillis, LongConsumer visit) {
        for (long millis : chunk) {
            if (millis >= fromMillis) {
                visit.accept(millis);
            }
        }
    }
}
