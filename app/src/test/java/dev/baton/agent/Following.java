package dev.baton.agent;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A resource that does whatever it is told at once and keeps nothing. */
final class Following implements Resource {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private volatile Consumer<Report> sink = report -> {};
    private volatile Epoch epoch = Epoch.NONE;

    private void report(Report report) {
        worker.execute(() -> sink.accept(report));
    }

    @Override
    public void start(Guard guard, Consumer<Report> to) {
        sink = to;
    }

    @Override
    public void promote(Epoch next) {
        epoch = next;
        report(new Report.Promoted(next, 0, true));
    }

    @Override
    public void activate(Epoch now) {}

    @Override
    public void pause(Epoch now) {
        report(new Report.Drained(now, 0));
    }

    @Override
    public void resume(Epoch now) {}

    @Override
    public void demote() {
        report(new Report.Demoted(epoch));
    }

    @Override
    public Status status() {
        return new Status(0, 0, 0, true, "ok");
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
