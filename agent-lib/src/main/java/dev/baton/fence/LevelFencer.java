package dev.baton.fence;

import dev.baton.fence.FenceLevels.Level;
import dev.baton.model.MemberId;
import dev.baton.port.FenceDevice;
import dev.baton.port.FenceTarget;
import dev.baton.port.Fencer;
import dev.baton.port.FencingReport;
import dev.baton.port.FencingReport.Outcome;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link LevelRun} with real devices, each fencing on a thread of a bounded pool. */
public final class LevelFencer implements Fencer {
    static final int MOST_AT_ONCE = 8;
    static final int MOST_WAITING = 64;

    private static final Logger LOG = LoggerFactory.getLogger(LevelFencer.class);
    private static final int IDLE_SECONDS = 10;
    private static final int CLOSE_SECONDS = 3;

    private final Map<String, FenceDevice> devices = new TreeMap<>();
    private final FenceLevels levels;
    private final Ticker ticker;
    private final ThreadPoolExecutor pool;
    private final Map<MemberId, Running> running = new HashMap<>(); // guarded by itself

    private record Running(FenceTarget target, CompletableFuture<FencingReport> result, long startMillis) {}

    /**
     * One that is idle until it is asked.
     *
     * @param devices whose names differ
     */
    public LevelFencer(Collection<FenceDevice> devices, FenceLevels levels, Ticker ticker) {
        for (FenceDevice device : devices) {
            if (this.devices.put(device.name(), device) != null) {
                throw new IllegalArgumentException("two fence devices are named '" + device.name() + "'");
            }
        }
        this.levels = levels;
        this.ticker = ticker;
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(task, "baton-fence-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public boolean covers(MemberId member) {
        return !levels.levels(member, devices).isEmpty();
    }

    @Override
    public CompletionStage<FencingReport> fence(FenceTarget target, Duration limit) {
        List<Level> asked = levels.levels(target.member(), devices);
        if (asked.isEmpty()) {
            return refused(
                    target,
                    "no fence device covers " + target.member() + ": expected one in the levels, found "
                            + (devices.isEmpty() ? "no device at all" : "only " + devices.keySet())
                            + "; add the member to a device's targets");
        }
        long deadlineNanos = ticker.nanos() + limit.toNanos();
        CompletableFuture<FencingReport> result = new CompletableFuture<>();
        synchronized (running) {
            Running before = running.get(target.member());
            if (before != null) {
                return before.target().epoch().equals(target.epoch())
                        ? before.result().minimalCompletionStage()
                        : refused(
                                target,
                                target.member() + " is being fenced for epoch "
                                        + before.target().epoch()
                                        + ": expected no other fencing of it; repeat once that has ended");
            }
            try {
                pool.execute(() -> run(target, LevelRun.of(asked), deadlineNanos));
            } catch (RejectedExecutionException full) {
                return refused(
                        target,
                        pool.isShutdown()
                                ? "this process is ending"
                                : "expected at most " + MOST_AT_ONCE + " fencings at once and " + MOST_WAITING
                                        + " waiting, found more; repeat");
            }
            // The task finds it, because it too takes the lock before it ends.
            running.put(target.member(), new Running(target, result, ticker.wallMillis()));
            return result.minimalCompletionStage();
        }
    }

    private CompletionStage<FencingReport> refused(FenceTarget target, String reason) {
        return CompletableFuture.completedFuture(new FencingReport(
                        target.member(), target.epoch(), Outcome.FAILED, 0, reason, ticker.wallMillis(), 0, List.of()))
                .minimalCompletionStage();
    }

    private void run(FenceTarget target, LevelRun begun, long deadlineNanos) {
        long startNanos = ticker.nanos();
        long startMillis = ticker.wallMillis();
        LOG.warn("Fencing {} (epoch {}) by {}", target.member(), target.epoch(), begun.levels());
        LevelRun now = begun;
        LevelRun.Step step = now.next();
        while (step instanceof LevelRun.Step.Ask ask) {
            long left = deadlineNanos - ticker.nanos();
            if (left <= 0 || pool.isShutdown()) {
                now = now.outOfTime();
            } else {
                now = now.answered(new Question(devices.get(ask.device()), ask, target, ticker).answer(left));
            }
            step = now.next();
        }
        LevelRun.Step.Over over = (LevelRun.Step.Over) step;
        FencingReport report = new FencingReport(
                target.member(),
                target.epoch(),
                over.outcome(),
                over.level(),
                over.reason(),
                startMillis,
                TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - startNanos),
                now.answers());
        LOG.warn("Fencing {} (epoch {}): {}. {}", target.member(), target.epoch(), report.outcome(), report.reason());
        finish(target.member(), report);
    }

    private void finish(MemberId member, FencingReport report) {
        Running ended;
        synchronized (running) {
            ended = running.remove(member);
        }
        if (ended != null) {
            ended.result().complete(report);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A fence device does not hear an interrupt; its thread is left behind");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        List<Running> left;
        synchronized (running) {
            left = List.copyOf(running.values());
        }
        // Those that waited for a thread, or whose device is deaf.
        for (Running one : left) {
            FenceTarget target = one.target();
            finish(
                    target.member(),
                    new FencingReport(
                            target.member(),
                            target.epoch(),
                            Outcome.UNKNOWN,
                            0,
                            "this process ended before the fencing did; the member may be off or on",
                            one.startMillis(),
                            ticker.wallMillis() - one.startMillis(),
                            List.of()));
        }
    }
}
