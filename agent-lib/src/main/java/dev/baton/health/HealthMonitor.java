package dev.baton.health;

import dev.baton.model.CheckStatus.State;
import dev.baton.port.Ticker;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the checks of a process, and says how they stand.
 *
 * <p>Threading: one thread keeps the time and owns the checks' states; the probes run on a pool of their own, with at most one thread for
 * each check. {@link #health} may be called from any thread and costs a read. Without checks there is no thread.
 */
public final class HealthMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<CheckRunner> runners;
    private volatile Health health;
    private volatile boolean closed;
    private final Thread timer;
    private Runnable closePool = () -> {};

    /** Starts to check. The checks must be sound ({@link HealthCheck#problems(List, java.util.Set)}). */
    public static HealthMonitor start(List<HealthCheck> checks, Ticker ticker) {
        // A hanging check keeps its thread, and no more than one: so there is one for each, and none to spare is
        // needed.
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                0, Math.max(1, checks.size()), 10, TimeUnit.SECONDS, new SynchronousQueue<>(), HealthMonitor::thread);
        HealthMonitor monitor = new HealthMonitor(checks, ticker, pool);
        monitor.closePool = pool::shutdownNow;
        if (!checks.isEmpty()) {
            monitor.timer.start();
        }
        return monitor;
    }

    /** For a test that turns it by hand. */
    HealthMonitor(List<HealthCheck> checks, Ticker ticker, Executor pool) {
        timer = new Thread(this::run, "baton-health");
        timer.setDaemon(true);
        runners = checks.stream()
                .map(check -> new CheckRunner(check, pool, ticker, this::wake))
                .toList();
        health = snapshot();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "baton-check");
        thread.setDaemon(true);
        return thread;
    }

    private void wake() {
        LockSupport.unpark(timer);
    }

    /** How all checks stand. */
    public Health health() {
        return health;
    }

    private void run() {
        while (!closed) {
            long wait = turn();
            if (wait > 0) {
                LockSupport.parkNanos(Math.min(wait, MAX_WAIT_NANOS));
            }
        }
    }

    /** One turn of all checks. Nanoseconds until the next is needed. */
    long turn() {
        long wait = MAX_WAIT_NANOS;
        for (CheckRunner runner : runners) {
            State before = runner.fold().state();
            wait = Math.min(wait, runner.turn());
            State after = runner.fold().state();
            if (before != after) {
                tell(runner.fold(), after);
            }
        }
        health = snapshot();
        return wait;
    }

    private static void tell(CheckFold fold, State state) {
        if (state == State.FAILED) {
            LOG.warn("{}", fold.status().words());
        } else {
            LOG.info("{}", fold.status().words());
        }
    }

    private Health snapshot() {
        return new Health(runners.stream().map(r -> r.fold().status()).toList());
    }

    /** Ends all checks and closes their probes. Waits for none of them. */
    @Override
    public void close() {
        closed = true;
        wake();
        closePool.run();
        for (CheckRunner runner : runners) {
            try {
                runner.check().probe().close();
            } catch (RuntimeException e) {
                LOG.warn("closing check {}: {}", runner.check().name(), e.toString());
            }
        }
    }
}
