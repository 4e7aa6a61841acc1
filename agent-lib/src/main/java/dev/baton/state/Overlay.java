package dev.baton.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes on top of a state, which itself stays as it is: they are read as if they were made, and dropped by forgetting the overlay. */
public final class Overlay implements State {
    private final State base;
    private final Map<Key, Entry> changed = new LinkedHashMap<>();

    private record Entry(Change change, int cause) {}

    /** Takes one change. */
    public interface Visitor {
        void change(Change change, int cause);
    }

    public Overlay(State base) {
        this.base = base;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        Entry entry = changed.get(new Key(key));
        return entry == null ? base.get(key) : entry.change().value();
    }

    /** {@code cause} is for the caller to know again what the changes came from. */
    public void apply(List<Change> changes, int cause) {
        for (Change change : changes) {
            changed.put(new Key(change.key()), new Entry(change, cause));
        }
    }

    /** The last change of each key, with the cause of that one. */
    public void forEach(Visitor visitor) {
        changed.values().forEach(entry -> visitor.change(entry.change(), entry.cause()));
    }

    /** The last change of each key. */
    public List<Change> changes() {
        List<Change> all = new ArrayList<>(changed.size());
        changed.values().forEach(entry -> all.add(entry.change()));
        return all;
    }

    /** Of the base with the changes, {@code digest} being that of the base. */
    public Digest digest(Digest digest) {
        Digest sum = digest;
        for (Entry entry : changed.values()) {
            Change change = entry.change();
            sum = sum.with(change.key(), base.get(change.key()), change.value());
        }
        return sum;
    }
}
