package dev.baton.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.audit.AuditEntry;
import dev.baton.port.Archive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the audit in a Kafka topic: an entry a record, its chain as the key. A record counts as kept once all in-sync replicas have it (acks=all,
 * idempotent). The topic is made on first use, with one partition and without an end of its retention, if this process may; a topic that exists is taken
 * as it is.
 *
 * <p>Connects when there is something to keep. By one thread.
 */
public final class KafkaArchive implements Archive {
    /** The topic where none is named. */
    public static final String DEFAULT_TOPIC = "baton.audit";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaArchive.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final int BLOCK_MILLIS = 5_000;
    private static final int DELIVERY_MILLIS = 10_000;

    private final String bootstrap;
    private final String topic;
    private final Map<String, Object> client;
    private @Nullable Producer<byte[], byte[]> producer;
    private boolean made;

    private KafkaArchive(String bootstrap, String topic, Map<String, Object> client) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.client = Map.copyOf(client);
    }

    /**
     * Returns at once; connects with the first entries.
     *
     * @param bootstrap {@code host:port,host:port}
     * @param client further properties of each Kafka client: how it is secured
     * @throws IllegalArgumentException where {@code bootstrap} is malformed
     */
    public static KafkaArchive open(String bootstrap, String topic, Map<String, Object> client) {
        return new KafkaArchive(KafkaTelemetry.requireBootstrap(bootstrap), topic, client);
    }

    /** Waits for at most some fifteen seconds; after a failure the next call begins with a new connection. */
    @Override
    public boolean keep(List<AuditEntry> entries) throws InterruptedException {
        try {
            makeTopic();
            Producer<byte[], byte[]> to = producer();
            List<Future<?>> sent = new ArrayList<>();
            for (AuditEntry entry : entries) {
                sent.add(to.send(new ProducerRecord<>(topic, entry.chain().getBytes(UTF_8), entry.bytes())));
            }
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DELIVERY_MILLIS + BLOCK_MILLIS);
            for (Future<?> each : sent) {
                each.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (InterruptException e) {
            throw new InterruptedException(e.getMessage());
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.debug("{} entries were not kept in {}: {}", entries.size(), topic, e.getMessage());
            drop();
            return false;
        }
    }

    private void makeTopic() throws InterruptedException, ExecutionException {
        if (made) {
            return;
        }
        try (Admin admin = Admin.create(common())) {
            NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty())
                    .configs(Map.of("retention.ms", "-1", "retention.bytes", "-1", "cleanup.policy", "delete"));
            admin.createTopics(List.of(wanted)).all().get();
            LOG.info("made the topic {}, which keeps the audit without an end", topic);
            made = true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw e;
            }
            made = true; // It exists, or others must make it.
            if (!(e.getCause() instanceof TopicExistsException)) {
                LOG.warn("the topic {} could not be made, it is used where it exists: {}", topic, e.getMessage());
            }
        }
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> known = producer;
        if (known != null) {
            return known;
        }
        Map<String, Object> p = common();
        p.put("acks", "all");
        p.put("enable.idempotence", true);
        p.put("linger.ms", 0);
        p.put("buffer.memory", 32L << 20);
        p.put("max.block.ms", BLOCK_MILLIS);
        p.put("delivery.timeout.ms", DELIVERY_MILLIS);
        p.putAll(client);
        Producer<byte[], byte[]> fresh = new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer());
        producer = fresh;
        return fresh;
    }

    private Map<String, Object> common() {
        Map<String, Object> p = new HashMap<>();
        p.put("bootstrap.servers", bootstrap);
        p.put("client.id", "baton-audit-" + ProcessHandle.current().pid());
        p.put("request.timeout.ms", 5_000);
        p.put("default.api.timeout.ms", 5_000);
        p.put("reconnect.backoff.ms", 100);
        p.put("reconnect.backoff.max.ms", 2_000);
        p.put("metric.reporters", "");
        p.put("enable.metrics.push", false);
        p.putAll(client);
        return p;
    }

    private void drop() {
        Producer<byte[], byte[]> known = producer;
        producer = null;
        if (known != null) {
            known.close(Duration.ZERO);
        }
    }

    /** Bounded by about a second. */
    @Override
    public void close() {
        Producer<byte[], byte[]> known = producer;
        producer = null;
        if (known != null) {
            boolean interrupted = Thread.interrupted();
            known.close(CLOSE_LIMIT);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
