package dev.baton.protocol;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Copies with one change. The maps here are as small as a group, so they are two arrays, in the order of the first putting. */
final class Maps {
    private Maps() {}

    static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Small<K, V> old = small(map);
        int at = old.index(key);
        int size = old.keys.length;
        boolean known = at >= 0;
        Object[] keys = known ? old.keys : Arrays.copyOf(old.keys, size + 1);
        Object[] values = Arrays.copyOf(old.values, keys.length);
        if (!known) {
            keys[size] = key;
        }
        values[known ? at : size] = value;
        return new Small<>(keys, values);
    }

    static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        Small<K, V> old = small(map);
        int at = old.index(key);
        return at < 0 ? map : new Small<>(less(old.keys, at), less(old.values, at));
    }

    private static Object[] less(Object[] all, int at) {
        Object[] rest = Arrays.copyOf(all, all.length - 1);
        System.arraycopy(all, at + 1, rest, at, rest.length - at);
        return rest;
    }

    private static <K, V> Small<K, V> small(Map<K, V> map) {
        if (map instanceof Small<K, V> already) {
            return already;
        }
        Object[] keys = map.keySet().toArray();
        Object[] values = new Object[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = map.get(keys[i]);
        }
        return new Small<>(keys, values);
    }

    /** Never changes. */
    private static final class Small<K, V> extends AbstractMap<K, V> {
        private final Object[] keys;
        private final Object[] values;

        Small(Object[] keys, Object[] values) {
            this.keys = keys;
            this.values = values;
        }

        int index(@Nullable Object key) {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i].equals(key)) {
                    return i;
                }
            }
            return -1;
        }

        @SuppressWarnings("unchecked") // Only with() fills the arrays.
        private K key(int i) {
            return (K) keys[i];
        }

        @SuppressWarnings("unchecked") // Likewise.
        private V value(int i) {
            return (V) values[i];
        }

        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return index(key) >= 0;
        }

        @Override
        public @Nullable V get(@Nullable Object key) {
            int at = index(key);
            return at < 0 ? null : value(at);
        }

        @Override
        public V getOrDefault(@Nullable Object key, V other) {
            int at = index(key);
            return at < 0 ? other : value(at);
        }

        @Override
        public void forEach(BiConsumer<? super K, ? super V> action) {
            for (int i = 0; i < keys.length; i++) {
                action.accept(key(i), value(i));
            }
        }

        @Override
        public Set<K> keySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<K> iterator() {
                    return new Each<>(keys);
                }

                @Override
                public int size() {
                    return keys.length;
                }
            };
        }

        @Override
        public Collection<V> values() {
            return new AbstractCollection<>() {
                @Override
                public Iterator<V> iterator() {
                    return new Each<>(values);
                }

                @Override
                public int size() {
                    return values.length;
                }
            };
        }

        @Override
        public Set<Entry<K, V>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<K, V>> iterator() {
                    Object[] entries = new Object[keys.length];
                    for (int i = 0; i < entries.length; i++) {
                        entries[i] = new SimpleImmutableEntry<>(key(i), value(i));
                    }
                    return new Each<>(entries);
                }

                @Override
                public int size() {
                    return keys.length;
                }
            };
        }
    }

    private static final class Each<T> implements Iterator<T> {
        private final Object[] items;
        private int next;

        Each(Object[] items) {
            this.items = items;
        }

        @Override
        public boolean hasNext() {
            return next < items.length;
        }

        @Override
        @SuppressWarnings("unchecked") // The array is of that.
        public T next() {
            if (next >= items.length) {
                throw new NoSuchElementException();
            }
            return (T) items[next++];
        }
    }
}
