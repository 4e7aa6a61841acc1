package dev.baton.console.model;

/**
 * Replaces values of an {@link ArraySortedMap} many times over, each piece of it copied once; the map that it began with never changes. One
 * thread.
 */
final class ArraySortedMapEditor<K extends Comparable<K>, V> {
    private final SortedKeys keys;
    private final Object[][] values;
    private final boolean[] copied;

    ArraySortedMapEditor(ArraySortedMap<K, V> from) {
        keys = from.keys;
        values = from.values.clone();
        copied = new boolean[values.length];
    }

    /** Where the key is; less than 0 where it is not. */
    int find(K key) {
        return keys.find(key);
    }

    @SuppressWarnings("unchecked") // only Vs are put in
    V at(int index) {
        return (V) values[index >> ArraySortedMap.PIECE_BITS][index & ArraySortedMap.PIECE - 1];
    }

    void set(int index, V value) {
        int piece = index >> ArraySortedMap.PIECE_BITS;
        if (!copied[piece]) {
            copied[piece] = true;
            values[piece] = values[piece].clone();
        }
        values[piece][index & ArraySortedMap.PIECE - 1] = value;
    }

    /** What it has become. Not to be edited any more. */
    ArraySortedMap<K, V> map() {
        return new ArraySortedMap<>(keys, values);
    }
}
