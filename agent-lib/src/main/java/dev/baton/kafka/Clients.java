package dev.baton.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients as this package needs them: quick to notice and to retry, small in memory. */
final class Clients {
    private static final int TRANSACTION_TIMEOUT_MILLIS = 10_000;
    private static final AtomicLong SERIAL = new AtomicLong();

    private Clients() {}

    static KafkaProducer<byte[], byte[]> producer(Settings settings) {
        long answer = settings.answerLimit().toMillis();
        Map<String, Object> p = common(settings, "writer");
        p.put("transactional.id", settings.transactionalId());
        p.put("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
        p.put("enable.idempotence", true);
        p.put("acks", "all");
        // A commit sends what there is at once, and so does FencedWriter.sendNow: until then records gather, so that a
        // transaction needs
        // one request and not one for its first record and one for every 16 KB of a partition.
        p.put("linger.ms", 5);
        p.put("batch.size", 128 << 10);
        // The first request of a transaction may be told to wait for the end of the last one: those sent behind it
        // would be refused.
        p.put("max.in.flight.requests.per.connection", 1);
        // A takeover sleeps this once after the look-up of its coordinator, and once more to abort an open transaction.
        p.put("retry.backoff.ms", 1);
        p.put("retry.backoff.max.ms", 1);
        p.put("reconnect.backoff.ms", 5);
        p.put("reconnect.backoff.max.ms", 20);
        p.put("request.timeout.ms", (int) Math.max(1, answer / 2));
        p.put("delivery.timeout.ms", (int) answer);
        p.put("max.block.ms", answer);
        p.put("buffer.memory", 4L << 20);
        // Keeps the idle connection of a writer that waits for its promotion open.
        p.put("metadata.max.age.ms", 60_000);
        p.putAll(settings.client());
        return new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static KafkaConsumer<byte[], byte[]> consumer(Settings settings, String role) {
        return consumer(settings, role, Map.of());
    }

    static KafkaConsumer<byte[], byte[]> consumer(Settings settings, String role, Map<String, String> more) {
        Map<String, Object> p = common(settings, role);
        p.put("isolation.level", "read_committed");
        p.put("enable.auto.commit", false);
        p.put("auto.offset.reset", "none");
        p.put("allow.auto.create.topics", false);
        p.put("max.poll.records", settings.largestBatch());
        p.put("fetch.max.wait.ms", 250);
        p.put("fetch.max.bytes", 1 << 20);
        p.put("max.partition.fetch.bytes", 1 << 20);
        p.put("retry.backoff.ms", 10);
        p.put("retry.backoff.max.ms", 100);
        p.put("reconnect.backoff.ms", 10);
        p.put("reconnect.backoff.max.ms", 200);
        // So that new partitions of an input are found.
        p.put("metadata.max.age.ms", 60_000);
        p.put("request.timeout.ms", 5_000);
        p.put("default.api.timeout.ms", 5_000);
        p.putAll(more);
        p.putAll(settings.client());
        return new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> common(Settings settings, String role) {
        Map<String, Object> p = new HashMap<>();
        p.put("bootstrap.servers", settings.bootstrap());
        p.put("client.id", settings.member() + "-" + role + "-" + SERIAL.incrementAndGet());
        // No MBeans and no metrics pushed to the broker: both cost memory and the push also a round trip at each start.
        p.put("metric.reporters", "");
        p.put("enable.metrics.push", false);
        return p;
    }
}
