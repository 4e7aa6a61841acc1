package dev.baton.lab.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.agent.FailoverAgent;
import dev.baton.client.EpochFilter;
import dev.baton.client.PrimaryLocator;
import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.model.Epoch;
import dev.baton.model.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/embedding.md, run as it stands there on a real ZooKeeper and a real Kafka. */
class EmbeddingIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final EpochFilter filter = new EpochFilter();
    private final List<byte[]> results = new ArrayList<>();

    private static NIOServerCnxnFactory zookeeper(Path dir) throws Exception {
        NIOServerCnxnFactory factory = new NIOServerCnxnFactory();
        factory.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        factory.startup(new ZooKeeperServer(dir.toFile(), dir.toFile(), 2_000));
        return factory;
    }

    private static void topics(String kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(
                            new NewTopic("orders.commands", 1, (short) 1), new NewTopic("orders.log", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(String kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> log = List.of(new TopicPartition("orders.log", 0));
        consumer.assign(log);
        consumer.seekToBeginning(log);
        return consumer;
    }

    private static void commands(KafkaProducer<byte[], byte[]> producer, int n) throws Exception {
        for (int i = 0; i < n; i++) {
            var _ = producer.send(new ProducerRecord<>("orders.commands", "anna".getBytes(UTF_8), "1".getBytes(UTF_8)))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private void awaitResults(KafkaConsumer<byte[], byte[]> consumer, int n) {
        await().atMost(LIMIT).pollDelay(Duration.ZERO).until(() -> {
            int taken = EmbeddingExample.consume(consumer, filter, results);
            return results.size() >= n && taken == 0;
        });
    }

    private static boolean standsReady(FailoverAgent agent) {
        return agent.statuses().stream().anyMatch(s -> s.role() == Role.STANDBY && s.eligible());
    }

    @Test
    void theExampleOfTheDocsServesMovesAndIsFollowed(@TempDir Path store, @TempDir Path broker, @TempDir Path data)
            throws Exception {
        NIOServerCnxnFactory zookeeper = zookeeper(store);
        String zk = "127.0.0.1:" + zookeeper.getLocalPort() + "/baton";
        try (KafkaBroker running =
                KafkaBroker.start(broker, List.of(KafkaListener.direct("A", KafkaBroker.freePort())))) {
            String kafka = running.bootstrap();
            topics(kafka);
            try (KafkaProducer<byte[], byte[]> producer = producer(kafka);
                    KafkaConsumer<byte[], byte[]> consumer = consumer(kafka);
                    PrimaryLocator locator =
                            PrimaryLocator.builder().connect(zk).group("orders").open()) {
                follow(zk, kafka, data, producer, consumer, locator);
            }
        } finally {
            zookeeper.shutdown();
        }
    }

    private void follow(
            String zk,
            String kafka,
            Path data,
            KafkaProducer<byte[], byte[]> producer,
            KafkaConsumer<byte[], byte[]> consumer,
            PrimaryLocator locator)
            throws Exception {
        FailoverAgent a;
        try (FailoverAgent b =
                EmbeddingExample.embedChecked("b", zk, kafka, "http://b:8080", data, new OrderBalances())) {
            commands(producer, 10);
            awaitResults(consumer, 10);
            int[] calls = {0};
            String answer = EmbeddingExample.call(locator, url -> {
                if (++calls[0] < 3) {
                    throw new IOException("refused");
                }
                return url + " answers";
            });
            assertEquals("http://b:8080 answers", answer);
            assertEquals(3, calls[0], "a call that failed is tried again");
            assertTrue(b.guard("orders").open());
            a = EmbeddingExample.embed("a", zk, kafka, new OrderBalances());
            await().atMost(LIMIT).until(() -> standsReady(a));
        }
        try (a) {
            await().atMost(LIMIT).until(() -> a.guard("orders").open());
            commands(producer, 10);
            awaitResults(consumer, 20);
            String answer = EmbeddingExample.call(
                    locator, url -> Optional.ofNullable(url).orElse("no endpoint was told"));
            assertEquals("no endpoint was told", answer);
        }
        assertEquals(
                LongStream.rangeClosed(1, 20).boxed().toList(),
                results.stream().map(r -> ByteBuffer.wrap(r).getLong()).toList());
        assertEquals(0, filter.stale());
        Epoch top = filter.tops().getOrDefault(new TopicPartition("orders.log", 0), Epoch.NONE);
        assertTrue(top.isAfter(new Epoch(1)), "the role has moved");
    }
}
