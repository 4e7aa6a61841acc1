package dev.baton.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@link Probes#eventLoop}. A loop that stands still is not given more to do. */
final class EventLoopProbe implements Probe {
    private final Executor loop;
    private final long limitNanos;
    private @Nullable Ping waiting; // by the run under way only, of which there is one at a time

    EventLoopProbe(Executor loop, Duration limit) {
        this.loop = loop;
        this.limitNanos = limit.toNanos();
    }

    private static final class Ping implements Runnable {
        final CountDownLatch ran = new CountDownLatch(1);
        final long sentNanos = System.nanoTime();
        volatile long ranNanos;

        @Override
        public void run() {
            ranNanos = System.nanoTime();
            ran.countDown();
        }
    }

    @Override
    public Finding look() throws InterruptedException {
        Ping ping = waiting;
        if (ping == null) {
            ping = new Ping();
            waiting = ping;
            try {
                loop.execute(ping);
            } catch (RejectedExecutionException e) {
                waiting = null;
                return Finding.failed("the loop takes no task: " + e.getMessage());
            }
        }
        long left = limitNanos - (System.nanoTime() - ping.sentNanos);
        boolean ran = ping.ran.await(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (!ran) {
            return Finding.failed("a task has waited " + millis(System.nanoTime() - ping.sentNanos)
                    + " ms for the loop, expected at most " + millis(limitNanos) + " ms");
        }
        waiting = null;
        long lag = ping.ranNanos - ping.sentNanos;
        String found = "a task waited " + lag / 1_000L + " us";
        return lag <= limitNanos
                ? Finding.ok(found)
                : Finding.failed(found + ", expected at most " + millis(limitNanos) + " ms");
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000L;
    }
}
