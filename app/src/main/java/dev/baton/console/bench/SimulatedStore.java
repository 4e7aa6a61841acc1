package dev.baton.console.bench;

import dev.baton.model.Json;
import dev.baton.model.StoreLayout;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store that holds a simulated fleet and in which only leases move. Nothing can be written. Called by one thread once it is watched. */
final class SimulatedStore implements CoordinationStore {
    private final SimulatedFleet fleet;
    private final String endpoint;
    private final AtomicLong zxid = new AtomicLong(0x100);
    private volatile @Nullable Consumer<StoreEvent> sink;
    private int version;

    SimulatedStore(SimulatedFleet fleet) {
        this(fleet, SimulatedFleet.ENDPOINT);
    }

    /** @param endpoint where every process says that it listens */
    SimulatedStore(SimulatedFleet fleet, String endpoint) {
        this.fleet = fleet;
        this.endpoint = endpoint;
    }

    /** The holder of that group renews its lease. */
    void renew(int group) {
        Consumer<StoreEvent> to = sink;
        if (to != null) {
            String path = StoreLayout.lease(fleet.groups().get(group));
            to.accept(new StoreEvent.Node(
                    path, Json.bytes(fleet.lease(group)), ++version, zxid.incrementAndGet(), System.nanoTime()));
        }
    }

    @Override
    public void watch(String root, Predicate<String> wanted, Consumer<StoreEvent> to) {
        to.accept(new StoreEvent.Connection(3, 3, "simulated"));
        for (Map.Entry<String, Object> node : fleet.nodes(endpoint).entrySet()) {
            to.accept(new StoreEvent.Node(
                    node.getKey(), Json.bytes(node.getValue()), 0, zxid.incrementAndGet(), System.nanoTime()));
        }
        to.accept(new StoreEvent.Synced());
        sink = to;
    }

    @Override
    public CompletionStage<WriteResult> write(List<StoreOp> ops, Duration timeout) {
        return CompletableFuture.completedFuture(new WriteResult.Unknown("a simulated store is not written"));
    }

    @Override
    public CompletionStage<ReadResult> read(String path, Duration timeout) {
        return CompletableFuture.completedFuture(new ReadResult.Unknown("a simulated store is not read"));
    }

    @Override
    public CompletionStage<ChildrenResult> children(String path, Duration timeout) {
        return CompletableFuture.completedFuture(new ChildrenResult.Unknown("a simulated store is not read"));
    }

    @Override
    public int connected() {
        return 3;
    }

    @Override
    public int connections() {
        return 3;
    }

    @Override
    public void close() {
        sink = null;
    }
}
