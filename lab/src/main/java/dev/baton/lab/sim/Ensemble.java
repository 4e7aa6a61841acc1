package dev.baton.lab.sim;

import java.util.HashMap;
import java.util.Map;

/**
 * The store's servers: they apply what arrives, answer, and keep sessions. While they elect a leader nobody gets an answer; what was sent
 * before may be applied all the same, once the election is over.
 */
final class Ensemble {
    static final long SESSION_NANOS = 10_000_000_000L;

    private final World world;
    private final SimStore store;
    /** Since when a session was not heard of, or -1 while it is. */
    private final Map<Long, Long> silentSince = new HashMap<>();

    private long sessions;
    private boolean electing;
    private long electedNanos;

    Ensemble(World world, SimStore store) {
        this.world = world;
        this.store = store;
    }

    boolean electing() {
        return electing;
    }

    /** An election of that length begins: all connections break within a moment. */
    void elect(long nanos) {
        if (electing) {
            return;
        }
        electing = true;
        electedNanos = world.time.nanos() + nanos;
        world.story.tell("store", "elects a leader for " + nanos / 1_000_000L + " ms; no answers");
        for (SimHost host : world.hosts) {
            SimProcess p = host.process;
            if (p != null) {
                world.time.after(world.rng.between(0, 100_000_000L), () -> p.store.resetAll("the server elects"));
            }
        }
        long until = electedNanos;
        world.time.at(until, () -> {
            if (electing && electedNanos == until) {
                elected();
            }
        });
    }

    private void elected() {
        electing = false;
        world.story.tell("store", "has a leader again");
    }

    /** Ends an election that is under way. */
    void settle() {
        if (electing) {
            electedNanos = world.time.nanos();
            elected();
        }
    }

    long open() {
        silentSince.put(++sessions, -1L);
        return sessions;
    }

    boolean knows(long session) {
        return silentSince.containsKey(session);
    }

    void heard(long session) {
        silentSince.computeIfPresent(session, (s, since) -> -1L);
    }

    /** Nothing comes from that session from now on; it ends unless it is heard of in time. */
    void silent(long session) {
        Long since = silentSince.get(session);
        if (since == null || since >= 0) {
            return;
        }
        long from = world.time.nanos();
        silentSince.put(session, from);
        world.time.after(SESSION_NANOS, () -> expireIfSilentSince(session, from));
    }

    private void expireIfSilentSince(long session, long from) {
        if (!Long.valueOf(from).equals(silentSince.get(session))) {
            return;
        }
        if (electing) {
            world.time.at(electedNanos + SESSION_NANOS, () -> expireIfSilentSince(session, from));
        } else {
            end(session);
        }
    }

    /** Ends a session at once. */
    void end(long session) {
        if (silentSince.remove(session) != null) {
            store.expire(session);
        }
    }

    /** A request arrives over a connection that was of that generation when it was sent. */
    void arrive(StoreConnection from, int generation, StoreCall call) {
        if (electing) {
            if (world.rng.chance(0.6)) {
                long later = electedNanos + world.rng.between(0, 200_000_000L);
                world.time.at(later, () -> arrive(from, generation, call));
            }
            return;
        }
        Reply reply;
        if (call.ops == null) {
            reply = store.read(call.path);
        } else {
            reply = store.multi(call.ops, from.session());
            world.mix(store.zxid());
            if (reply instanceof Reply.Applied) {
                world.lateWriteNanos = call.sentNanos < world.healedNanos ? world.time.nanos() : world.lateWriteNanos;
                world.checks.written(from.process(), call.ops);
            }
        }
        from.answer(generation, call, reply);
    }
}
