package dev.baton.lab.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.lab.proxy.Condition;
import dev.baton.lab.proxy.Condition.Mode;
import dev.baton.lab.proxy.Direction;
import dev.baton.lab.proxy.Route;
import dev.baton.lab.proxy.Route.Kind;
import dev.baton.lab.proxy.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What S3 rests on (docs/spec, KafkaFence.tla InitWaits), asked of the broker alone: initTransactions does not return while a commit of the
 * same id is decided and not yet in the log. Between the two the broker sends itself the end markers; a relay holds them up here, so that
 * what takes a millisecond lasts as long as the test looks at it.
 */
class DecidedCommitIT {
    private static final String ID = "decided";

    @Test
    void initTransactionsWaitsForACommitThatIsAlreadyDecided(@TempDir Path dir) throws Exception {
        int self = KafkaBroker.freePort();
        int relayed = KafkaBroker.freePort();
        KafkaListener door = KafkaListener.direct("A", KafkaBroker.freePort());
        try (TcpProxy relay = TcpProxy.start(List.of(new Route(Kind.KAFKA, "broker", "kafka", relayed, self)));
                KafkaBroker broker = KafkaBroker.start(dir, List.of(door), self, relayed);
                Topics topics = new Topics(broker.bootstrap(), ID)) {
            for (int round = 0; round < 3; round++) {
                once(relay, topics, broker.bootstrap(), "round-" + round, round);
            }
        }
    }

    private static void once(TcpProxy relay, Topics topics, String bootstrap, String value, int before)
            throws Exception {
        KafkaProducer<byte[], byte[]> old = topics.transactional(ID, bootstrap, Map.of());
        old.initTransactions();
        old.beginTransaction();
        old.send(new ProducerRecord<>(topics.log, 0, null, value.getBytes(StandardCharsets.UTF_8)))
                .get(20, TimeUnit.SECONDS);
        relay.set("broker", Set.of(Kind.KAFKA), new Condition(Mode.CUT, 0), Direction.BOTH, 0);
        // Answered, so this writer has acknowledged the value by now; and no reader sees it yet.
        old.commitTransaction();
        assertEquals(TransactionState.PREPARE_COMMIT, topics.state(ID));
        assertEquals(before, topics.committedNow().size(), "a new writer that read now would lose " + value);
        try (KafkaProducer<byte[], byte[]> next = topics.transactional(ID, bootstrap, Map.of())) {
            CompletableFuture<List<String>> replay = CompletableFuture.supplyAsync(() -> {
                next.initTransactions();
                return topics.committedNow();
            });
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !replay.isDone() && topics.state(ID) == TransactionState.PREPARE_COMMIT);
            relay.set("broker", Set.of(Kind.KAFKA), Condition.PASS, Direction.BOTH, 0);
            List<String> seen = replay.get(30, TimeUnit.SECONDS);
            assertEquals(before + 1, seen.size());
            assertTrue(seen.contains(value), () -> "acknowledged and lost: " + value + "; read " + seen);
        } finally {
            relay.set("broker", Set.of(Kind.KAFKA), Condition.PASS, Direction.BOTH, 0);
            old.close(Duration.ZERO);
        }
    }
}
