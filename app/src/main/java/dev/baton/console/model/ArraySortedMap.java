package dev.baton.console.model;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map on arrays. The values lie in short pieces: replacing the value of a known key copies one piece and the list of
 * pieces, and shares all else, which for the few thousand entries of a console is far cheaper than a copied tree.
 */
@SuppressWarnings("JdkObsolete") // SortedMap is all that the view promises
final class ArraySortedMap<K extends Comparable<K>, V> extends AbstractMap<K, V> implements SortedMap<K, V> {
    private static final ArraySortedMap<?, ?> EMPTY = new ArraySortedMap<>(SortedKeys.NONE, new Object[0][]);
    static final int PIECE_BITS = 5;
    static final int PIECE = 1 << PIECE_BITS;

    final SortedKeys keys;
    final Object[][] values;

    ArraySortedMap(SortedKeys keys, Object[][] values) {
        this.keys = keys;
        this.values = values;
    }

    private static Object[][] pieces(Object[] all) {
        Object[][] pieces = new Object[(all.length + PIECE - 1) >> PIECE_BITS][];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = Arrays.copyOfRange(all, i << PIECE_BITS, Math.min(all.length, (i + 1) << PIECE_BITS));
        }
        return pieces;
    }

    private Object[] flat() {
        Object[] all = new Object[keys.size()];
        for (int i = 0; i < values.length; i++) {
            System.arraycopy(values[i], 0, all, i << PIECE_BITS, values[i].length);
        }
        return all;
    }

    private Object value(int at) {
        return values[at >> PIECE_BITS][at & PIECE - 1];
    }

    @SuppressWarnings("unchecked") // holds nothing
    static <K extends Comparable<K>, V> ArraySortedMap<K, V> empty() {
        return (ArraySortedMap<K, V>) EMPTY;
    }

    static <K extends Comparable<K>, V> ArraySortedMap<K, V> of(SortedMap<K, V> map) {
        return map instanceof ArraySortedMap<K, V> same
                ? same
                : new ArraySortedMap<>(
                        new SortedKeys(map.keySet().toArray()),
                        pieces(map.values().toArray()));
    }

    /** With {@code key} set to {@code value}; the same map where it holds that very object. */
    static <K extends Comparable<K>, V> SortedMap<K, V> with(SortedMap<K, V> map, K key, V value) {
        ArraySortedMap<K, V> from = of(map);
        int at = from.keys.find(key);
        if (at >= 0) {
            if (Same.object(from.value(at), value)) {
                return from;
            }
            Object[][] values = from.values.clone();
            Object[] piece = values[at >> PIECE_BITS].clone();
            piece[at & PIECE - 1] = value;
            values[at >> PIECE_BITS] = piece;
            return new ArraySortedMap<>(from.keys, values);
        }
        return new ArraySortedMap<>(
                from.keys.with(-at - 1, key), pieces(SortedKeys.inserted(from.flat(), -at - 1, value)));
    }

    /** With every value changed; the same map where none was. */
    @SuppressWarnings("unchecked") // only Vs are put in
    static <K extends Comparable<K>, V> SortedMap<K, V> mapped(SortedMap<K, V> map, UnaryOperator<V> change) {
        ArraySortedMap<K, V> from = of(map);
        Object[] values = from.flat();
        boolean same = true;
        for (int i = 0; i < values.length; i++) {
            Object before = values[i];
            values[i] = change.apply((V) before);
            same = same && Same.object(values[i], before);
        }
        return same ? from : new ArraySortedMap<>(from.keys, pieces(values));
    }

    /** Without {@code key}. */
    static <K extends Comparable<K>, V> SortedMap<K, V> without(SortedMap<K, V> map, K key) {
        ArraySortedMap<K, V> from = of(map);
        int at = from.keys.find(key);
        return at < 0 ? from : new ArraySortedMap<>(from.keys.without(at), pieces(SortedKeys.removed(from.flat(), at)));
    }

    @Override
    @SuppressWarnings("unchecked") // only Vs are put in
    public @Nullable V get(@Nullable Object key) {
        int at = key == null ? -1 : find(key);
        return at < 0 ? null : (V) value(at);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && find(key) >= 0;
    }

    /** A key of another class is in no map, as with a hash map. */
    private int find(Object key) {
        return keys.size() == 0 || keys.at(0).getClass() != key.getClass() ? -1 : keys.find(key);
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    /** Without an entry for each: screens go through all values many times a second. */
    @Override
    public Collection<V> values() {
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return keys.size();
            }

            @Override
            public Iterator<V> iterator() {
                return new Each<>(keys.size()) {
                    @Override
                    @SuppressWarnings("unchecked") // only Vs are put in
                    V at(int index) {
                        return (V) value(index);
                    }
                };
            }
        };
    }

    /** As {@link #values}. */
    @Override
    public Set<K> keySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.size();
            }

            @Override
            public boolean contains(@Nullable Object key) {
                return containsKey(key);
            }

            @Override
            public Iterator<K> iterator() {
                return new Each<>(keys.size()) {
                    @Override
                    @SuppressWarnings("unchecked") // only Ks are put in
                    K at(int index) {
                        return (K) keys.at(index);
                    }
                };
            }
        };
    }

    @Override
    public @Nullable Comparator<? super K> comparator() {
        return null;
    }

    @Override
    public SortedMap<K, V> subMap(K from, K to) {
        return tree().subMap(from, to);
    }

    @Override
    public SortedMap<K, V> headMap(K to) {
        return tree().headMap(to);
    }

    @Override
    public SortedMap<K, V> tailMap(K from) {
        return tree().tailMap(from);
    }

    private SortedMap<K, V> tree() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(this));
    }

    @Override
    @SuppressWarnings("unchecked") // only Ks are put in
    public K firstKey() {
        if (keys.size() == 0) {
            throw new NoSuchElementException("the map is empty");
        }
        return (K) keys.at(0);
    }

    @Override
    @SuppressWarnings("unchecked") // only Ks are put in
    public K lastKey() {
        if (keys.size() == 0) {
            throw new NoSuchElementException("the map is empty");
        }
        return (K) keys.at(keys.size() - 1);
    }

    private final class Entries extends AbstractSet<Map.Entry<K, V>> {
        @Override
        public int size() {
            return keys.size();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Each<>(keys.size()) {
                @Override
                @SuppressWarnings("unchecked") // only Ks and Vs are put in
                Map.Entry<K, V> at(int index) {
                    return new SimpleImmutableEntry<>((K) keys.at(index), (V) value(index));
                }
            };
        }
    }

    /** One after the other. */
    private abstract static class Each<T> implements Iterator<T> {
        private final int size;
        private int next;

        Each(int size) {
            this.size = size;
        }

        abstract T at(int index);

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public T next() {
            if (next >= size) {
                throw new NoSuchElementException("no element " + next + " of " + size);
            }
            return at(next++);
        }
    }
}
