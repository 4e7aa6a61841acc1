package dev.baton.console.connect;

import dev.baton.kafka.KafkaTelemetry;
import dev.baton.kafka.TelemetryReader;
import dev.baton.model.Event;
import dev.baton.model.ServiceId;
import dev.baton.port.CoordinationStore;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.secure.Security;
import dev.baton.secure.TlsIdentity;
import dev.baton.zookeeper.ZooKeeperStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The real sources of a cluster: ZooKeeper, the agents' links, the telemetry topic. */
public final class ClusterSources implements Sources {
    private static final System.Logger LOG = System.getLogger(ClusterSources.class.getName());
    /** How much of the past a console begins with: at most a few seconds of reading, however busy the cluster is. */
    private static final TelemetryReader.Past PAST = new TelemetryReader.Past(Duration.ofMinutes(10), 200_000);

    private final boolean links;
    private final @Nullable String kafka;
    private final CoordinationStore store;
    private final Security security;

    private ClusterSources(Target target, boolean links, @Nullable String kafka, Security security) {
        this.security = security;
        this.links = links;
        this.kafka = kafka;
        this.store = ZooKeeperStore.open(ZooKeeperStore.Config.of(target.connect(), target.security()));
    }

    /**
     * Store and links, and the telemetry where asked for and where there is one.
     *
     * @throws IllegalArgumentException for a malformed connect string
     */
    public static ClusterSources full(Target target, boolean telemetry) {
        return new ClusterSources(target, true, telemetry ? target.kafka() : null, target.security());
    }

    /** The store alone. */
    public static ClusterSources storeOnly(Target target) {
        return new ClusterSources(target, false, null, target.security());
    }

    @Override
    public CoordinationStore store() {
        return store;
    }

    @Override
    public Links links(LinkSink sink) {
        return links ? streams(sink, security.tls()) : new NoLinks();
    }

    /** A stream for each process, by TLS where this one has a certificate. */
    public static Links streams(LinkSink sink, @Nullable TlsIdentity tls) {
        return new LinkFollower(sink, tls);
    }

    @Override
    public @Nullable AutoCloseable telemetry(Consumer<Event> past, Consumer<Event> sink) {
        return kafka == null
                ? null
                : TelemetryReader.follow(
                        kafka,
                        KafkaTelemetry.DEFAULT_TOPIC,
                        security,
                        PAST,
                        past,
                        sink,
                        trouble -> LOG.log(Level.DEBUG, trouble));
    }

    private static final class NoLinks implements Links {
        @Override
        public void follow(Map<ServiceId, PeerEndpoint> endpoints) {}

        @Override
        public void close() {}
    }
}
