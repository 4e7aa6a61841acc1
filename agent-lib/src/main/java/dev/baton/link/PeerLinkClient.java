package dev.baton.link;

import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.PeerLinks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The links to the peers, by the streams of their {@link LinkServer}s: one thread and one connection a peer.
 *
 * <p>A refused connection is told as REFUSED only where that endpoint has answered before (protocol: CRASHED); otherwise it says nothing of
 * the peer and is told as UNKNOWN. Signals of a peer that is no longer followed are not delivered.
 */
public final class PeerLinkClient implements PeerLinks {
    private final Map<ServiceId, Followed> followed = new HashMap<>(); // guarded by this
    private volatile Consumer<PeerSignal> sink = signal -> {};
    private boolean closed; // guarded by this

    /**
     * As {@link PeerLinks#follow}.
     *
     * @throws IllegalArgumentException for a malformed endpoint, before anything has changed
     */
    @Override
    public synchronized void follow(Map<ServiceId, String> endpoints, Consumer<PeerSignal> sink) {
        endpoints.values().forEach(Endpoint::parse);
        if (closed) {
            return;
        }
        this.sink = sink;
        followed.entrySet().removeIf(entry -> {
            boolean gone = !entry.getValue().endpoint.equals(endpoints.get(entry.getKey()));
            if (gone) {
                entry.getValue().end();
            }
            return gone;
        });
        endpoints.forEach(
                (service, endpoint) -> followed.computeIfAbsent(service, of -> new Followed(of, endpoint).start()));
    }

    @Override
    public synchronized void close() {
        closed = true;
        followed.values().forEach(Followed::end);
        followed.clear();
    }

    private final class Followed implements LinkStream.Listener {
        private final ServiceId service;
        private final String endpoint;
        private boolean everOk; // by the stream's thread only
        private volatile boolean ended;
        private @org.jspecify.annotations.Nullable LinkStream stream;

        Followed(ServiceId service, String endpoint) {
            this.service = service;
            this.endpoint = endpoint;
        }

        Followed start() {
            stream = LinkStream.follow(endpoint, service, this);
            return this;
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
