package dev.baton.state;

import java.util.Arrays;

/** Bytes as a key of a map. */
final class Key {
    final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
        this.bytes = bytes;
        // Not that of Arrays: keys that are counters would meet in a few buckets.
        this.hash = Digest.spread(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
