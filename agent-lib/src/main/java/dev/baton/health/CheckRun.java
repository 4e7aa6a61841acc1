package dev.baton.health;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One run of one probe on a thread of the pool. Its outcome is left here for the monitor to collect. */
final class CheckRun implements Runnable {
    /** What came of it, and when it was over. */
    record Outcome(Finding finding, long endNanos) {}

    private final Probe probe;
    private final LongSupplier nanos;
    private final Runnable wake;
    final long startNanos;
    private @Nullable Thread thread; // guarded by this; set only while the probe looks
    private boolean cancelled; // guarded by this
    private volatile @Nullable Outcome outcome;

    CheckRun(Probe probe, LongSupplier nanos, Runnable wake) {
        this.probe = probe;
        this.nanos = nanos;
        this.wake = wake;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public void run() {
        Finding found;
        synchronized (this) {
            thread = cancelled ? null : Thread.currentThread();
        }
        try {
            found = thread() == null ? Finding.failed("not begun in time") : probe.look();
        } catch (InterruptedException e) {
            found = Finding.failed("interrupted");
        } catch (Throwable e) {
            // Also what is no Exception: a heap that is full is just what a check should tell, and its thread goes on.
            found = Finding.failed(said(e));
        } finally {
            synchronized (this) {
                thread = null;
                // An interrupt meant for the probe must not meet the pool's next task.
                boolean unused = Thread.interrupted();
            }
        }
        outcome = new Outcome(found, nanos.getAsLong());
        wake.run();
    }

    /** The reason that an exception gives; the innermost one is the one that names it. */
    private static String said(Throwable e) {
        Throwable cause = e;
        for (int depth = 0; depth < 10 && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private synchronized @Nullable Thread thread() {
        return thread;
    }

    /** It has taken too long: what it finds no longer counts. Whether the probe hears the interrupt is up to it. */
    synchronized void cancel() {
        cancelled = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Nullable
    Outcome outcome() {
        return outcome;
    }
}
