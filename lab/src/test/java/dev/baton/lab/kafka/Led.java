package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.port.Resource;
import dev.baton.port.Resource.Report;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A resource, and this test in the place of its agent. */
class Led<T extends Resource> implements AutoCloseable {
    private static final int TRIES = 10;

    final T resource;
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    /** The epochs whose first commit was told. */
    final List<Epoch> effective = new CopyOnWriteArrayList<>();

    private volatile boolean shut;
    /** Run by each check of the guard, before it answers. */
    volatile Runnable atCheck = () -> {};

    Led(T resource) {
        this.resource = resource;
        resource.start(new TestGuard(), this::take);
    }

    private void take(Report report) {
        if (report instanceof Report.Effective e) {
            effective.add(e.epoch());
        } else {
            reports.add(report);
        }
    }

    void shutGuard() {
        shut = true;
    }

    void openGuard() {
        shut = false;
    }

    /** Waits for the next report and checks its kind. */
    <R extends Report> R expect(Class<R> kind) throws InterruptedException {
        Report report = reports.poll(30, TimeUnit.SECONDS);
        assertNotNull(report, () -> "expected " + kind.getSimpleName() + ", got nothing; status " + resource.status());
        assertEquals(kind, report.getClass(), report::toString);
        return kind.cast(report);
    }

    void expectNoReport() {
        assertEquals(List.of(), List.copyOf(reports));
    }

    /** Promotes and serves; as an agent does, it tries again where the broker did not answer. */
    void serve(long epoch) throws InterruptedException {
        Report report = null;
        for (int tries = 0; tries < TRIES && !(report instanceof Report.Promoted); tries++) {
            resource.promote(new Epoch(epoch));
            report = reports.poll(30, TimeUnit.SECONDS);
            assertTrue(report instanceof Report.Promoted || report instanceof Report.Failed, String.valueOf(report));
        }
        assertInstanceOf(Report.Promoted.class, report);
        resource.activate(new Epoch(epoch));
    }

    void demote() throws InterruptedException {
        resource.demote();
        expect(Report.Demoted.class);
    }

    void awaitReady() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> resource.status().ready() && resource.status().lag() == 0);
    }

    void awaitHealth(String words) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> resource.status().health(), health -> health.contains(words));
    }

    @Override
    public void close() {
        resource.stop(Duration.ofSeconds(5));
    }

    private final class TestGuard implements Guard {
        @Override
        public void check(Epoch epoch) throws NotPrimaryException {
            atCheck.run();
            if (shut) {
                throw new NotPrimaryException("shut by the test");
            }
        }

        @Override
        public void checkExclusive(Epoch epoch) throws NotPrimaryException {
            check(epoch);
        }

        @Override
        public boolean open() {
            return !shut;
        }

        @Override
        public long remainingMillis() {
            return shut ? -1 : 1_000;
        }
    }
}
