package dev.baton.health;

import dev.baton.port.Ticker;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs one check in its rhythm. Owned by the monitor's thread; at most one run is under way, however long it hangs. */
final class CheckRunner {
    private static final long BUSY_NANOS = 10_000_000L;

    private final HealthCheck check;
    private final Executor pool;
    private final Ticker ticker;
    private final Runnable wake;
    private CheckFold fold;
    private long dueNanos;
    private @Nullable CheckRun running;
    private boolean overdue;

    CheckRunner(HealthCheck check, Executor pool, Ticker ticker, Runnable wake) {
        this.check = check;
        this.pool = pool;
        this.ticker = ticker;
        this.wake = wake;
        this.fold = CheckFold.begin(check, ticker.wallMillis());
        this.dueNanos = ticker.nanos();
    }

    CheckFold fold() {
        return fold;
    }

    HealthCheck check() {
        return check;
    }

    /** Takes in what came, starts what is due. Nanoseconds until something is to be done again. */
    long turn() {
        long now = ticker.nanos();
        CheckRun run = running;
        if (run != null) {
            collect(run, now);
        }
        if (now - dueNanos >= 0) {
            begin(now);
        }
        long next = dueNanos;
        if (running != null && !overdue) {
            long deadline = running.startNanos + check.timeout().toNanos();
            next = deadline - next < 0 ? deadline : next;
        }
        return Math.max(0, next - ticker.nanos());
    }

    private void collect(CheckRun run, long now) {
        CheckRun.Outcome outcome = run.outcome();
        long limit = check.timeout().toNanos();
        if (outcome != null) {
            running = null;
            if (!overdue) {
                long took = outcome.endNanos() - run.startNanos;
                take(took > limit ? tooLong(took, "took") : outcome.finding(), took);
            }
        } else if (!overdue && now - run.startNanos >= limit) {
            overdue = true;
            run.cancel();
            take(tooLong(now - run.startNanos, "no answer for"), now - run.startNanos);
        }
    }

    private void begin(long now) {
        if (running != null) {
            // Still hanging: failed again, but nothing is piled up behind it.
            if (overdue) {
                take(tooLong(now - running.startNanos, "no answer for"), now - running.startNanos);
            }
            dueNanos = now + check.interval().toNanos();
            return;
        }
        CheckRun run = new CheckRun(check.probe(), ticker::nanos, wake);
        try {
            running = run;
            overdue = false;
            pool.execute(run);
            dueNanos = run.startNanos + check.interval().toNanos();
        } catch (RejectedExecutionException noThreadYet) {
            running = null; // The run before has said its word, but its thread is not back yet.
            dueNanos = now + BUSY_NANOS;
        }
    }

    private Finding tooLong(long nanos, String how) {
        return Finding.failed(how + " " + nanos / 1_000_000L + " ms, expected at most "
                + check.timeout().toMillis() + " ms");
    }

    private void take(Finding finding, long nanos) {
        fold = fold.after(finding, ticker.wallMillis(), nanos / 1_000L);
    }
}
