package dev.baton.console.connect;

import dev.baton.model.Event;
import dev.baton.model.ServiceId;
import dev.baton.port.CoordinationStore;
import dev.baton.zookeeper.ZooKeeperStore;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The real sources of a cluster: ZooKeeper, the agents' links, the telemetry topic. */
public final class ClusterSources implements Sources {
    private final boolean links;
    private final CoordinationStore store;

    private ClusterSources(Target target, boolean links) {
        this.links = links;
        this.store = ZooKeeperStore.open(ZooKeeperStore.Config.of(target.connect()));
    }

    /**
     * Store and links.
     *
     * @throws IllegalArgumentException for a malformed connect string
     */
    public static ClusterSources full(Target target) {
        return new ClusterSources(target, true);
    }

    /** The store alone. */
    public static ClusterSources storeOnly(Target target) {
        return new ClusterSources(target, false);
    }

    @Override
    public CoordinationStore store() {
        return store;
    }

    @Override
    public Links links(LinkSink sink) {
        return links ? new LinkFollower(sink) : new NoLinks();
    }

    @Override
    public @Nullable AutoCloseable telemetry(Consumer<Event> sink) {
        // The reader of the topic is not there yet.
        return null;
    }

    private static final class NoLinks implements Links {
        @Override
        public void follow(Map<ServiceId, String> endpoints) {}

        @Override
        public void close() {}
    }
}
