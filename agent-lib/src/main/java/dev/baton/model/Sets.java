package dev.baton.model;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sorted copies, so that the same value always has the same JSON. */
final class Sets {
    private Sets() {}

    static <T extends Comparable<T>> SortedSet<T> sorted(@Nullable Collection<T> items) {
        return Collections.unmodifiableSortedSet(items == null ? new TreeSet<>() : new TreeSet<>(items));
    }
}
