package dev.baton.fence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last bytes of an output of any length. */
final class Tail {
    private final byte[] ring;
    private long written;

    Tail(int limit) {
        ring = new byte[limit];
    }

    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (written++ % ring.length)] = bytes[i];
        }
    }

    String text() {
        if (written <= ring.length) {
            return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
        }
        int start = (int) (written % ring.length);
        byte[] last = Arrays.copyOf(ring, ring.length);
        System.arraycopy(ring, start, last, 0, ring.length - start);
        System.arraycopy(ring, 0, last, ring.length - start, start);
        return new String(last, StandardCharsets.UTF_8);
    }
}
