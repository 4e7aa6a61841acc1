package dev.baton.console.connect;

import dev.baton.model.Json;
import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A store in memory: versions, multis and watches; answers at once, on the caller's thread. */
final class FakeStore implements CoordinationStore {
    /** What the next write's answer does. */
    enum Answer {
        COMES,
        /** The write is applied, its answer lost. */
        LOST_AFTER,
        /** The write is never applied, and the caller cannot know. */
        LOST_BEFORE
    }

    private final SortedMap<String, StoreEvent.Node> nodes = new TreeMap<>();
    private final List<Consumer<StoreEvent>> sinks = new ArrayList<>();
    private long zxid;
    Answer next = Answer.COMES;
    /** What another does between a reader's read and its write, once. */
    Runnable meanwhile = () -> {};

    boolean silent;
    boolean closed;

    synchronized void put(String path, Object value) {
        put(path, Json.bytes(value));
    }

    synchronized void put(String path, byte[] data) {
        StoreEvent.Node before = nodes.get(path);
        zxid++;
        store(path, data, before == null ? 0 : before.version() + 1);
    }

    private void store(String path, byte[] data, int version) {
        StoreEvent.Node node = new StoreEvent.Node(path, data, version, zxid, 0);
        nodes.put(path, node);
        sinks.forEach(sink -> sink.accept(node));
    }

    synchronized void remove(String path) {
        nodes.remove(path);
        sinks.forEach(sink -> sink.accept(new StoreEvent.Gone(path)));
    }

    synchronized void disconnect() {
        silent = true;
        sinks.forEach(sink -> sink.accept(new StoreEvent.Connection(0, 1, "connection refused")));
    }

    @Override
    public synchronized CompletionStage<WriteResult> write(List<StoreOp> ops, Duration timeout) {
        Runnable other = meanwhile;
        meanwhile = () -> {};
        other.run();
        Answer answer = next;
        next = Answer.COMES;
        if (silent || answer == Answer.LOST_BEFORE) {
            return CompletableFuture.completedFuture(
                    new WriteResult.Unknown("no answer in " + timeout.toMillis() + " ms"));
        }
        for (int i = 0; i < ops.size(); i++) {
            WriteResult.Why why = refusal(ops.get(i));
            if (why != null) {
                return CompletableFuture.completedFuture(
                        new WriteResult.Refused(i, ops.get(i).path(), why, "refused"));
            }
        }
        zxid++;
        List<Integer> versions = new ArrayList<>();
        for (StoreOp op : ops) {
            switch (op) {
                case StoreOp.Create create -> {
                    store(create.path(), create.data(), 0);
                    versions.add(0);
                }
                case StoreOp.Set set -> {
                    store(set.path(), set.data(), set.version() + 1);
                    versions.add(set.version() + 1);
                }
                case StoreOp.Delete delete -> {
                    remove(delete.path());
                    versions.add(-1);
                }
                case StoreOp.Check _ -> versions.add(-1);
            }
        }
        return CompletableFuture.completedFuture(
                answer == Answer.LOST_AFTER
                        ? new WriteResult.Unknown("connection lost")
                        : new WriteResult.Applied(zxid, versions));
    }

    private WriteResult.@org.jspecify.annotations.Nullable Why refusal(StoreOp op) {
        StoreEvent.Node node = nodes.get(op.path());
        return switch (op) {
            case StoreOp.Create _ -> node == null ? null : WriteResult.Why.NODE_EXISTS;
            case StoreOp.Set set -> version(node, set.version());
            case StoreOp.Delete delete -> version(node, delete.version());
            case StoreOp.Check check -> version(node, check.version());
        };
    }

    private static WriteResult.@org.jspecify.annotations.Nullable Why version(
            StoreEvent.@org.jspecify.annotations.Nullable Node node, int version) {
        return node == null ? WriteResult.Why.NO_NODE : node.version() == version ? null : WriteResult.Why.BAD_VERSION;
    }

    @Override
    public synchronized CompletionStage<ReadResult> read(String path, Duration timeout) {
        StoreEvent.Node node = nodes.get(path);
        return CompletableFuture.completedFuture(
                silent
                        ? new ReadResult.Unknown("no answer in " + timeout.toMillis() + " ms")
                        : node == null
                                ? new ReadResult.Absent(path)
                                : new ReadResult.Found(path, node.data(), node.version(), node.zxid()));
    }

    @Override
    public CompletionStage<ChildrenResult> children(String path, Duration timeout) {
        throw new UnsupportedOperationException("the console follows by watch");
    }

    @Override
    public synchronized void watch(String root, Predicate<String> wanted, Consumer<StoreEvent> sink) {
        sinks.add(sink);
        if (!silent) {
            sink.accept(new StoreEvent.Connection(1, 1, "connected"));
            nodes.values().forEach(sink);
            sink.accept(new StoreEvent.Synced());
        }
    }

    @Override
    public int connected() {
        return silent ? 0 : 1;
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public void close() {
        closed = true;
    }
}
