package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.model.Epoch;
import dev.baton.port.Resource.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker goes away and comes back. */
class OutageIT {
    private final KafkaListener door = KafkaListener.direct("A", KafkaBroker.freePort());

    @Test
    void primaryOverARestartOfTheBrokerIsFencedAndGoesOnInItsEpoch(@TempDir Path dir) throws Exception {
        KafkaBroker first = KafkaBroker.start(dir, List.of(door));
        try (Topics topics = new Topics(first.bootstrap(), "restart");
                TestMember a = new TestMember("orders-a", topics, first.bootstrap(), Duration.ofSeconds(1));
                TestMember b = new TestMember("orders-b", topics, first.bootstrap())) {
            a.serve(1);
            topics.commands(5);
            a.awaitAcks(5);
            b.awaitReady();
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            a.atCheck = () -> {
                inside.countDown();
                waitFor(goOn);
            };
            topics.commands(3);
            assertTrue(inside.await(20, TimeUnit.SECONDS));
            first.close();
            goOn.countDown();
            a.expect(Report.Fenced.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !b.resource.status().ready());
            assertTrue(b.resource.status().health().contains("does not answer"), b.resource.status()::toString);

            // Nobody answers: the promotion ends by itself, within its bounds.
            a.resource.promote(new Epoch(1));
            a.expect(Report.Failed.class);
            // And a demotion ends one that is under way.
            b.resource.promote(new Epoch(2));
            b.resource.demote();
            assertEquals(new Epoch(2), b.expect(Report.Demoted.class).epoch());

            try (KafkaBroker second = KafkaBroker.start(dir, List.of(door))) {
                a.resource.promote(new Epoch(1));
                a.expect(Report.Promoted.class);
                topics.commands(2);
                a.awaitAcks(10);
                assertEquals(List.of(), topics.faults(10));
                b.awaitReady();
                assertEquals(a.resource.status().position(), b.resource.status().position());
                assertFalse(second.bootstrap().isEmpty());
            }
        }
    }

    @Test
    void standbyStartedBeforeTheBrokerSaysWhatIsMissingAndRecovers(@TempDir Path dir) throws Exception {
        try (KafkaBroker first = KafkaBroker.start(dir, List.of(door))) {
            new Topics(first.bootstrap(), "late").close();
        }
        try (TestMember a = member("late", "127.0.0.1:" + door.port())) {
            await().until(() -> a.resource.status().health().contains("does not answer"));
            assertFalse(a.resource.status().ready());
            assertEquals(-1, a.resource.status().lag());
            try (KafkaBroker second = KafkaBroker.start(dir, List.of(door))) {
                a.awaitReady();
                assertTrue(a.resource.status().ready(), second.bootstrap());
            }
        }
    }

    @Test
    void addressThatDoesNotResolveIsToldAndThePromotionFails() throws Exception {
        try (TestMember a = member("nowhere", "no-such-host.invalid:9092")) {
            await().until(() -> a.resource.status().health().contains("no-such-host.invalid"));
            a.resource.promote(new Epoch(1));
            a.expect(Report.Failed.class);
            a.resource.demote();
            a.expect(Report.Demoted.class);
        }
    }

    private static TestMember member(String name, String bootstrap) {
        return new TestMember("orders-a", name + ".commands", name + ".log", bootstrap, Duration.ofSeconds(1));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
