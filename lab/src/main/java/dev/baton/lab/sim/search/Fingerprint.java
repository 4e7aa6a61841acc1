package dev.baton.lab.sim.search;

import java.util.function.LongConsumer;

/** 128 bits of a sequence of numbers: two lanes that mix as Murmur3 does. Two different worlds collide with a chance of about 2^-128 each pair. */
final class Fingerprint implements LongConsumer {
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private long high;
    private long low;
    private long count;

    void reset() {
        high = 0x9e3779b97f4a7c15L;
        low = 0xc2b2ae3d27d4eb4fL;
        count = 0;
    }

    @Override
    public void accept(long value) {
        count++;
        high ^= Long.rotateLeft(value * C1, 31) * C2;
        high = (Long.rotateLeft(high, 27) + low) * 5 + 0x52dce729L;
        low ^= Long.rotateLeft((value + count) * C2, 33) * C1;
        low = (Long.rotateLeft(low, 31) + high) * 5 + 0x38495ab5L;
    }

    long high() {
        return mix(high ^ count) + mix(low);
    }

    long low() {
        return mix(low ^ count) + 3 * mix(high + C1);
    }

    private static long mix(long k) {
        long m = (k ^ (k >>> 33)) * 0xff51afd7ed558ccdL;
        m = (m ^ (m >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return m ^ (m >>> 33);
    }
}
