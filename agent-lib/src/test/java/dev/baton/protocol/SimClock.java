package dev.baton.protocol;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Simulated time: runs what is due, in the order of due times. */
final class SimClock {
    private record Due(long nanos, long order, Runnable work) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
    private long nanos;
    private long order;

    SimClock(long startNanos) {
        nanos = startNanos;
    }

    long nanos() {
        return nanos;
    }

    void after(long delayNanos, Runnable work) {
        queue.add(new Due(nanos + Math.max(0, delayNanos), order++, work));
    }

    /** Runs the next due work; false once there is none before {@code until}. */
    boolean next(long until) {
        Due due = queue.peek();
        if (due == null || due.nanos() > until) {
            nanos = until;
            return false;
        }
        queue.poll();
        nanos = Math.max(nanos, due.nanos());
        due.work().run();
        return true;
    }
}
