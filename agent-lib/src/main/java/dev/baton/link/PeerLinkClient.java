package dev.baton.link;

import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.PeerLinks;
import dev.baton.secure.TlsIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The links to the peers, by the streams of their {@link LinkServer}s: one thread and one connection a peer.
 *
 * <p>A refused connection is told as REFUSED only where that endpoint has answered before (protocol: CRASHED); otherwise it says nothing of
 * the peer and is told as UNKNOWN. Signals of a peer that is no longer followed are not delivered.
 */
public final class PeerLinkClient implements PeerLinks {
    private final Map<ServiceId, Followed> followed = new HashMap<>(); // guarded by this
    private volatile Consumer<PeerSignal> sink = signal -> {};
    private final @Nullable TlsIdentity tls;
    private boolean closed; // guarded by this

    /** Without a certificate: peers that named one are not reached. */
    public PeerLinkClient() {
        this(null);
    }

    /** @param tls with it, each peer is asked by TLS; it stays open when this is closed */
    public PeerLinkClient(@Nullable TlsIdentity tls) {
        this.tls = tls;
    }

    /**
     * As {@link PeerLinks#follow}.
     *
     * @throws IllegalArgumentException for a malformed endpoint, before anything has changed
     */
    @Override
    public synchronized void follow(Map<ServiceId, PeerEndpoint> endpoints, Consumer<PeerSignal> sink) {
        endpoints.values().forEach(to -> Endpoint.parse(to.endpoint()));
        if (closed) {
            return;
        }
        this.sink = sink;
        followed.entrySet().removeIf(entry -> {
            PeerEndpoint to = endpoints.get(entry.getKey());
            if (to != null && entry.getValue().to.endpoint().equals(to.endpoint())) {
                entry.getValue().expect(to.fingerprint());
                return false;
            }
            entry.getValue().end();
            return true;
        });
        endpoints.forEach((service, to) -> followed.computeIfAbsent(service, of -> new Followed(of, to).start()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        followed.values().forEach(Followed::end);
        followed.clear();
    }

    private final class Followed implements LinkStream.Listener {
        private final ServiceId service;
        private final PeerEndpoint to;
        private boolean everOk; // by the stream's thread only
        private volatile boolean ended;
        private @Nullable LinkStream stream;

        Followed(ServiceId service, PeerEndpoint to) {
            this.service = service;
            this.to = to;
        }

        Followed start() {
            stream = LinkStream.follow(to, tls, service, this);
            return this;
        }

        void expect(@Nullable String fingerprint) {
            if (stream != null) {
                stream.expect(fingerprint);
            }
        }

        void end() {
            ended = true;
            if (stream != null) {
                stream.close();
            }
        }

        @Override
        public void heard(ServiceId from, Incarnation incarnation, List<MemberStatus> statuses) {
            signal(new PeerSignal.Heard(from, incarnation, statuses, System.nanoTime()));
        }

        @Override
        public void event(Event event) {
            // For consoles.
        }

        @Override
        public void link(Reach reach, long rttMicros, String detail) {
            long nanos = System.nanoTime();
            everOk |= reach == Reach.OK;
            if (reach == Reach.REFUSED && !everOk) {
                signal(new PeerSignal.LinkChanged(
                        service, Reach.UNKNOWN, detail + "; it never answered before", nanos));
            } else {
                signal(new PeerSignal.LinkChanged(service, reach, detail, nanos));
            }
        }

        private void signal(PeerSignal signal) {
            if (!ended) {
                sink.accept(signal);
            }
        }
    }
}
