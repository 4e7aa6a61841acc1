package dev.baton.agent;

import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.port.WriteResult.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store in memory with versions, transactions and watches, which can lose answers. Everything is answered at once. */
final class TreeStore implements CoordinationStore {
    /** What becomes of the next writes. */
    enum Fate {
        ANSWERED,
        /** Applied, but nobody is told. */
        ANSWER_LOST,
        /** Not applied, and nobody is told. */
        LOST
    }

    final TreeMap<String, ReadResult.Found> nodes = new TreeMap<>();
    final List<List<StoreOp>> written = new ArrayList<>();
    final List<Consumer<StoreEvent>> sinks = new CopyOnWriteArrayList<>();
    Fate fate = Fate.ANSWERED;
    int reads;
    private long zxid = 1L << 32;

    void put(String path, byte[] data) {
        ReadResult.Found before = nodes.get(path);
        StoreOp op =
                before == null ? new StoreOp.Create(path, data, false) : new StoreOp.Set(path, data, before.version());
        if (apply(List.of(op)) instanceof WriteResult.Refused refused) {
            throw new AssertionError(refused.toString());
        }
    }

    @Override
    public synchronized CompletionStage<WriteResult> write(List<StoreOp> ops, Duration timeout) {
        written.add(ops);
        WriteResult result = fate == Fate.LOST ? new WriteResult.Unknown("lost") : apply(ops);
        return CompletableFuture.completedStage(
                fate == Fate.ANSWER_LOST ? new WriteResult.Unknown("answer lost") : result);
    }

    private synchronized WriteResult apply(List<StoreOp> ops) {
        TreeMap<String, ReadResult.Found> next = new TreeMap<>(nodes);
        List<Integer> versions = new ArrayList<>();
        long its = ++zxid;
        for (int i = 0; i < ops.size(); i++) {
            StoreOp op = ops.get(i);
            Why why = apply(next, op, its, versions);
            if (why != null) {
                return new WriteResult.Refused(i, op.path(), why, "");
            }
        }
        nodes.clear();
        nodes.putAll(next);
        for (StoreOp op : ops) {
            ReadResult.Found now = nodes.get(op.path());
            StoreEvent event = now == null
                    ? new StoreEvent.Gone(op.path())
                    : new StoreEvent.Node(now.path(), now.data(), now.version(), now.zxid(), 0);
            sinks.forEach(sink -> sink.accept(event));
        }
        return new WriteResult.Applied(its, versions);
    }

    private static @Nullable Why apply(
            Map<String, ReadResult.Found> tree, StoreOp op, long zxid, List<Integer> versions) {
        ReadResult.Found before = tree.get(op.path());
        if (op instanceof StoreOp.Create create) {
            versions.add(0);
            return tree.putIfAbsent(op.path(), new ReadResult.Found(op.path(), create.data(), 0, zxid)) == null
                    ? null
                    : Why.NODE_EXISTS;
        }
        if (before == null) {
            return Why.NO_NODE;
        }
        if (op instanceof StoreOp.Set set) {
            versions.add(before.version() + 1);
            tree.put(op.path(), new ReadResult.Found(op.path(), set.data(), before.version() + 1, zxid));
            return set.version() == before.version() ? null : Why.BAD_VERSION;
        }
        versions.add(-1);
        if (op instanceof StoreOp.Delete delete) {
            tree.remove(op.path());
            boolean parent = !children(tree, op.path()).isEmpty();
            return delete.version() != before.version() ? Why.BAD_VERSION : parent ? Why.NOT_EMPTY : null;
        }
        return ((StoreOp.Check) op).version() == before.version() ? null : Why.BAD_VERSION;
    }

    private static List<String> children(Map<String, ReadResult.Found> tree, String path) {
        String prefix = path + "/";
        return tree.keySet().stream()
                .filter(each -> each.startsWith(prefix) && each.indexOf('/', prefix.length()) < 0)
                .map(each -> each.substring(prefix.length()))
                .toList();
    }

    @Override
    public synchronized CompletionStage<ReadResult> read(String path, Duration timeout) {
        reads++;
        ReadResult.Found found = nodes.get(path);
        return CompletableFuture.completedStage(found == null ? new ReadResult.Absent(path) : found);
    }

    @Override
    public synchronized CompletionStage<ChildrenResult> children(String path, Duration timeout) {
        reads++;
        return CompletableFuture.completedStage(new ChildrenResult.Found(children(nodes, path)));
    }

    List<String> children(String path) {
        return children(nodes, path);
    }

    byte[] data(String path) {
        ReadResult.Found found = nodes.get(path);
        if (found == null) {
            throw new AssertionError("no node " + path + " among " + nodes.keySet());
        }
        return Arrays.copyOf(found.data(), found.data().length);
    }

    @Override
    public synchronized void watch(String root, Predicate<String> wanted, Consumer<StoreEvent> sink) {
        nodes.values().stream()
                .filter(node -> node.path().startsWith(root))
                .map(node -> new StoreEvent.Node(node.path(), node.data(), node.version(), node.zxid(), 0))
                .forEach(sink);
        sinks.add(sink);
    }

    @Override
    public int connected() {
        return 1;
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public void close() {}
}
