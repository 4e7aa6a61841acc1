package dev.baton.console.connect;

import dev.baton.link.LinkStream;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.Ticker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One stream for each process. */
final class LinkFollower implements Sources.Links {
    private final Sources.LinkSink sink;
    private final Map<ServiceId, Followed> streams = new HashMap<>(); // guarded by this
    private boolean closed; // guarded by this

    private record Followed(String endpoint, LinkStream stream) {}

    LinkFollower(Sources.LinkSink sink) {
        this.sink = sink;
    }

    @Override
    public synchronized void follow(Map<ServiceId, String> endpoints) {
        if (closed) {
            return;
        }
        streams.entrySet().removeIf(entry -> {
            boolean over = !entry.getValue().endpoint().equals(endpoints.get(entry.getKey()));
            if (over) {
                entry.getValue().stream().close();
            }
            return over;
        });
        endpoints.forEach((service, endpoint) -> streams.computeIfAbsent(service, id -> start(id, endpoint)));
    }

    private Followed start(ServiceId service, String endpoint) {
        return new Followed(endpoint, LinkStream.follow(endpoint, new Listener(service)));
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
