package dev.baton.agent;

import dev.baton.model.Epoch;
import dev.baton.model.StandbyKind;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A resource that is ready at once and keeps nothing; tells what it was asked for. */
final class FakeResource implements Resource {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private volatile @Nullable Consumer<Report> sink;
    private volatile Epoch epoch = Epoch.NONE;
    volatile boolean serving;
    volatile StandbyKind kind = StandbyKind.hot();
    /** How often it was told to catch up. */
    final AtomicInteger prepared = new AtomicInteger();

    private void report(Report report) {
        worker.execute(() -> Objects.requireNonNull(sink).accept(report));
    }

    @Override
    public void start(Guard guard, Consumer<Report> to) {
        sink = to;
    }

    @Override
    public void prepare() {
        prepared.incrementAndGet();
    }

    @Override
    public void promote(Epoch next) {
        epoch = next;
        report(new Report.Promoted(next, 0, true));
    }

    @Override
    public void activate(Epoch now) {
        serving = true;
    }

    @Override
    public void pause(Epoch now) {
        serving = false;
        report(new Report.Drained(now, 0));
    }

    @Override
    public void resume(Epoch now) {
        serving = true;
    }

    @Override
    public void demote() {
        serving = false;
        report(new Report.Demoted(epoch));
    }

    @Override
    public Status status() {
        boolean hot = kind.replaysAlways();
        return new Status(0, hot ? 0 : 5_000, 0, true, "ready", kind, hot ? -1 : 700);
    }

    @Override
    public void stop(Duration limit) {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
