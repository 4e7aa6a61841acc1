package dev.baton.lab.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store's state: a linearizable tree of versioned nodes with multis and ephemerals, as ZooKeeper keeps it. A node that is created anew
 * starts at version 0.
 */
final class SimStore {
    /** One version of a node. */
    record Node(String path, Object data, int version, long zxid, long session) {}

    /** Told of each change, after the whole multi is applied. */
    interface Watcher {
        void changed(Node node);

        void gone(String path);
    }

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private long zxid = 1;

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    long zxid() {
        return zxid;
    }

    @Nullable
    Node get(String path) {
        return nodes.get(path);
    }

    /** All nodes, parents before children. */
    Iterable<Node> all() {
        return List.copyOf(nodes.values());
    }

    Reply read(String path) {
        Node node = nodes.get(path);
        return node == null ? new Reply.Absent() : new Reply.Found(node.data(), node.version(), node.zxid());
    }

    /** Applies all operations or none, each against what those before it made. {@code session} owns created ephemerals. */
    Reply multi(List<Op> ops, long session) {
        Map<String, @Nullable Node> next = new HashMap<>();
        List<Integer> versions = new ArrayList<>(ops.size());
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            Node now = next.containsKey(op.path()) ? next.get(op.path()) : nodes.get(op.path());
            String why = refusal(op, now, next);
            if (why != null) {
                return new Reply.Refused(i, op.path(), why);
            }
            switch (op) {
                case Op.Create create -> {
                    next.put(
                            create.path(),
                            new Node(create.path(), create.data(), 0, zxid + 1, create.ephemeral() ? session : 0));
                    versions.add(0);
                }
                case Op.Set set -> {
                    int version = now == null ? 0 : now.version() + 1;
                    long owner = now == null ? 0 : now.session();
                    next.put(set.path(), new Node(set.path(), set.data(), version, zxid + 1, owner));
                    versions.add(version);
                }
                case Op.Delete delete -> {
                    next.put(delete.path(), null);
                    versions.add(-1);
                }
                case Op.Check _ -> versions.add(-1);
            }
        }
        zxid++;
        commit(ops, next);
        return new Reply.Applied(zxid, versions);
    }

    private @Nullable String refusal(Op op, @Nullable Node now, Map<String, @Nullable Node> next) {
        return switch (op) {
            case Op.Create create ->
                now != null ? "NODE_EXISTS" : parentMissing(create.path(), next) ? "NO_NODE" : null;
            case Op.Set set -> refusal(now, set.version());
            case Op.Delete delete -> refusal(now, delete.version());
            case Op.Check check -> refusal(now, check.version());
        };
    }

    private static @Nullable String refusal(@Nullable Node now, int expected) {
        if (now == null) {
            return "NO_NODE";
        }
        // A version of -1 is unconditional, as in ZooKeeper; the shipped agent has no way to say it.
        return now.version() == expected || expected == -1
                ? null
                : "BAD_VERSION expected " + expected + ", found " + now.version();
    }

    private boolean parentMissing(String path, Map<String, @Nullable Node> next) {
        int slash = path.lastIndexOf('/');
        String parent = path.substring(0, Math.max(0, slash));
        return !parent.isEmpty() && !nodes.containsKey(parent) && next.get(parent) == null;
    }

    private void commit(List<Op> ops, Map<String, @Nullable Node> next) {
        for (Op op : ops) {
            if (!(op instanceof Op.Check)) {
                Node node = next.get(op.path());
                if (node == null) {
                    nodes.remove(op.path());
                } else {
                    nodes.put(op.path(), node);
                }
            }
        }
        for (Op op : ops) {
            if (!(op instanceof Op.Check)) {
                tell(op.path(), next.get(op.path()));
            }
        }
    }

    private void tell(String path, @Nullable Node node) {
        for (Watcher watcher : watchers) {
            if (node == null) {
                watcher.gone(path);
            } else {
                watcher.changed(node);
            }
        }
    }

    /** The session is over: its ephemerals go. */
    void expire(long session) {
        for (Node node : all()) {
            if (session != 0 && node.session() == session) {
                zxid++;
                nodes.remove(node.path());
                tell(node.path(), null);
            }
        }
    }
}
