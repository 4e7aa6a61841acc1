package dev.baton.kafka;

import dev.baton.model.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events between those who publish and the one thread that sends. A heartbeat is routine: it waits for the next one of its
 * source, so that one request takes two of each, and for {@value #LATEST_MILLIS} ms at most. Everything else goes at once, and takes
 * with it whatever waits. The order is kept.
 *
 * <p>Threading: {@link #put} and {@link #close} by any thread, neither blocks; {@link #take} by one.
 */
final class TelemetryQueue {
    /** No heartbeat waits longer. */
    static final long LATEST_MILLIS = 250;
    /** While nothing can be sent the rest stays here, where the oldest is dropped first. */
    static final int MOST = 128;

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition due = lock.newCondition();
    private final ArrayDeque<Event> events = new ArrayDeque<>(); // guarded by lock, like all below
    private final Set<String> waiting = new HashSet<>();
    private boolean flush;
    private boolean closed;

    TelemetryQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds one; how many were dropped: the oldest where it is full, this one once it is closed. */
    int put(Event event) {
        lock.lock();
        try {
            if (closed) {
                return 1;
            }
            int dropped = events.size() >= capacity ? 1 : 0;
            if (dropped > 0) {
                events.removeFirst();
            }
            events.addLast(event);
            boolean second = !waiting.add(event.source());
            if (!flush && (second || !(event instanceof Event.Heartbeat))) {
                flush = true;
                due.signal();
            }
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest {@value #MOST} at most, once they should be sent; empty where nothing came for a while, or once it is closed and empty. */
    List<Event> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(LATEST_MILLIS);
            while (!flush && !closed && left > 0) {
                left = due.awaitNanos(left);
            }
            List<Event> taken = new ArrayList<>(Math.min(events.size(), MOST));
            while (taken.size() < MOST && !events.isEmpty()) {
                taken.add(events.removeFirst());
            }
            flush = !events.isEmpty();
            waiting.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Whether what is in it is to be sent now. */
    boolean flushes() {
        lock.lock();
        try {
            return flush;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing is added, and nobody waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            due.signal();
        } finally {
            lock.unlock();
        }
    }
}
