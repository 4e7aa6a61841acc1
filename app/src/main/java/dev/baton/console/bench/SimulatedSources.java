package dev.baton.console.bench;

import dev.baton.console.connect.Sources;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.CoordinationStore;
import dev.baton.port.PeerLinks.PeerEndpoint;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Links, telemetry and store of a simulated fleet: one thread brings {@code rate} events a second: four lease renewals for each group, and
 * for the rest heartbeats, each fifth of them over the telemetry too.
 */
final class SimulatedSources implements Sources, AutoCloseable {
    private static final long RENEWALS_PER_SECOND = 4;
    private static final int TELEMETRY_EVERY = 5;
    private static final long STEP_NANOS = 1_000_000;
    /** After a pause of the machine at most so much is brought at once: agents do not wait for a console. */
    private static final long BEHIND_NANOS = 200_000_000;

    private final SimulatedFleet fleet;
    private final SimulatedStore store;
    private final long rate;
    private final long[] seqs;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("baton-bench-fleet").unstarted(this::run);
    private volatile @Nullable LinkSink links;
    private volatile @Nullable Consumer<Event> telemetry;
    private volatile boolean closed;
    private int nextMember;
    private int nextGroup;

    SimulatedSources(SimulatedFleet fleet, long rate) {
        this.fleet = fleet;
        this.rate = rate;
        this.store = new SimulatedStore(fleet);
        this.seqs = new long[fleet.members().size()];
    }

    /** Begins, once the store is watched: each process is reached first. */
    void start() {
        LinkSink to = links;
        if (to == null) {
            throw new IllegalStateException("the links are not open yet: open the connection first");
        }
        for (int i = 0; i < seqs.length; i++) {
            ServiceId service = fleet.members().get(i).service();
            beat(to, i);
            to.reached(service, Reach.OK, 2_000, "stream open");
        }
        thread.start();
    }

    private void run() {
        long renewals = Math.min(rate / 2, RENEWALS_PER_SECOND * fleet.groups().size());
        long beats = Math.max(1, (rate - renewals) * TELEMETRY_EVERY / (TELEMETRY_EVERY + 1));
        long begun = System.nanoTime();
        long renewed = 0;
        long beaten = 0;
        LinkSink to = links;
        while (!closed && to != null) {
            long elapsed = System.nanoTime() - begun;
            if (elapsed - beaten * 1e9 / beats > BEHIND_NANOS) {
                begun = System.nanoTime();
                renewed = 0;
                beaten = 0;
                elapsed = 0;
            }
            for (; renewed < elapsed * renewals / 1_000_000_000; renewed++) {
                store.renew(nextGroup);
                nextGroup = (nextGroup + 1) % fleet.groups().size();
            }
            for (; beaten < elapsed * beats / 1_000_000_000; beaten++) {
                beat(to, nextMember);
                nextMember = (nextMember + 1) % seqs.length;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private void beat(LinkSink to, int member) {
        long seq = seqs[member]++;
        Hlc at = new Hlc(System.currentTimeMillis(), 0);
        String name = fleet.members().get(member).value();
        to.event(new Event.Heartbeat(at, name, -1, fleet.status(member, seq)));
        Consumer<Event> topic = telemetry;
        if (topic != null && (seq % TELEMETRY_EVERY == 0)) {
            topic.accept(new Event.Heartbeat(at, name, seq, fleet.status(member, seq)));
        }
    }

    @Override
    public CoordinationStore store() {
        return store;
    }

    @Override
    public Links links(LinkSink sink) {
        links = sink;
        return new Links() {
            @Override
            public void follow(Map<ServiceId, PeerEndpoint> endpoints) {}

            @Override
            public void close() {}
        };
    }

    @Override
    public AutoCloseable telemetry(Consumer<Event> past, Consumer<Event> sink) {
        telemetry = sink;
        return () -> telemetry = null;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
