package dev.baton.console.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The newest instants of {@link Ticks}, at most a chunk. Sets that grow out of each other share one, each knowing how many are its own, so
 * that a heartbeat copies nothing. What was put in never changes; a second set that grows out of the same one gets a copy.
 */
final class Tail {
    static final Tail EMPTY = new Tail(new long[0], 0);
    private static final VarHandle USED;

    static {
        try {
            USED = MethodHandles.lookup().findVarHandle(Tail.class, "used", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final long[] millis;
    /** How many places are taken, by whomever. */
    @SuppressWarnings("UnusedVariable") // through USED
    private volatile int used;

    private Tail(long[] millis, int used) {
        this.millis = millis;
        this.used = used;
    }

    /** Of one, with room for a chunk. */
    static Tail of(long only) {
        long[] room = new long[Ticks.CHUNK];
        room[0] = only;
        return new Tail(room, 1);
    }

    /** Of those, sorted. */
    static Tail of(long[] sorted) {
        return new Tail(Arrays.copyOf(sorted, Ticks.CHUNK), sorted.length);
    }

    /** With one more after the first {@code size}, for which there must be room in a chunk. */
    Tail with(int size, long newest) {
        if (size == millis.length || !USED.compareAndSet(this, size, size + 1)) {
            return size == 0 ? of(newest) : of(Arrays.copyOf(millis, size)).with(size, newest);
        }
        millis[size] = newest;
        return this;
    }

    long at(int index) {
        return millis[index];
    }

    /** The first so many; not to be changed. */
    long[] first(int size) {
        return size == millis.length ? millis : Arrays.copyOf(millis, size);
    }

    int find(int size, long wanted) {
        return Arrays.binarySearch(millis, 0, size, wanted);
    }
}
