package dev.baton.lab.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One of a process's connections to the store. Requests arrive in the order in which they were sent. A cut is silent at first: what is
 * sent waits, as TCP would have it, until the cut heals or the client gives the connection up.
 */
final class StoreConnection {
    /** Two thirds of the session: then a client that hears nothing gives its connection up. */
    private static final long READ_NANOS = Ensemble.SESSION_NANOS * 2 / 3;

    private static final long OVERDUE_NANOS = 100_000_000L;

    private final World world;
    private final SimProcess process;
    private final Deque<StoreCall> unanswered = new ArrayDeque<>();
    private final List<StoreCall> stuck = new ArrayList<>();
    private boolean up;
    private int generation;
    private long session;
    private long lastArrival;

    StoreConnection(World world, SimProcess process) {
        this.world = world;
        this.process = process;
    }

    boolean up() {
        return up;
    }

    long session() {
        return session;
    }

    int generation() {
        return generation;
    }

    SimProcess process() {
        return process;
    }

    boolean overdue() {
        StoreCall oldest = unanswered.peekFirst();
        return oldest != null && world.time.nanos() - oldest.sentNanos > OVERDUE_NANOS;
    }

    void connect(long delayNanos) {
        int of = generation;
        process.later(delayNanos, Source.STORE, () -> {
            if (of != generation || up) {
                return;
            }
            if (world.net.storeCut(process.host) || world.ensemble.electing()) {
                connect(world.rng.between(100_000_000L, 1_000_000_000L));
                return;
            }
            if (!world.ensemble.knows(session)) {
                session = world.ensemble.open();
            }
            world.ensemble.heard(session);
            up = true;
            generation++;
            lastArrival = 0;
            process.store.changed();
        });
    }

    void send(StoreCall call) {
        call.sentNanos = world.time.nanos();
        unanswered.add(call);
        if (world.net.storeCut(process.host)) {
            stuck.add(call);
        } else {
            dispatch(call);
        }
    }

    private void dispatch(StoreCall call) {
        int of = generation;
        long arrival = Math.max(lastArrival, world.time.nanos() + world.net.toStore(process.host));
        lastArrival = arrival;
        world.time.at(arrival, () -> world.ensemble.arrive(this, of, call));
    }

    /** The store's answer sets out. */
    void answer(int of, StoreCall call, Reply reply) {
        if (of != generation || !up || world.net.storeCut(process.host)) {
            return;
        }
        if (call.ops != null && world.net.losesAnswer(process.host)) {
            if (world.rng.chance(0.5)) {
                reset("the connection broke before an answer", world.rng.between(0, 2_000_000_000L));
            } else {
                unanswered.remove(call); // Its own timer says that no answer came.
            }
            return;
        }
        process.later(world.net.fromStore(process.host), Source.STORE, () -> {
            if (of == generation) {
                unanswered.remove(call);
                call.finish(reply);
            }
        });
    }

    /** The connection is gone and the client knows it; the session lives on for its time. */
    void reset(String why, long reconnectNanos) {
        if (!up) {
            return;
        }
        process.run(Source.STORE, () -> {
            if (!up) {
                return;
            }
            up = false;
            generation++;
            world.ensemble.silent(session);
            stuck.clear();
            List<StoreCall> lost = new ArrayList<>(unanswered);
            unanswered.clear();
            for (StoreCall call : lost) {
                call.finish(new Reply.Unknown(why));
            }
            process.store.changed();
            connect(reconnectNanos);
        });
    }

    /** The network between them is cut without a word. */
    void cut() {
        if (!up) {
            return;
        }
        world.ensemble.silent(session);
        int of = generation;
        process.later(READ_NANOS, Source.STORE, () -> {
            if (of == generation && world.net.storeCut(process.host)) {
                reset("no answer from the server for " + READ_NANOS / 1_000_000L + " ms", 0);
            }
        });
    }

    void healed() {
        if (!up) {
            return;
        }
        if (!world.ensemble.knows(session)) {
            reset("the session has expired", world.rng.between(0, 200_000_000L));
            return;
        }
        world.ensemble.heard(session);
        lastArrival = 0; // What is late stays late, and holds up nothing any more.
        List<StoreCall> waiting = new ArrayList<>(stuck);
        stuck.clear();
        waiting.forEach(this::dispatch);
    }

    /** Nothing is sent while the process stands still, not even a ping. */
    void stoodStill() {
        if (up) {
            world.ensemble.silent(session);
        }
    }
}
