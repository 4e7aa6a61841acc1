package dev.baton.console.connect;

import dev.baton.link.LinkStream;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.port.Ticker;
import dev.baton.secure.TlsIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One stream for each process. */
final class LinkFollower implements Sources.Links {
    private final Sources.LinkSink sink;
    private final @Nullable TlsIdentity tls;
    private final Map<ServiceId, Followed> streams = new HashMap<>(); // guarded by this
    private boolean closed; // guarded by this

    private record Followed(String endpoint, LinkStream stream) {}

    /** @param tls with it, each process is asked by TLS; it stays open when this is closed */
    LinkFollower(Sources.LinkSink sink, @Nullable TlsIdentity tls) {
        this.sink = sink;
        this.tls = tls;
    }

    @Override
    public synchronized void follow(Map<ServiceId, PeerEndpoint> endpoints) {
        if (closed) {
            return;
        }
        streams.entrySet().removeIf(entry -> {
            PeerEndpoint to = endpoints.get(entry.getKey());
            if (to != null && entry.getValue().endpoint().equals(to.endpoint())) {
                entry.getValue().stream().expect(to.fingerprint());
                return false;
            }
            entry.getValue().stream().close();
            return true;
        });
        endpoints.forEach((service, to) -> streams.computeIfAbsent(service, id -> start(id, to)));
    }

    private Followed start(ServiceId service, PeerEndpoint to) {
        return new Followed(to.endpoint(), LinkStream.follow(to, tls, new Listener(service)));
    }

    @Override
    public synchronized void close() {
        closed = true;
        streams.values().forEach(followed -> followed.stream().close());
        streams.clear();
    }

    private final class Listener implements LinkStream.Listener {
        private final ServiceId expected;

        Listener(ServiceId expected) {
            this.expected = expected;
        }

        /** A beat carries no stamp of its own: sequence -1 tells the fold so. */
        @Override
        public void heard(ServiceId service, Incarnation incarnation, List<MemberStatus> statuses) {
            Hlc now = new Hlc(Ticker.system().wallMillis(), 0);
            for (MemberStatus status : statuses) {
                sink.event(new Event.Heartbeat(now, status.member().value(), -1, status));
            }
        }

        @Override
        public void event(Event event) {
            sink.event(event);
        }

        @Override
        public void link(Reach reach, long rttMicros, String detail) {
            sink.reached(expected, reach, rttMicros, detail);
        }
    }
}
