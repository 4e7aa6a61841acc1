package dev.baton.lab.sim;

import java.util.Arrays;

/** Simulated time: runs what is due in the order of due times, and what is due at the same instant in the order of asking. One thread. */
final class Scheduler {
    /** Of each node of the heap: fewer levels than with two. */
    private static final int CHILDREN = 4;

    private long[] due = new long[256];
    private long[] order = new long[256];
    private Runnable[] work = new Runnable[256];
    private int size;
    private long nanos;
    private long asked;
    private long ran;

    /** True time, which no member can see. */
    long nanos() {
        return nanos;
    }

    long millis() {
        return nanos / 1_000_000L;
    }

    /** How much has run. */
    long events() {
        return ran;
    }

    void after(long delayNanos, Runnable what) {
        at(nanos + Math.max(0, delayNanos), what);
    }

    void at(long dueNanos, Runnable what) {
        if (size == due.length) {
            due = Arrays.copyOf(due, 2 * size);
            order = Arrays.copyOf(order, 2 * size);
            work = Arrays.copyOf(work, 2 * size);
        }
        long when = Math.max(nanos, dueNanos);
        int i = size++;
        while (i > 0) {
            int parent = (i - 1) / CHILDREN;
            if (due[parent] <= when) {
                break; // What was asked for earlier comes first.
            }
            move(parent, i);
            i = parent;
        }
        put(i, when, asked++, what);
    }

    /** Runs the next due work; false, with time moved to {@code until}, once none is left before it. */
    boolean next(long until) {
        if (size == 0 || due[0] > until) {
            nanos = Math.max(nanos, until);
            return false;
        }
        Runnable first = work[0];
        nanos = due[0];
        removeFirst();
        ran++;
        first.run();
        return true;
    }

    private void removeFirst() {
        int last = --size;
        long when = due[last];
        long number = order[last];
        Runnable what = work[last];
        work[last] = Scheduler::nothing; // Lets go of what has run.
        int i = 0;
        while (true) {
            int child = CHILDREN * i + 1;
            if (child >= last) {
                break;
            }
            int end = Math.min(child + CHILDREN, last);
            for (int other = child + 1; other < end; other++) {
                if (due[other] < due[child] || (due[other] == due[child] && order[other] < order[child])) {
                    child = other;
                }
            }
            if (when < due[child] || (when == due[child] && number < order[child])) {
                break;
            }
            move(child, i);
            i = child;
        }
        if (last > 0) {
            put(i, when, number, what);
        }
    }

    private void move(int from, int to) {
        due[to] = due[from];
        order[to] = order[from];
        work[to] = work[from];
    }

    private void put(int i, long when, long number, Runnable what) {
        due[i] = when;
        order[i] = number;
        work[i] = what;
    }

    private static void nothing() {}
}
