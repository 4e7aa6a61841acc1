package dev.baton.console.connect;

import dev.baton.model.Event;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.CoordinationStore;
import dev.baton.port.PeerLinks.PeerEndpoint;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a console's events come from. Sinks may be called from any thread and only enqueue. */
public interface Sources {
    CoordinationStore store();

    /** Opens the direct links, following nobody yet. */
    Links links(LinkSink sink);

    /**
     * Opens the telemetry; null where the cluster has none.
     *
     * @param past what was there before, bounded in number and time; may keep its caller waiting
     * @param sink what comes since
     */
    @Nullable
    AutoCloseable telemetry(Consumer<Event> past, Consumer<Event> sink);

    /** The direct links to the processes of a cluster. */
    interface Links extends AutoCloseable {
        /** Replaces the set of processes to be followed; unchanged ones are left alone, and so are those of which only the certificate changed. */
        void follow(Map<ServiceId, PeerEndpoint> endpoints);

        @Override
        void close();
    }

    /** What links report. */
    interface LinkSink {
        void event(Event event);

        /** The link to a process changed. {@code rttMicros} is -1 where not measured. */
        void reached(ServiceId service, Reach reach, long rttMicros, String detail);
    }
}
