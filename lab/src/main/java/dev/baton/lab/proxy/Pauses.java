package dev.baton.lab.proxy;

import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.ProcessRef.Signal;
import java.util.concurrent.TimeUnit;

/**
 * Pauses like those of a garbage collector: a process stops for a while, again and again, for a bounded time. Runs on the proxy's timer, so
 * that it goes on after the asker has gone; ends with the process.
 */
final class Pauses {
    private final TcpProxy timer;
    private final ProcessRef process;
    private final long pauseMillis;
    private final long everyMillis;
    private final long endNanos;

    private Pauses(TcpProxy timer, ProcessRef process, long pauseMillis, long everyMillis, long forMillis) {
        this.timer = timer;
        this.process = process;
        this.pauseMillis = pauseMillis;
        this.everyMillis = everyMillis;
        this.endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(forMillis);
    }

    /** The first pause comes at once. */
    static void start(TcpProxy timer, ProcessRef process, long pauseMillis, long everyMillis, long forMillis) {
        if (pauseMillis < 1 || everyMillis <= pauseMillis || forMillis < 1) {
            throw new IllegalArgumentException("pauses of " + pauseMillis + " ms every " + everyMillis + " ms for "
                    + forMillis + " ms: expected a pause shorter than what is between two, and a time");
        }
        new Pauses(timer, process, pauseMillis, everyMillis, forMillis).once();
    }

    private void once() {
        if (System.nanoTime() - endNanos >= 0 || !process.signal(Signal.STOP)) {
            return;
        }
        timer.later(() -> process.signal(Signal.CONT), pauseMillis);
        timer.later(this::once, everyMillis);
    }
}
