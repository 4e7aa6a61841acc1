package dev.baton.console.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sorted keys of an {@link ArraySortedMap}, shared by all maps that differ in values alone. Where there are many, they are found by hash:
 * a binary search through the names of a thousand groups reads more cold memory than all else that is done with a heartbeat. Immutable; the
 * table is made by the first lookups that would have used it.
 */
final class SortedKeys {
    static final SortedKeys NONE = new SortedKeys(new Object[0]);
    /** Up to so many are as quickly gone through. */
    private static final int FEW = 8;
    /** A map that still grows makes a table in vain. */
    private static final int LOOKUPS = 64;

    private final Object[] sorted;
    /** Of few keys the hashes, so that only the one that is asked for is looked into. */
    private final int[] hashes;

    private int lookups;
    /** Open addressing: for each place the index of a key plus one, and 0 where there is none. */
    private volatile int @Nullable [] table;

    SortedKeys(Object[] sorted) {
        this.sorted = sorted;
        hashes = new int[sorted.length <= FEW ? sorted.length : 0];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = sorted[i].hashCode();
        }
    }

    int size() {
        return sorted.length;
    }

    Object at(int index) {
        return sorted[index];
    }

    /** Where the key is; where it is not, less than 0, as {@link Arrays#binarySearch(Object[], Object)} has it. */
    int find(Object key) {
        if (sorted.length <= FEW) {
            int hash = key.hashCode();
            for (int i = 0; i < hashes.length; i++) {
                if (hashes[i] == hash && sorted[i].equals(key)) {
                    return i;
                }
            }
            return Arrays.binarySearch(sorted, key);
        }
        int[] known = table;
        if (known == null) {
            // Counted without care for other threads: a lost count makes the table a little later.
            if (++lookups < LOOKUPS) {
                return Arrays.binarySearch(sorted, key);
            }
            known = hashed(sorted);
            table = known;
        }
        int mask = known.length - 1;
        for (int place = spread(key) & mask; known[place] != 0; place = place + 1 & mask) {
            if (sorted[known[place] - 1].equals(key)) {
                return known[place] - 1;
            }
        }
        return Arrays.binarySearch(sorted, key);
    }

    private static int[] hashed(Object[] keys) {
        int[] places = new int[Integer.highestOneBit(keys.length) * 4];
        int mask = places.length - 1;
        for (int i = 0; i < keys.length; i++) {
            int place = spread(keys[i]) & mask;
            while (places[place] != 0) {
                place = place + 1 & mask;
            }
            places[place] = i + 1;
        }
        return places;
    }

    private static int spread(Object key) {
        int hash = key.hashCode();
        return hash ^ hash >>> 15;
    }

    /** With one more, at its place. */
    SortedKeys with(int at, Object key) {
        return new SortedKeys(inserted(sorted, at, key));
    }

    SortedKeys without(int at) {
        return new SortedKeys(removed(sorted, at));
    }

    static Object[] inserted(Object[] from, int at, Object item) {
        Object[] to = Arrays.copyOf(from, from.length + 1);
        System.arraycopy(from, at, to, at + 1, from.length - at);
        to[at] = item;
        return to;
    }

    static Object[] removed(Object[] from, int at) {
        Object[] to = Arrays.copyOf(from, from.length - 1);
        System.arraycopy(from, at + 1, to, at, from.length - at - 1);
        return to;
    }
}
