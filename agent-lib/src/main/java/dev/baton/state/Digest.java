package dev.baton.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A checksum of a whole state that is kept up to date at the cost of one hash for what a change takes away and one for what it brings: the
 * sum, modulo 2^64, of the entries' hashes. So it does not depend on the order in which the state came about. It finds what went wrong by
 * accident (odds of an oversight: one in 2^64), not what somebody forged.
 */
public record Digest(long sum, long count) {
    public static final Digest EMPTY = new Digest(0, 0);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long FACTOR = 0xD6E8FEB86659FD93L;

    /** After the value of {@code key} became {@code after}; null stands for no entry. */
    public Digest with(byte[] key, byte @Nullable [] before, byte @Nullable [] after) {
        long newSum = sum;
        long newCount = count;
        if (before != null) {
            newSum -= hash(key, before);
            newCount--;
        }
        if (after != null) {
            newSum += hash(key, after);
            newCount++;
        }
        return new Digest(newSum, newCount);
    }

    /** Of one entry. Part of the format of changelogs and snapshots: must never change. */
    static long hash(byte[] key, byte[] value) {
        long h = absorb(SEED ^ key.length, key);
        h = absorb(h ^ ((long) value.length << 32), value);
        h = mix(h ^ SEED);
        return h ^ (h >>> 29);
    }

    /** A hash of bytes for a map in memory. */
    static int spread(byte[] bytes) {
        long h = absorb(SEED, bytes);
        return (int) (h ^ (h >>> 32));
    }

    private static long absorb(long start, byte[] bytes) {
        long h = start;
        int whole = bytes.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            h = mix(h ^ (long) LONGS.get(bytes, i));
        }
        long rest = 1;
        for (int i = whole; i < bytes.length; i++) {
            rest = rest << 8 | (bytes[i] & 0xFF);
        }
        return mix(h ^ rest);
    }

    private static long mix(long x) {
        long y = x * FACTOR + SEED;
        return y ^ (y >>> 32) ^ Math.multiplyHigh(x ^ SEED, FACTOR);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x over %d entries", sum, count);
    }
}
