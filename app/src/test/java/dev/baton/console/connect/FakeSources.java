package dev.baton.console.connect;

import dev.baton.model.Event;
import dev.baton.model.ServiceId;
import dev.baton.port.PeerLinks.PeerEndpoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fake store, links and telemetry that a test drives by hand. */
final class FakeSources implements Sources {
    final FakeStore store = new FakeStore();
    final Map<ServiceId, PeerEndpoint> followed = new ConcurrentHashMap<>();

    @Nullable
    LinkSink sink;

    /** What a test drives by hand. */
    Consumer<Event> past = event -> {};

    Consumer<Event> telemetry = event -> {};

    LinkSink sink() {
        if (sink == null) {
            throw new AssertionError("links were never opened");
        }
        return sink;
    }

    @Override
    public FakeStore store() {
        return store;
    }

    @Override
    public Links links(LinkSink to) {
        sink = to;
        return new Links() {
            @Override
            public void follow(Map<ServiceId, PeerEndpoint> endpoints) {
                followed.putAll(endpoints);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public @Nullable AutoCloseable telemetry(Consumer<Event> from, Consumer<Event> to) {
        past = from;
        telemetry = to;
        return null;
    }
}
