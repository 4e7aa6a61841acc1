package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.baton.kafka.Ack;
import dev.baton.kafka.StatefulConsumer;
import dev.baton.kafka.StatefulConsumerBuilder;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.port.Guard;
import dev.baton.port.Resource.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stateful consumer, and this test in the place of its agent. */
final class TestMember implements AutoCloseable {
    final StatefulConsumer<Map<String, Long>> resource;
    final List<Ack> acks = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private volatile boolean shut;
    /** Run by each check of the guard, before it answers. */
    volatile Runnable atCheck = () -> {};

    TestMember(String id, Topics topics, String bootstrap, Duration answerLimit) {
        this(id, topics.input, topics.log, bootstrap, answerLimit);
    }

    TestMember(String id, String input, String log, String bootstrap, Duration answerLimit) {
        StatefulConsumerBuilder<Map<String, Long>> builder = StatefulConsumer.builder(new Balances());
        resource = builder.member(new MemberId(id))
                .bootstrap(bootstrap)
                .inputTopic(input)
                .logTopic(log)
                .transactionalId("id-" + log)
                .answerLimit(answerLimit)
                .acknowledged(acks::add)
                .build();
        resource.start(new TestGuard(), reports::add);
    }

    TestMember(String id, Topics topics, String bootstrap) {
        this(id, topics, bootstrap, Duration.ofSeconds(3));
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

    /** Promotes and serves. */
    void serve(long epoch) throws InterruptedException {
        resource.promote(new Epoch(epoch));
        expect(Report.Promoted.class);
        resource.activate(new Epoch(epoch));
    }

    void awaitAcks(int n) {
        await().atMost(Duration.ofSeconds(30)).until(() -> acks.size() >= n);
    }

    void awaitReady() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> resource.status().ready() && resource.status().lag() == 0);
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
