package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.kafka.KafkaProcessorBuilder;
import dev.baton.model.StandbyKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warm and cold standbys to which a switchover has begun. */
class PreparedStandbyIT extends BrokerTestBase {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void warmStandbyThatIsToldToPrepareCatchesUpAndStaysWithTheLog() throws Exception {
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "prepared");
                ProcessorMember a = new ProcessorMember("orders-a", topics);
                ProcessorMember b = new ProcessorMember("orders-b", topics, p -> p.standby(StandbyKind.warm(LONG)))) {
            b.awaitReady();
            a.serve(1);
            topics.add(50);
            a.awaitAnswered(50);
            await().until(() -> b.resource.status().lag() >= 10);
            b.resource.prepare();
            awaitLevel(a, b);
            topics.add(50);
            a.awaitAnswered(100);
            awaitLevel(a, b);
            b.serve(2);
            topics.add(10);
            b.awaitAnswered(10);
            assertEquals(List.of(), topics.faults());
        }
    }

    @Test
    void coldStandbyThatIsToldToPrepareRestoresASnapshotAndStaysWithTheLogUntilItsTermIsOver(@TempDir Path dir)
            throws Exception {
        UnaryOperator<KafkaProcessorBuilder> often = p -> p.snapshots(dir).snapshotEvery(50, LONG);
        try (ProcessorTopics topics = new ProcessorTopics(bootstrap, "restored");
                ProcessorMember a = new ProcessorMember("orders-a", topics, often);
                ProcessorMember b = new ProcessorMember(
                        "orders-b", topics, p -> often.apply(p).standby(StandbyKind.cold()))) {
            a.serve(1);
            topics.add(200);
            a.awaitAnswered(200);
            await().until(() -> !StandbyIT.snapshots(dir, ".snapshot").isEmpty());
            // Only the snapshot can bring it there.
            topics.truncate(StandbyIT.position(StandbyIT.snapshots(dir, ".snapshot")));
            assertEquals(0, b.resource.status().position());
            b.resource.prepare();
            awaitLevel(a, b);
            topics.add(50);
            a.awaitAnswered(250);
            awaitLevel(a, b);
            b.serve(2);
            topics.add(100);
            b.awaitAnswered(100);
            assertEquals(List.of(), topics.faults());
            b.demote();
            await().until(() -> b.resource.status().position() == 0);
        }
    }

    /** As far as each other. */
    private static void awaitLevel(ProcessorMember a, ProcessorMember b) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        b.resource.status().position() == a.resource.status().position());
    }
}
