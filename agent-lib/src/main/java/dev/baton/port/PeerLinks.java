package dev.baton.port;

import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The direct links from this process to the others that host members of its groups: one connection a process, whatever the number of
 * groups.
 *
 * <p>Threading: {@link #follow} may be called from any thread; sinks are called on the links' own threads and must only enqueue.
 */
public interface PeerLinks extends AutoCloseable {
    /**
     * Replaces the set of processes to be followed; unchanged ones are left alone. Connects, reads their streams, and reconnects without
     * end with bounded backoff while they are in the set. A stream that stands is not broken by another fingerprint alone: that is for the
     * next connection.
     */
    void follow(Map<ServiceId, PeerEndpoint> endpoints, Consumer<PeerSignal> sink);

    @Override
    void close();

    /**
     * Where a process's link is.
     *
     * @param endpoint {@code host:port}
     * @param fingerprint SHA-256 of the certificate that it must show, in hex; null where it named none
     */
    record PeerEndpoint(String endpoint, @Nullable String fingerprint) {
        /** Of a process that named no certificate. */
        public PeerEndpoint(String endpoint) {
            this(endpoint, null);
        }
    }

    /** What a link reports. */
    sealed interface PeerSignal {
        ServiceId service();

        /** Heartbeats of the members in that process. {@code nanos} is this process's clock at receipt. */
        record Heard(ServiceId service, Incarnation incarnation, List<MemberStatus> statuses, long nanos)
                implements PeerSignal {
            public Heard {
                statuses = List.copyOf(statuses);
            }
        }

        /**
         * The link changed: OK once a stream is open, RESET when it broke, REFUSED when the host that answered before refuses a reconnect,
         * TIMEOUT when it accepts or stays silent without answering.
         */
        record LinkChanged(ServiceId service, Reach reach, String detail, long nanos) implements PeerSignal {}
    }
}
