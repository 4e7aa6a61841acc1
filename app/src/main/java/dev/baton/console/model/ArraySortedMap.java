package dev.baton.console.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
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
 * An immutable sorted map on two arrays. Replacing the value of a known key copies one array of references and shares the keys, which for
 * the few thousand entries of a console is far cheaper than a copied tree.
 */
@SuppressWarnings("JdkObsolete") // SortedMap is all that the view promises
final class ArraySortedMap<K extends Comparable<K>, V> extends AbstractMap<K, V> implements SortedMap<K, V> {
    private static final ArraySortedMap<?, ?> EMPTY = new ArraySortedMap<>(new Object[0], new Object[0]);

    private final Object[] keys;
    private final Object[] values;

    private ArraySortedMap(Object[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    @SuppressWarnings("unchecked") // holds nothing
    static <K extends Comparable<K>, V> ArraySortedMap<K, V> empty() {
        return (ArraySortedMap<K, V>) EMPTY;
    }

    static <K extends Comparable<K>, V> ArraySortedMap<K, V> of(SortedMap<K, V> map) {
        return map instanceof ArraySortedMap<K, V> same
                ? same
                : new ArraySortedMap<>(map.keySet().toArray(), map.values().toArray());
    }

    /** With {@code key} set to {@code value}; the same map where it holds that very object. */
    static <K extends Comparable<K>, V> SortedMap<K, V> with(SortedMap<K, V> map, K key, V value) {
        ArraySortedMap<K, V> from = of(map);
        int at = Arrays.binarySearch(from.keys, key);
        if (at >= 0) {
            if (Same.object(from.values[at], value)) {
                return from;
            }
            Object[] values = from.values.clone();
            values[at] = value;
            return new ArraySortedMap<>(from.keys, values);
        }
        return new ArraySortedMap<>(inserted(from.keys, -at - 1, key), inserted(from.values, -at - 1, value));
    }

    /** With every value changed; the same map where none was. */
    @SuppressWarnings("unchecked") // only Vs are put in
    static <K extends Comparable<K>, V> SortedMap<K, V> mapped(SortedMap<K, V> map, UnaryOperator<V> change) {
        ArraySortedMap<K, V> from = of(map);
        Object[] values = new Object[from.values.length];
        boolean same = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = change.apply((V) from.values[i]);
            same = same && Same.object(values[i], from.values[i]);
        }
        return same ? from : new ArraySortedMap<>(from.keys, values);
    }

    /** Without {@code key}. */
    static <K extends Comparable<K>, V> SortedMap<K, V> without(SortedMap<K, V> map, K key) {
        ArraySortedMap<K, V> from = of(map);
        int at = Arrays.binarySearch(from.keys, key);
        return at < 0 ? from : new ArraySortedMap<>(removed(from.keys, at), removed(from.values, at));
    }

    private static Object[] inserted(Object[] from, int at, Object item) {
        Object[] to = Arrays.copyOf(from, from.length + 1);
        System.arraycopy(from, at, to, at + 1, from.length - at);
        to[at] = item;
        return to;
    }

    private static Object[] removed(Object[] from, int at) {
        Object[] to = Arrays.copyOf(from, from.length - 1);
        System.arraycopy(from, at + 1, to, at, from.length - at - 1);
        return to;
    }

    @Override
    @SuppressWarnings("unchecked") // only Vs are put in
    public @Nullable V get(@Nullable Object key) {
        int at = key == null ? -1 : find(key);
        return at < 0 ? null : (V) values[at];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && find(key) >= 0;
    }

    /** A key of another class is in no map, as with a hash map. */
    private int find(Object key) {
        return keys.length == 0 || keys[0].getClass() != key.getClass() ? -1 : Arrays.binarySearch(keys, key);
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
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
        if (keys.length == 0) {
            throw new NoSuchElementException("the map is empty");
        }
        return (K) keys[0];
    }

    @Override
    @SuppressWarnings("unchecked") // only Ks are put in
    public K lastKey() {
        if (keys.length == 0) {
            throw new NoSuchElementException("the map is empty");
        }
        return (K) keys[keys.length - 1];
    }

    private final class Entries extends AbstractSet<Map.Entry<K, V>> {
        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < keys.length;
                }

                @Override
                @SuppressWarnings("unchecked") // only Ks and Vs are put in
                public Map.Entry<K, V> next() {
                    if (next >= keys.length) {
                        throw new NoSuchElementException("no entry " + next + " of " + keys.length);
                    }
                    Map.Entry<K, V> entry = new SimpleImmutableEntry<>((K) keys[next], (V) values[next]);
                    next++;
                    return entry;
                }
            };
        }
    }
}
