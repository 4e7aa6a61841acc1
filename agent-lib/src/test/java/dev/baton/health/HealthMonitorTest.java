package dev.baton.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.CheckStatus;
import dev.baton.model.CheckStatus.State;
import dev.baton.model.GroupId;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestTicker ticker = new TestTicker();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Finding next = Finding.ok("fine");

    private HealthCheck check() {
        return HealthCheck.readiness("db", () -> {
                    looks.incrementAndGet();
                    return next;
                })
                .every(SECOND)
                .within(Duration.ofMillis(400))
                .failsAfter(2)
                .recoversAfter(2);
    }

    private CheckStatus only(HealthMonitor monitor) {
        return monitor.health().checks().get(0);
    }

    private HealthMonitor monitor(HealthCheck check) {
        return new HealthMonitor(List.of(check), ticker, tasks::add);
    }

    private static void turn(HealthMonitor monitor) {
        long unused = monitor.turn();
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void eachCheckRunsOnceAnInterval() {
        HealthMonitor monitor = monitor(check());
        for (int millis = 0; millis < 10_000; millis += 100) {
            turn(monitor);
            runAll();
            ticker.pass(Duration.ofMillis(100));
        }
        assertEquals(10, looks.get());
        turn(monitor);
        assertEquals(State.OK, only(monitor).state());
        assertEquals("", monitor.health().notReady(ORDERS));
    }

    @Test
    void aHangingRunFailsByItsTimeoutAndNothingPilesUpBehindIt() {
        HealthMonitor monitor = monitor(check());
        long wait = monitor.turn();
        assertEquals(Duration.ofMillis(400).toNanos(), wait, "the timeout is the next thing to happen");
        ticker.pass(Duration.ofMillis(399));
        turn(monitor);
        assertEquals(0, only(monitor).runs());
        ticker.pass(Duration.ofMillis(1));
        turn(monitor);
        assertEquals(1, only(monitor).failures());
        assertEquals(
                "failed 1 of 2 times: no answer for 400 ms, expected at most 400 ms",
                only(monitor).detail());
        for (int second = 0; second < 5; second++) {
            ticker.pass(SECOND);
            turn(monitor);
        }
        assertEquals(1, tasks.size(), "one run is under way, however long it hangs");
        assertEquals(6, only(monitor).failures());
        assertTrue(
                monitor.health()
                        .notReady(ORDERS)
                        .contains("check db fails since 2023-11-14T22:13:25.400Z: no answer for"),
                monitor.health().notReady(ORDERS));
        // It ends at last: what it found is old, and the next run counts again.
        runAll();
        ticker.pass(SECOND);
        turn(monitor);
        assertEquals(6, only(monitor).failures());
        assertEquals(1, tasks.size());
        runAll();
        turn(monitor);
        assertEquals("passed 1 of 2 times: fine", only(monitor).detail());
    }

    @Test
    void aRunThatAnswersTooLateHasFailed() {
        HealthMonitor monitor = monitor(check());
        turn(monitor);
        ticker.pass(Duration.ofMillis(700));
        runAll();
        turn(monitor);
        assertEquals(
                "failed 1 of 2 times: took 700 ms, expected at most 400 ms",
                only(monitor).detail());
    }

    @Test
    void aFullPoolDelaysARunAndFailsNothing() {
        AtomicBoolean full = new AtomicBoolean(true);
        HealthMonitor monitor = new HealthMonitor(List.of(check()), ticker, task -> {
            if (full.get()) {
                throw new RejectedExecutionException("full");
            }
            tasks.add(task);
        });
        turn(monitor);
        full.set(false);
        ticker.pass(Duration.ofMillis(10));
        turn(monitor);
        runAll();
        turn(monitor);
        assertEquals(State.OK, only(monitor).state());
        assertEquals(0, only(monitor).failures());
    }

    @Test
    void whatAProbeThrowsIsItsReason() {
        HealthMonitor monitor = monitor(HealthCheck.readiness("db", () -> {
                    throw new java.sql.SQLException("no route to db1", new java.net.ConnectException("refused"));
                })
                .failsAfter(1));
        turn(monitor);
        runAll();
        turn(monitor);
        assertTrue(only(monitor).words().endsWith(": ConnectException: refused"), only(monitor)::words);
        HealthMonitor full = monitor(HealthCheck.readiness("heap", () -> {
                    throw new OutOfMemoryError("heap space");
                })
                .failsAfter(1));
        turn(full);
        runAll();
        turn(full);
        assertTrue(only(full).words().endsWith("OutOfMemoryError: heap space"), only(full)::words);
    }

    @Test
    void aCheckSpeaksForItsGroupsOnly() {
        next = Finding.failed("broken");
        HealthMonitor monitor = monitor(check().only("orders").failsAfter(1));
        turn(monitor);
        runAll();
        turn(monitor);
        assertTrue(monitor.health().notReady(ORDERS).contains("broken"));
        assertEquals("", monitor.health().notReady(new GroupId("payments")));
        assertEquals("", monitor.health().notLive());
    }

    @Test
    void onRealThreadsAHangingProbeIsInterruptedAndTheOthersGoOn() {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean closed = new AtomicBoolean();
        Probe hanging = new Probe() {
            @Override
            public Finding look() throws InterruptedException {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return Finding.ok("never");
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        HealthCheck hangs = HealthCheck.liveness("hangs", hanging)
                .every(Duration.ofMillis(50))
                .within(Duration.ofMillis(50))
                .failsAfter(2);
        HealthCheck fine = check().every(Duration.ofMillis(50)).within(Duration.ofSeconds(20));
        try (HealthMonitor monitor = HealthMonitor.start(List.of(hangs, fine), Ticker.system())) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> monitor.health().notLive().contains("check hangs fails"));
            await().atMost(Duration.ofSeconds(30)).until(() -> interrupted.getCount() == 0 && looks.get() > 3);
            assertEquals("", monitor.health().notReady(ORDERS));
        }
        assertTrue(closed.get());
    }
}
