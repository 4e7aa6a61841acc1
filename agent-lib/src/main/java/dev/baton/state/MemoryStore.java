package dev.baton.state;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A state in a map. While it is frozen the map stays as it is and changes go into a second one, which is brought in afterwards, a bounded
 * number of entries at each write: so neither a snapshot nor its end holds up the owner.
 */
public final class MemoryStore implements StateStore {
    /** More than one write usually brings, so that the second map gets empty. */
    private static final int MERGED_AT_ONCE = 4_000;

    private Map<Key, byte[]> base = new HashMap<>();
    /** What changed since the freeze. Looked at first. */
    private final LinkedHashMap<Key, Change> delta = new LinkedHashMap<>();

    private @Nullable View view;
    private Progress progress = Progress.NONE;
    private Digest digest = Digest.EMPTY;

    @Override
    public byte @Nullable [] get(byte[] key) {
        return get(new Key(key));
    }

    private byte @Nullable [] get(Key key) {
        if (!delta.isEmpty()) {
            Change changed = delta.get(key);
            if (changed != null) {
                return changed.value();
            }
        }
        return base.get(key);
    }

    @Override
    public void write(Iterable<Change> changes, Progress accounted) {
        boolean frozen = frozen();
        long sum = digest.sum();
        long count = digest.count();
        for (Change change : changes) {
            Key key = new Key(change.key());
            byte[] after = change.value();
            byte[] before = frozen ? putAside(key, change) : put(key, after);
            if (before != null) {
                sum -= Digest.hash(key.bytes, before);
                count--;
            }
            if (after != null) {
                sum += Digest.hash(key.bytes, after);
                count++;
            }
        }
        digest = new Digest(sum, count);
        progress = accounted;
        if (!frozen) {
            merge();
        }
    }

    private byte @Nullable [] putAside(Key key, Change change) {
        byte[] before = get(key);
        delta.put(key, change);
        return before;
    }

    private byte @Nullable [] put(Key key, byte @Nullable [] after) {
        Change aside = delta.isEmpty() ? null : delta.remove(key);
        byte[] before = after == null ? base.remove(key) : base.put(key, after);
        return aside == null ? before : aside.value();
    }

    /** Whether somebody reads the first map. */
    private boolean frozen() {
        if (view != null && view.closed.get()) {
            view = null;
        }
        return view != null;
    }

    private void merge() {
        Iterator<Map.Entry<Key, Change>> rest = delta.entrySet().iterator();
        for (int i = 0; i < MERGED_AT_ONCE && rest.hasNext(); i++) {
            Map.Entry<Key, Change> entry = rest.next();
            byte[] value = entry.getValue().value();
            if (value == null) {
                base.remove(entry.getKey());
            } else {
                base.put(entry.getKey(), value);
            }
            rest.remove();
        }
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public @Nullable Frozen freeze() {
        if (frozen()) {
            return null;
        }
        merge();
        if (!delta.isEmpty()) {
            return null;
        }
        view = new View(base, progress, digest);
        return view;
    }

    @Override
    public void restore(SnapshotReader snapshot) throws IOException {
        Map<Key, byte[]> fresh =
                new HashMap<>((int) Math.min(1 << 26, snapshot.header().digest().count() * 4 / 3 + 1));
        snapshot.forEach((key, value) -> fresh.put(new Key(key), value));
        become(fresh, snapshot.header().progress(), snapshot.header().digest());
    }

    @Override
    public void clear() {
        become(new HashMap<>(), Progress.NONE, Digest.EMPTY);
    }

    /** Whoever reads the map of before may go on doing so. */
    private void become(Map<Key, byte[]> map, Progress accounted, Digest itsDigest) {
        base = map;
        delta.clear();
        view = null;
        progress = accounted;
        digest = itsDigest;
    }

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public void close() {
        clear();
    }

    private static final class View implements Frozen {
        private final Map<Key, byte[]> map;
        private final Progress progress;
        private final Digest digest;
        private final AtomicBoolean closed = new AtomicBoolean();

        View(Map<Key, byte[]> map, Progress progress, Digest digest) {
            this.map = map;
            this.progress = progress;
            this.digest = digest;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public Digest digest() {
            return digest;
        }

        @Override
        public void forEach(Visitor visitor) throws IOException {
            for (Map.Entry<Key, byte[]> entry : map.entrySet()) {
                visitor.entry(entry.getKey().bytes, entry.getValue());
            }
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
