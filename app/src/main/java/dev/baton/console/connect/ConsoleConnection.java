package dev.baton.console.connect;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.Folding;
import dev.baton.console.model.History;
import dev.baton.console.model.HistoryLog;
import dev.baton.console.model.Observed;
import dev.baton.console.model.Via;
import dev.baton.model.Event;
import dev.baton.model.Hlc;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.model.StoreLayout;
import dev.baton.port.CoordinationStore;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.port.StoreEvent;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A live connection to a cluster: one reducer thread takes everything that comes from a bounded queue, folds it, and publishes an immutable
 * view.
 *
 * <p>Threading: every method may be called from any thread. Listeners are called on the reducer thread after their event was folded, and
 * must return quickly.
 */
public final class ConsoleConnection implements AutoCloseable {
    private static final int QUEUE = 65_536;
    /** Heartbeats are refused above this, so that reads of the store always find room. */
    private static final int HEARTBEAT_ROOM = QUEUE * 3 / 4;

    private static final int HISTORY_ROOM = QUEUE / 8;
    /** What comes within a quarter of a frame is folded at once where much comes: a wake-up costs more than an event. */
    private static final long GATHER_NANOS = 4_000_000;

    private static final int MANY = 16;
    /** Nothing is waited for while so much waits. */
    private static final int BACKLOG = 500;

    private final Ticker ticker;
    private final CoordinationStore store;
    private final Sources.Links links;
    private final @Nullable AutoCloseable telemetry;
    private final BlockingQueue<Signal> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final List<Consumer<Observed>> listeners = new CopyOnWriteArrayList<>();
    private final Object changed = new Object();
    private final Thread reducer;
    private volatile ClusterView published = ClusterView.EMPTY;
    private volatile History remembered = History.EMPTY;
    private volatile boolean synced;
    /** As {@code synced}, of the view that is not published yet. The reducer's own. */
    private boolean everythingRead;

    private volatile boolean closed;

    // Owned by the reducer thread.
    private final StoreDecoder decoder = new StoreDecoder();
    private final Map<ServiceId, PeerEndpoint> endpoints = new TreeMap<>();
    private final Folding folding = new Folding(ClusterView.EMPTY);
    private final HistoryLog log = new HistoryLog();
    private Hlc clock = Hlc.ZERO;
    /** Whether a process has another endpoint than the links know of. */
    private boolean moved;

    private ConsoleConnection(Sources sources, Ticker ticker) {
        this.ticker = ticker;
        this.store = sources.store();
        this.reducer =
                Thread.ofPlatform().daemon().name("baton-console-reducer").unstarted(this::reduce);
        this.links = sources.links(new Sources.LinkSink() {
            @Override
            public void event(Event event) {
                offer(new Signal.FromLink(event, ticker.wallMillis()));
            }

            @Override
            public void reached(ServiceId service, Reach reach, long rttMicros, String detail) {
                offer(new Signal.LinkChanged(service, reach, rttMicros, detail, ticker.wallMillis()));
            }
        });
        this.telemetry =
                sources.telemetry(this::past, event -> offer(new Signal.FromTelemetry(event, ticker.wallMillis())));
    }

    /** Connects in the background and follows the cluster until closed. */
    public static ConsoleConnection open(Sources sources, Ticker ticker) {
        ConsoleConnection connection = new ConsoleConnection(sources, ticker);
        connection.reducer.start();
        connection.store.watch(
                StoreLayout.GROUPS, event -> connection.offer(new Signal.FromStore(event, ticker.wallMillis())));
        return connection;
    }

    /** The newest view. */
    public ClusterView view() {
        return published;
    }

    /** What this connection saw since it was opened, for showing an earlier instant. */
    public History history() {
        return remembered;
    }

    /** Whether everything that the store held was read once. */
    public boolean synced() {
        return synced;
    }

    /** For conditional writes and fresh reads; closed with this connection. */
    public CoordinationStore store() {
        return store;
    }

    /** Events that did not fit into the queue. */
    public long dropped() {
        return dropped.get();
    }

    public void listen(Consumer<Observed> listener) {
        listeners.add(listener);
    }

    public void unlisten(Consumer<Observed> listener) {
        listeners.remove(listener);
    }

    /** Waits until the view is as asked for, at most {@code limit}; whether it is. */
    public boolean await(Predicate<ClusterView> condition, Duration limit) throws InterruptedException {
        long deadline = ticker.nanos() + limit.toNanos();
        synchronized (changed) {
            while (!condition.test(published)) {
                long left = deadline - ticker.nanos();
                if (left <= 0 || closed) {
                    return false;
                }
                // Conditions depend on the clock as well, so look again from time to time.
                changed.wait(Math.clamp(left / 1_000_000, 1, 20));
            }
            return true;
        }
    }

    @Override
    public void close() {
        closed = true;
        reducer.interrupt();
        links.close();
        if (telemetry != null) {
            try {
                telemetry.close();
            } catch (Exception ignored) {
                // Nothing can be done about a reader that does not close.
            }
        }
        store.close();
    }

    /** The past keeps its reader waiting rather than the present: it takes only room that nothing else needs. */
    private void past(Event event) {
        while (queue.size() >= HISTORY_ROOM && !closed) {
            LockSupport.parkNanos(1_000_000);
        }
        offer(new Signal.FromHistory(event, ticker.wallMillis()));
    }

    private void offer(Signal signal) {
        boolean beat = !(signal instanceof Signal.FromStore);
        if ((beat && queue.size() >= HEARTBEAT_ROOM) || !queue.offer(signal)) {
            dropped.incrementAndGet();
        }
    }

    private void reduce() {
        List<Signal> batch = new ArrayList<>();
        try {
            while (!closed) {
                Signal first = queue.poll(1, TimeUnit.SECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                queue.drainTo(batch, 1_000);
                int taken = batch.size();
                batch.forEach(this::takeSafely);
                batch.clear();
                remembered = log.history();
                follow();
                published = folding.get();
                synced = everythingRead;
                synchronized (changed) {
                    changed.notifyAll();
                }
                if (taken >= MANY && taken < BACKLOG) {
                    LockSupport.parkNanos(GATHER_NANOS);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** One event that cannot be folded is a fault of ours: it must not end the console. */
    private void takeSafely(Signal signal) {
        try {
            take(signal);
        } catch (RuntimeException failed) {
            System.getLogger(ConsoleConnection.class.getName())
                    .log(System.Logger.Level.ERROR, "an event was left out: " + signal, failed);
        }
    }

    private void take(Signal signal) {
        clock = clock.tick(signal.millis());
        switch (signal) {
            case Signal.FromStore s -> fromStore(s);
            case Signal.FromLink s -> fold(s.event(), Via.LINK, s.millis());
            case Signal.FromHistory s -> fold(s.event(), Via.HISTORY, s.millis());
            case Signal.FromTelemetry s -> fold(s.event(), Via.TELEMETRY, s.millis());
            case Signal.LinkChanged s -> linkChanged(s);
        }
    }

    private void fromStore(Signal.FromStore s) {
        switch (s.event()) {
            case StoreEvent.Node node -> fold(decoder.node(node, clock), Via.STORE, s.millis());
            case StoreEvent.Gone gone -> fold(decoder.gone(gone, clock), Via.STORE, s.millis());
            case StoreEvent.Synced _ -> {
                everythingRead = true;
                fold(link(store.connected(), store.connections(), "in step"), Via.STORE, s.millis());
            }
            case StoreEvent.Connection c -> fold(link(c.connected(), c.total(), c.detail()), Via.STORE, s.millis());
        }
    }

    private Event link(int connected, int total, String detail) {
        return new Event.StoreLink(
                clock, StoreDecoder.SOURCE, connected, total, folding.get().storeZxid(), detail);
    }

    /** A link is one for a whole process: each member in it was reached or was not. */
    private void linkChanged(Signal.LinkChanged s) {
        for (MemberId member : Residents.of(folding.get(), s.service())) {
            fold(
                    new Event.Reached(
                            clock, StoreDecoder.SOURCE, member.group(), member, s.reach(), s.rttMicros(), s.detail()),
                    Via.LINK,
                    s.millis());
        }
    }

    private void fold(@Nullable Event event, Via via, long millis) {
        if (event == null) {
            return;
        }
        Observed observed = new Observed(event, via, millis);
        folding.add(observed);
        log.add(observed, folding);
        if (event instanceof Event.LiveSeen seen && seen.live() != null) {
            follow(seen.live());
        }
        for (Consumer<Observed> listener : listeners) {
            try {
                listener.accept(observed);
            } catch (RuntimeException failed) {
                unlisten(listener);
                System.getLogger(ConsoleConnection.class.getName())
                        .log(System.Logger.Level.ERROR, "a listener failed and is no longer called", failed);
            }
        }
    }

    /** A process is followed also after its session went: one that is cut off from the store is the one to watch. */
    private void follow(Live live) {
        PeerEndpoint now = new PeerEndpoint(live.endpoint(), live.fingerprint());
        moved |= !now.equals(endpoints.put(live.member().service(), now));
    }

    /** Once for all that a batch told of: a fleet that is read at the start tells of thousands. */
    private void follow() {
        if (moved) {
            moved = false;
            links.follow(Map.copyOf(endpoints));
        }
    }
}
