package dev.baton.console.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * An immutable, bounded, sorted set of instants: the newest one by one, older ones as counts in a {@link Pyramid}. Adding copies one small
 * chunk, never the whole; a late instant goes to its place, and one that is there already changes nothing, so the order of arrival does not
 * matter as long as an instant is not later than all that is kept one by one.
 */
public final class Ticks {
    static final int CHUNK = 32;
    /** At a heartbeat every 100 ms this is a minute and 42 seconds. */
    static final int MAX_CHUNKS = 31;

    static final int MAX_SILENCES = 256;
    private static final long SILENCE_MILLIS = 500;

    public static final Ticks EMPTY = new Ticks(List.of(), Tail.EMPTY, 0, -1, 0, Pyramid.EMPTY, List.of());

    private final List<long[]> full;
    private final Tail tail;
    /** How many of the tail's are in this set, and the newest of them; -1 where there is none. */
    private final int tailSize;

    private final long last;
    private final int size;
    private final Pyramid older;
    private final List<Silence> silences;

    /** Nothing between two instants, neither of which is part of it. */
    public record Silence(long fromMillis, long toMillis) {}

    private Ticks(
            List<long[]> full, Tail tail, int tailSize, long last, int size, Pyramid older, List<Silence> silences) {
        this.full = full;
        this.tail = tail;
        this.tailSize = tailSize;
        this.last = last;
        this.size = size;
        this.older = older;
        this.silences = silences;
    }

    /** With another past. */
    private Ticks after(Pyramid past) {
        return new Ticks(full, tail, tailSize, last, size, past, silences);
    }

    /** With one more instant; silences above half a second are remembered. */
    public Ticks with(long millis) {
        return with(millis, SILENCE_MILLIS);
    }

    /** With one more instant. Of what is no longer kept one by one, silences above {@code silenceMillis} are remembered to the millisecond. */
    Ticks with(long millis, long silenceMillis) {
        if (size == 0 || millis > last) {
            return append(millis, silenceMillis);
        }
        if (millis <= older.lastMillis()) {
            return after(older.with(new long[] {millis}));
        }
        for (int i = 0; i < full.size(); i++) {
            long[] chunk = full.get(i);
            if (millis <= chunk[chunk.length - 1]) {
                return insertInto(i, chunk, millis, silenceMillis);
            }
        }
        int at = tail.find(tailSize, millis);
        if (at >= 0) {
            return this;
        }
        long[] longer = inserted(tail.first(tailSize), -at - 1, millis);
        return longer.length <= CHUNK
                ? new Ticks(full, Tail.of(longer), longer.length, last, size + 1, older, silences)
                : chunked(Arrays.copyOf(longer, CHUNK), longer[CHUNK], silenceMillis);
    }

    private Ticks append(long millis, long silenceMillis) {
        return tailSize < CHUNK
                ? new Ticks(full, tail.with(tailSize, millis), tailSize + 1, millis, size + 1, older, silences)
                : chunked(tail.first(CHUNK), millis, silenceMillis);
    }

    private Ticks chunked(long[] whole, long newest, long silenceMillis) {
        List<long[]> chunks = new ArrayList<>(full);
        chunks.add(whole);
        return bounded(chunks, Tail.of(newest), 1, newest, silenceMillis);
    }

    /** With one more than before in all. */
    private Ticks bounded(List<long[]> chunks, Tail newTail, int inTail, long newest, long silenceMillis) {
        int left = size + 1;
        Pyramid past = older;
        List<Silence> silent = silences;
        while (chunks.size() > MAX_CHUNKS) {
            long[] oldest = chunks.remove(0);
            left -= oldest.length;
            silent = silences(silent, past.lastMillis(), oldest, silenceMillis);
            past = past.with(oldest);
        }
        return new Ticks(List.copyOf(chunks), newTail, inTail, newest, left, past, silent);
    }

    private static List<Silence> silences(List<Silence> known, long before, long[] chunk, long silenceMillis) {
        List<Silence> found = new ArrayList<>();
        long previous = before;
        for (long millis : chunk) {
            if (previous >= 0 && millis - previous > silenceMillis) {
                found.add(new Silence(previous, millis));
            }
            previous = millis;
        }
        if (found.isEmpty()) {
            return known;
        }
        found.addAll(0, known);
        return List.copyOf(found.subList(Math.max(0, found.size() - MAX_SILENCES), found.size()));
    }

    private Ticks insertInto(int index, long[] chunk, long millis, long silenceMillis) {
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
        return bounded(chunks, tail, tailSize, last, silenceMillis);
    }

    private static long[] inserted(long[] from, int at, long millis) {
        long[] to = Arrays.copyOf(from, from.length + 1);
        System.arraycopy(from, at, to, at + 1, from.length - at);
        to[at] = millis;
        return to;
    }

    /** With an event of that severity, 0 to 3 as {@link Marker} has it, for the zoomed-out view. */
    Ticks marked(long millis, int severity) {
        return after(older.marked(millis, severity));
    }

    /** How many are kept one by one. */
    public int size() {
        return size;
    }

    /** What is older than those. */
    public Pyramid older() {
        return older;
    }

    /** The newest, or -1 where there is none. */
    public long last() {
        return last;
    }

    /** The oldest that is kept one by one; {@link Long#MAX_VALUE} where there is none. */
    public long exactFrom() {
        return !full.isEmpty() ? full.get(0)[0] : tailSize > 0 ? tail.at(0) : Long.MAX_VALUE;
    }

    /** The oldest of which anything is known, to the width of a bucket; {@link Long#MAX_VALUE} where there is none. */
    public long knownFrom() {
        return Math.min(exactFrom(), older.fromMillis());
    }

    /** Whether one of the newest is at most {@code tolerance} away. */
    boolean near(long millis, long tolerance) {
        // Nearly always it is a new one, and then no chunk is looked into.
        if (size == 0 || millis - last > tolerance) {
            return false;
        }
        return near(tail.first(tailSize), millis, tolerance)
                || (!full.isEmpty() && near(full.get(full.size() - 1), millis, tolerance));
    }

    private static boolean near(long[] chunk, long millis, long tolerance) {
        int at = Arrays.binarySearch(chunk, millis);
        int next = at >= 0 ? at : -at - 1;
        return (next < chunk.length && chunk[next] - millis <= tolerance)
                || (next > 0 && millis - chunk[next - 1] <= tolerance);
    }

    /** Visits, oldest first, those kept one by one that are at or after {@code fromMillis}; skips whole chunks that end before it. */
    public void forEachFrom(long fromMillis, LongConsumer visit) {
        for (long[] chunk : full) {
            if (chunk[chunk.length - 1] >= fromMillis) {
                for (long millis : chunk) {
                    visit(millis, fromMillis, visit);
                }
            }
        }
        for (int i = 0; i < tailSize; i++) {
            visit(tail.at(i), fromMillis, visit);
        }
    }

    /** The silences of what is no longer kept one by one, oldest first, bounded. */
    public List<Silence> silences() {
        return silences;
    }

    /**
     * The newest that is not after {@code millis}; -1 where there is none. Before {@link #exactFrom} it is later than the truth by at most
     * the silence that goes unremembered.
     */
    public long lastUntil(long millis) {
        if (last <= millis && size > 0) {
            return last;
        }
        for (int chunk = full.size(); chunk >= 0; chunk--) {
            long[] beats = chunk == full.size() ? tail.first(tailSize) : full.get(chunk);
            for (int i = beats.length - 1; i >= 0; i--) {
                if (beats[i] <= millis) {
                    return beats[i];
                }
            }
        }
        if (older.lastMillis() <= millis) {
            return older.lastMillis();
        }
        for (int i = silences.size() - 1; i >= 0; i--) {
            Silence silence = silences.get(i);
            if (silence.fromMillis() <= millis && millis < silence.toMillis()) {
                return silence.fromMillis();
            }
        }
        return millis < older.fromMillis() ? -1 : millis;
    }

    /** What [from, to) held: exact in what is kept one by one, by whole buckets before that. */
    public Pyramid.Sum sum(long fromMillis, long toMillis) {
        long exact = Math.min(toMillis, Math.max(fromMillis, exactFrom()));
        Pyramid.Sum past = fromMillis < exact ? older.sum(fromMillis, exact) : Pyramid.Sum.NONE;
        long[] found = {0, older.lastMillis(), 0};
        forEachFrom(Long.MIN_VALUE, millis -> {
            if (millis >= fromMillis && millis < toMillis) {
                found[0]++;
                found[2] = Math.max(found[2], found[1] < 0 ? 0 : millis - Math.max(fromMillis, found[1]));
            }
            found[1] = millis;
        });
        int worst = exact < toMillis ? older.sum(exact, toMillis).worst() : 0;
        return past.and(new Pyramid.Sum(found[0], worst, found[2]));
    }

    private static void visit(long millis, long fromMillis, LongConsumer visit) {
        if (millis >= fromMillis) {
            visit.accept(millis);
        }
    }

    /** How much memory the instants and the buckets take. */
    public long bytes() {
        return (long) size * Long.BYTES + older.bytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ticks that
                && size == that.size
                && older.equals(that.older)
                && Arrays.equals(toArray(), that.toArray());
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
