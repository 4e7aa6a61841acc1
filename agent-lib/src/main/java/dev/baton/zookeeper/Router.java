package dev.baton.zookeeper;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the connection for each request: one that is up and owes no answer for more than 100 ms, in turn, so that a repeated request goes
 * another way. While none is up, a request waits for one until its timeout; one whose time is over is never sent.
 */
final class Router {
    private static final int MAX_WAITING = 1_000;

    private final List<Connection> connections;
    private final ScheduledExecutorService timer;
    private final AtomicInteger turn = new AtomicInteger();
    private final Queue<Call<?>> waiting = new ArrayDeque<>(); // guarded by itself
    private volatile boolean closed;

    Router(List<Connection> connections, ScheduledExecutorService timer) {
        this.connections = connections;
        this.timer = timer;
    }

    <T> CompletionStage<T> submit(Call<T> call) {
        if (closed) {
            call.giveUp("the store is closed");
            return call.future();
        }
        call.arm(timer);
        Session session = choose(call.onFirst());
        if (session != null) {
            session.send(call);
        } else if (enqueue(call)) {
            drain(); // A connection may have come up, or close() may have passed, just before it was queued.
        } else {
            call.giveUp(MAX_WAITING + " requests wait for a connection already");
        }
        return call.future();
    }

    private boolean enqueue(Call<?> call) {
        synchronized (waiting) {
            if (waiting.size() >= MAX_WAITING) {
                waiting.removeIf(Call::done);
            }
            return waiting.size() < MAX_WAITING && waiting.add(call);
        }
    }

    /** Sends what has waited, if a connection is up. */
    void drain() {
        while (true) {
            Call<?> call;
            Session session;
            synchronized (waiting) {
                call = waiting.peek();
                if (call == null) {
                    return;
                }
                session = choose(call.onFirst());
                if (session == null && !closed) {
                    return;
                }
                waiting.remove();
            }
            if (session == null) {
                call.giveUp("the store is closed");
            } else if (!call.done()) {
                session.send(call);
            }
        }
    }

    private @Nullable Session choose(boolean first) {
        if (closed) {
            return null;
        }
        int start = first ? 0 : turn.getAndIncrement();
        long now = System.nanoTime();
        Session overdue = null;
        for (int i = 0; i < connections.size(); i++) {
            Session session = connections
                    .get(Math.floorMod(start + i, connections.size()))
                    .connected();
            if (session != null && !session.overdue(now)) {
                return session;
            }
            overdue = overdue == null ? session : overdue;
        }
        return overdue;
    }

    /** Completes everything that is outstanding as unknown, and all that comes later. */
    void close(Collection<Session> sessions) {
        closed = true;
        drain();
        sessions.forEach(session -> session.giveUpAll("the store was closed"));
    }
}
