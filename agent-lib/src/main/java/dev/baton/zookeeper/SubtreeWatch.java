package dev.baton.zookeeper;

import dev.baton.port.StoreEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watched subtree and what was reported of it. Puts what the connections read into one order for each path: a version is reported
 * once, and never after a later one, although one server may be behind the other.
 *
 * <p>Threading: called from each connection's event thread; calls of the sink are serialised by the lock.
 */
final class SubtreeWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SubtreeWatch.class);
    private static final int MAX_TOMBSTONES = 10_000;

    private final ConnectString connect;
    private final String root;
    private final Predicate<String> wanted;
    private final Consumer<StoreEvent> sink;
    private final TreeMap<String, Long> present = new TreeMap<>(); // absolute path -> zxid reported; guarded by this
    private final Map<String, Long> gone =
            new LinkedHashMap<>() { // absolute path -> zxid of its absence; guarded by this
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > MAX_TOMBSTONES;
                }
            };
    private final Map<String, Long> claimed =
            new HashMap<>(); // absolute path -> zxid that is being read; guarded by this
    private boolean closed; // guarded by this

    SubtreeWatch(ConnectString connect, String root, Predicate<String> wanted, Consumer<StoreEvent> sink) {
        this.connect = connect;
        this.wanted = wanted;
        this.root = connect.absolute(root);
        this.sink = sink;
    }

    /** Absolute. */
    String root() {
        return root;
    }

    /** Whether that node, given absolutely, is to be read. */
    boolean wants(String path) {
        return wanted.test(connect.relative(path));
    }

    /**
     * Whether the caller is the first whose connection tells of that change, and so the one to read it: each read costs the store and every member
     * its time, just when roles move. Whoever gets false looks again later whether it {@link #has} been read.
     */
    synchronized boolean claim(String path, long zxid) {
        Long other = claimed.get(path);
        if (has(path, zxid) || (other != null && other >= zxid)) {
            return false;
        }
        claimed.put(path, zxid);
        return true;
    }

    /** Whether that change, or a later one, was reported. */
    synchronized boolean has(String path, long zxid) {
        Long reported = present.get(path);
        Long absence = gone.get(path);
        return (reported != null && reported >= zxid) || (absence != null && absence > zxid);
    }

    synchronized void node(String path, byte[] data, int version, long zxid, long receivedNanos, boolean guarded) {
        Long reported = present.get(path);
        Long absence = gone.get(path);
        if ((reported != null && reported >= zxid) || (absence != null && absence > zxid)) {
            return;
        }
        present.put(path, zxid);
        gone.remove(path);
        unclaim(path, zxid);
        tell(new StoreEvent.Node(connect.relative(path), data, version, zxid, receivedNanos, guarded));
    }

    /**
     * The node, and with it everything below, was absent in a state of the store that had all up to {@code asOfZxid} and nothing later of
     * this node: whatever was reported with a later zxid has come after that, and stays.
     */
    synchronized void absent(String path, long asOfZxid) {
        List<String> paths = new ArrayList<>(below(path));
        if (present.containsKey(path)) {
            paths.add(path);
        }
        for (String each : paths) {
            Long reported = present.get(each);
            if (reported != null && reported <= asOfZxid) {
                present.remove(each);
                gone.put(each, asOfZxid);
                unclaim(each, asOfZxid);
                tell(new StoreEvent.Gone(connect.relative(each)));
            }
        }
    }

    /** The children of a node, as listed: all others that were known are absent. */
    synchronized void children(String path, Collection<String> names, long asOfZxid) {
        String prefix = path.equals("/") ? "/" : path + "/";
        List<String> missing = below(path).stream()
                .map(each -> each.substring(prefix.length()))
                .map(rest -> rest.indexOf('/') < 0 ? rest : rest.substring(0, rest.indexOf('/')))
                .distinct()
                .filter(name -> !names.contains(name))
                .toList();
        missing.forEach(name -> absent(prefix + name, asOfZxid));
    }

    private void unclaim(String path, long zxid) {
        Long claim = claimed.get(path);
        if (claim != null && claim <= zxid) {
            claimed.remove(path);
        }
    }

    private Collection<String> below(String path) {
        // '0' follows '/' in the alphabet.
        return path.equals("/")
                ? present.keySet()
                : present.subMap(path + "/", path + "0").keySet();
    }

    synchronized void synced() {
        tell(new StoreEvent.Synced());
    }

    synchronized void connection(int connected, int total, String detail) {
        tell(new StoreEvent.Connection(connected, total, detail));
    }

    synchronized void close() {
        closed = true;
    }

    private void tell(StoreEvent event) {
        if (closed) {
            return;
        }
        try {
            sink.accept(event);
        } catch (RuntimeException e) {
            LOG.error(
                    "the sink of the watch on {} failed on {}",
                    root,
                    event.getClass().getSimpleName(),
                    e);
        }
    }
}
