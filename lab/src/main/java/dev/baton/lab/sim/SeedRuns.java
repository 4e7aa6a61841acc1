package dev.baton.lab.sim;

import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Many seeds, one after the other on a bounded number of threads. */
public final class SeedRuns {
    private static final int MOST_KEPT = 100;
    private static final long TELL_MILLIS = 1_000;

    private SeedRuns() {}

    /**
     * What came of them.
     *
     * @param seeds how many ran
     * @param clusterMinutes simulated: one group for one minute each
     * @param longestHealMillis from the end of the last fault until a primary worked, the longest of all
     * @param withOperators how many of them had operators, and what was {@code asked} for in all of those together
     * @param hash over all that happened in all of them: the same for the same seeds and options
     * @param violations of the first seeds that had any, in the order of the seeds
     */
    public record Report(
            long seeds,
            long events,
            double clusterMinutes,
            double seconds,
            double clusterMinutesPerSecond,
            long epochs,
            long withOperators,
            SimResult.Asked asked,
            String hash,
            long longestHealMillis,
            long violated,
            List<Violation> violations) {
        public Report {
            violations = List.copyOf(violations);
        }

        public boolean clean() {
            return violated == 0;
        }
    }

    /** As {@link SimResult.Violation}, with the seed that replays it. */
    public record Violation(long seed, String check, long atMillis, String detail) {}

    /**
     * Runs {@code count} seeds from {@code first} on.
     *
     * @param progress told about once a second how far it is; on the calling thread
     * @throws InterruptedException if the caller is interrupted; the runs end soon then
     */
    public static Report run(long first, long count, int threads, SimOptions options, Consumer<Report> progress)
            throws InterruptedException {
        Run run = new Run(first, count, options);
        CountDownLatch ended = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().daemon().name("baton-sim-" + i).start(() -> {
                try {
                    run.work();
                } finally {
                    ended.countDown();
                }
            });
        }
        try {
            while (!ended.await(TELL_MILLIS, TimeUnit.MILLISECONDS)) {
                progress.accept(run.report());
            }
        } finally {
            run.stopped = true;
        }
        RuntimeException broken = run.broken;
        if (broken != null) {
            throw broken;
        }
        return run.report();
    }

    /** The report of one run. */
    public static Report of(SimResult result) {
        Run run = new Run(result.seed(), 1, SimOptions.DEFAULT);
        run.add(result);
        return run.report();
    }

    private static final class Run {
        private final long first;
        private final long count;
        private final SimOptions options;
        private final long began = System.nanoTime();
        private final AtomicLong taken = new AtomicLong();
        private final AtomicLong done = new AtomicLong();
        private final AtomicLong events = new AtomicLong();
        private final AtomicLong nanos = new AtomicLong();
        private final AtomicLong epochs = new AtomicLong();
        private final AtomicLong withOperators = new AtomicLong();
        private final AtomicReference<SimResult.Asked> asked = new AtomicReference<>(new SimResult.Asked(0, 0, 0, 0));
        private final AtomicLong longestHeal = new AtomicLong();
        private final AtomicLong hash = new AtomicLong();
        private final AtomicLong violated = new AtomicLong();
        private final ConcurrentLinkedQueue<Violation> violations = new ConcurrentLinkedQueue<>();
        private volatile boolean stopped;
        private volatile @Nullable RuntimeException broken;

        Run(long first, long count, SimOptions options) {
            this.first = first;
            this.count = count;
            this.options = options;
        }

        void work() {
            for (long i = taken.getAndIncrement(); i < count && !stopped; i = taken.getAndIncrement()) {
                try {
                    add(Simulation.run(first + i, options));
                } catch (RuntimeException failed) {
                    broken = new IllegalStateException("seed " + (first + i) + " failed: " + failed, failed);
                    stopped = true;
                }
            }
        }

        private void add(SimResult result) {
            done.incrementAndGet();
            events.addAndGet(result.events());
            nanos.addAndGet(result.simulatedNanos());
            epochs.addAndGet(result.epochs());
            if (result.asked() != null) {
                withOperators.incrementAndGet();
                asked.accumulateAndGet(result.asked(), SimResult.Asked::and);
            }
            longestHeal.accumulateAndGet(result.healMillis(), Math::max);
            hash.addAndGet(result.hash() * (2 * result.seed() + 1));
            if (!result.clean()) {
                violated.incrementAndGet();
                SimResult.Violation v = result.violations().get(0);
                violations.add(new Violation(result.seed(), v.check(), v.atMillis(), v.detail()));
            }
        }

        Report report() {
            double seconds = (System.nanoTime() - began) / 1e9;
            double minutes = nanos.get() / 60e9;
            return new Report(
                    done.get(),
                    events.get(),
                    minutes,
                    seconds,
                    minutes / Math.max(seconds, 1e-9),
                    epochs.get(),
                    withOperators.get(),
                    Objects.requireNonNull(asked.get()),
                    HexFormat.of().toHexDigits(hash.get()),
                    longestHeal.get(),
                    violated.get(),
                    violations.stream()
                            .sorted(Comparator.comparingLong(Violation::seed))
                            .limit(MOST_KEPT)
                            .toList());
        }
    }
}
