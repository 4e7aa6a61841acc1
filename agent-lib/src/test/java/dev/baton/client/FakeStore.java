package dev.baton.client;

import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A store that shows what a test puts in, by its watches, by reads, or by both. */
final class FakeStore implements CoordinationStore {
    final Map<String, StoreEvent.Node> nodes = new ConcurrentHashMap<>();
    final List<String> watched = new CopyOnWriteArrayList<>();
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean silent;
    volatile boolean closed;
    private final Map<String, Consumer<StoreEvent>> sinks = new ConcurrentHashMap<>();

    /** Shown by the watches only: a node by that of its subtree, anything else by each. */
    void show(StoreEvent event) {
        sinks.forEach((root, sink) -> {
            if (!(event instanceof StoreEvent.Node node) || node.path().startsWith(root)) {
                sink.accept(event);
            }
        });
    }

    /** Found by reads only, as if the watch had missed it. */
    void put(StoreEvent event) {
        StoreEvent.Node node = (StoreEvent.Node) event;
        nodes.put(node.path(), node);
    }

    @Override
    public CompletionStage<ReadResult> read(String path, Duration timeout) {
        reads.incrementAndGet();
        StoreEvent.Node node = nodes.get(path);
        return CompletableFuture.completedStage(
                silent
                        ? new ReadResult.Unknown("silent")
                        : node == null
                                ? new ReadResult.Absent(path)
                                : new ReadResult.Found(path, node.data(), node.version(), node.zxid()));
    }

    @Override
    public void watch(String root, Predicate<String> wanted, Consumer<StoreEvent> sink) {
        watched.add(root);
        sinks.put(root, sink);
    }

    @Override
    public CompletionStage<WriteResult> write(List<StoreOp> ops, Duration timeout) {
        throw new AssertionError("a locator must write nothing: " + ops);
    }

    @Override
    public CompletionStage<ChildrenResult> children(String path, Duration timeout) {
        throw new AssertionError("a locator lists nothing: " + path);
    }

    @Override
    public int connected() {
        return silent ? 0 : 2;
    }

    @Override
    public int connections() {
        return 2;
    }

    @Override
    public void close() {
        closed = true;
    }
}
