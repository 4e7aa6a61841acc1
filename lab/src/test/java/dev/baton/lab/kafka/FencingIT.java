package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.model.Epoch;
import dev.baton.port.Resource.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two writers, lost answers: what the broker refuses, and that nothing is lost or done twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FencingIT {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private @Nullable KafkaBroker broker;
    private @Nullable Muted muted;
    private String bootstrap = "";
    /** The same broker, through a relay that can lose its answers. */
    private String lossy = "";

    @BeforeAll
    void startBroker(@TempDir Path dir) throws Exception {
        int behind = KafkaBroker.freePort();
        Muted relay = new Muted(behind);
        KafkaBroker started = KafkaBroker.start(
                dir,
                List.of(
                        KafkaListener.direct("A", KafkaBroker.freePort()),
                        new KafkaListener("LOSSY", behind, relay.port())));
        broker = started;
        muted = relay;
        bootstrap = started.bootstrap();
        lossy = "127.0.0.1:" + relay.port();
        // The first transaction ever makes the coordinator's own topic, which takes its time.
        try (Topics topics = new Topics(bootstrap, "first");
                TestMember first = new TestMember("orders-a", topics, bootstrap)) {
            first.serve(1);
        }
    }

    @AfterAll
    void stopBroker() throws Exception {
        if (muted != null) {
            muted.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void oldPrimaryCannotCommitAfterFenceAndItsCommandsAreServedOnce() throws Exception {
        try (Topics topics = new Topics(bootstrap, "fence");
                TestMember a = new TestMember("orders-a", topics, bootstrap);
                TestMember b = new TestMember("orders-b", topics, bootstrap)) {
            a.serve(1);
            topics.commands(6);
            a.awaitAcks(6);
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            a.atCheck = () -> {
                inside.countDown();
                waitFor(goOn);
            };
            topics.commands(4);
            assertTrue(inside.await(20, TimeUnit.SECONDS));
            // The old one stands before its commit, with a valid guard, for as long as it likes.
            b.serve(2);
            b.awaitAcks(4);
            goOn.countDown();
            assertEquals(new Epoch(1), a.expect(Report.Fenced.class).epoch());
            assertEquals(6, a.acks.size());
            assertEquals(List.of(), topics.faults(10));
            assertEquals(Map.of("account-0", 4L, "account-1", 3L, "account-2", 3L), topics.balances());
            assertEquals(List.of("1 orders-a", "2 orders-b"), topics.markers());
        }
    }

    @Test
    void fencedHolderGoesOnInTheSameEpochAfterItsProof() throws Exception {
        try (Topics topics = new Topics(bootstrap, "zombie");
                TestMember a = new TestMember("orders-a", topics, bootstrap);
                TestMember zombie = new TestMember("orders-b", topics, bootstrap)) {
            a.serve(2);
            topics.commands(5);
            a.awaitAcks(5);
            // Fences the holder first and is refused by the log then.
            zombie.resource.promote(new Epoch(1));
            zombie.expect(Report.Refused.class);
            topics.commands(5);
            a.expect(Report.Fenced.class);
            a.resource.promote(new Epoch(2));
            a.expect(Report.Promoted.class);
            a.awaitAcks(10);
            assertEquals(List.of(), topics.faults(10));
            assertEquals(Map.of("account-0", 4L, "account-1", 4L, "account-2", 2L), topics.balances());
        }
    }

    @Test
    void commitWithoutAnAnswerIsNeitherLostNorRepeatedNorAcknowledged() throws Exception {
        try (Topics topics = new Topics(bootstrap, "unanswered");
                TestMember a = new TestMember("orders-a", topics, lossy, SHORT)) {
            a.serve(1);
            topics.commands(3);
            a.awaitAcks(3);
            AtomicBoolean once = new AtomicBoolean();
            a.atCheck = () -> {
                if (once.compareAndSet(false, true)) {
                    // The results are on their way before the answers stop.
                    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
                    relay().mute();
                }
            };
            topics.command("account-0", "1");
            a.expect(Report.Fenced.class);
            relay().unmute();
            await().until(() -> topics.results().size() == 4);
            a.resource.promote(new Epoch(1));
            a.expect(Report.Promoted.class);
            topics.commands(2);
            a.awaitAcks(5);
            assertEquals(List.of(), topics.faults(6));
            assertTrue(a.acks.stream().noneMatch(ack -> ack.inputOffset() == 3), "input 3 was never answered for");
            assertEquals(Map.of("account-0", 3L, "account-1", 2L, "account-2", 1L), topics.balances());
        }
    }

    @Test
    void processorsCommitWithoutAnAnswerIsNeitherLostNorRepeated() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "silent");
                ProcessorMember a = new ProcessorMember(
                        "orders-a", topics, p -> p.bootstrap(lossy).answerLimit(SHORT))) {
            a.serve(1);
            topics.add(5);
            a.awaitAnswered(5);
            AtomicBoolean once = new AtomicBoolean();
            a.atCheck = () -> {
                if (once.compareAndSet(false, true)) {
                    relay().mute();
                }
            };
            topics.add(5);
            a.expect(Report.Fenced.class);
            relay().unmute();
            a.resource.promote(new Epoch(1));
            a.expect(Report.Promoted.class);
            topics.add(5);
            await().atMost(Duration.ofSeconds(20)).until(() -> topics.faults().isEmpty());
        }
    }

    @Test
    void demotionCutsAnUnansweredCommitShort() throws Exception {
        try (Topics topics = new Topics(bootstrap, "cutshort");
                TestMember a = new TestMember("orders-a", topics, lossy, Duration.ofSeconds(8));
                TestMember b = new TestMember("orders-b", topics, bootstrap)) {
            a.serve(1);
            topics.commands(3);
            a.awaitAcks(3);
            CountDownLatch inside = new CountDownLatch(1);
            a.atCheck = () -> {
                relay().mute();
                inside.countDown();
            };
            topics.commands(1);
            assertTrue(inside.await(20, TimeUnit.SECONDS));
            a.resource.demote();
            assertEquals(new Epoch(1), a.expect(Report.Demoted.class).epoch());
            relay().unmute();
            b.serve(2);
            topics.commands(2);
            await().atMost(Duration.ofSeconds(20)).until(() -> topics.results().size() >= 6);
            assertEquals(List.of(), topics.faults(6));
            a.expectNoReport();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> a.resource.status().position()
                            == b.resource.status().position());
        }
    }

    /** The answer to its commit was lost, and the next writer finds it. {@link DecidedCommitIT} shows what this rests on. */
    @Test
    void commitWhoseAnswerWasLostIsThereForTheNextWriter() throws Exception {
        try (Topics topics = new Topics(bootstrap, "decided")) {
            for (int round = 0; round < 3; round++) {
                String value = "round-" + round;
                Map<String, String> quick = Map.of("max.block.ms", "3000");
                KafkaProducer<byte[], byte[]> old = topics.transactional("decided", lossy, quick);
                old.initTransactions();
                old.beginTransaction();
                old.send(record(topics, value)).get(20, TimeUnit.SECONDS);
                relay().mute();
                assertThrows(TimeoutException.class, old::commitTransaction);
                await().atMost(Duration.ofSeconds(20)).until(() -> topics.decided("decided"));
                try (KafkaProducer<byte[], byte[]> next = topics.transactional("decided", bootstrap, Map.of())) {
                    next.initTransactions();
                    List<String> seen = values(topics);
                    assertEquals(value, seen.get(seen.size() - 1), "decided before the fence: it must be there");
                }
                old.close(Duration.ZERO);
                relay().unmute();
            }
            assertEquals(3, topics.raw().size());
        }
    }

    /** The commit races with the fence: either way, what the new writer reads after its fence is final. */
    @Test
    void nothingOfTheOldWriterAppearsAfterTheNewOneHasRead() throws Exception {
        try (Topics topics = new Topics(bootstrap, "race")) {
            for (int round = 0; round < 10; round++) {
                KafkaProducer<byte[], byte[]> old = topics.transactional("race", bootstrap, Map.of());
                old.initTransactions();
                old.beginTransaction();
                old.send(record(topics, "old-" + round)).get(20, TimeUnit.SECONDS);
                Thread commit = Thread.ofVirtual().start(() -> {
                    try {
                        old.commitTransaction();
                    } catch (RuntimeException fenced) {
                        // One of the two outcomes.
                    }
                });
                try (KafkaProducer<byte[], byte[]> next = topics.transactional("race", bootstrap, Map.of())) {
                    next.initTransactions();
                    List<String> seen = values(topics);
                    commit.join();
                    next.beginTransaction();
                    next.send(record(topics, "new-" + round)).get(20, TimeUnit.SECONDS);
                    next.commitTransaction();
                    List<String> after = values(topics);
                    assertEquals(seen, after.subList(0, after.size() - 1));
                }
                old.close(Duration.ZERO);
            }
        }
    }

    private Muted relay() {
        return Objects.requireNonNull(muted);
    }

    private static ProducerRecord<byte[], byte[]> record(Topics topics, String value) {
        return new ProducerRecord<>(topics.log, 0, null, value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> values(Topics topics) {
        return topics.raw().stream()
                .map(ConsumerRecord::value)
                .map(v -> new String(v, StandardCharsets.UTF_8))
                .toList();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
