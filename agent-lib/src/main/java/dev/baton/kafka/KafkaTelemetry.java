package dev.baton.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.model.Event;
import dev.baton.model.Json;
import dev.baton.port.Telemetry;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to a Kafka topic as JSON, keyed by their source, so that those of one source stay in order. Heartbeats are gathered for a moment
 * ({@link TelemetryQueue}); anything else is sent at once.
 *
 * <p>It works without a broker: it connects when there is something to send, and what cannot be sent is dropped, oldest first, and counted.
 *
 * <p>Threading: {@link #publish} puts the event into a queue of {@value #QUEUE}; all else happens on one thread of its own.
 */
public final class KafkaTelemetry implements Telemetry {
    /** The topic where none is named. */
    public static final String DEFAULT_TOPIC = "baton.telemetry";

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTelemetry.class);
    private static final int QUEUE = 4_096;
    private static final Pattern BOOTSTRAP = Pattern.compile("[^\\s,]+:\\d{1,5}(,[^\\s,]+:\\d{1,5})*");
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final String bootstrap;
    private final String topic;
    private final Map<String, Object> security;
    private final TelemetryQueue queue = new TelemetryQueue(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable Producer<byte[], byte[]> producer; // by the thread only

    /** As {@link #open(String, String)} with {@value #DEFAULT_TOPIC}. */
    public static KafkaTelemetry open(String bootstrap) {
        return open(bootstrap, DEFAULT_TOPIC);
    }

    /** As {@link #open(String, String, Security)} where nothing is secured. */
    public static KafkaTelemetry open(String bootstrap, String topic) {
        return open(bootstrap, topic, Security.NONE);
    }

    /**
     * Returns at once; connects with the first event.
     *
     * @param bootstrap {@code host:port,host:port}
     * @param security how the broker is reached; stays open, and the caller's
     * @throws IllegalArgumentException where {@code bootstrap} is malformed
     */
    public static KafkaTelemetry open(String bootstrap, String topic, Security security) {
        KafkaTelemetry telemetry =
                new KafkaTelemetry(requireBootstrap(bootstrap), topic, KafkaSecurity.properties(security));
        telemetry.thread.start();
        return telemetry;
    }

    static String requireBootstrap(String bootstrap) {
        if (!BOOTSTRAP.matcher(bootstrap).matches()) {
            throw new IllegalArgumentException("Kafka bootstrap '" + bootstrap
                    + "': expected HOST:PORT[,HOST:PORT...], for example 127.0.0.1:9092");
        }
        return bootstrap;
    }

    private KafkaTelemetry(String bootstrap, String topic, Map<String, Object> security) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.security = security;
        thread = new Thread(this::run, "baton-telemetry");
        thread.setDaemon(true);
    }

    @Override
    public void publish(Event event) {
        int lost = queue.put(event);
        if (lost > 0) {
            dropped.addAndGet(lost);
        }
    }

    @Override
    public long dropped() {
        return dropped.get();
    }

    /** Sends what is queued for at most a second, drops and counts the rest. Bounded by about four seconds, whatever the broker does. */
    @Override
    public void close() {
        closed = true;
        queue.close();
        try {
            thread.join(2 * CLOSE_LIMIT.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(2 * CLOSE_LIMIT.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Queue<ProducerRecord<byte[], byte[]>> batch = new ArrayDeque<>();
        boolean ending = false;
        long end = 0;
        try {
            while (!ending || System.nanoTime() - end < 0) {
                if (closed && !ending) {
                    ending = true;
                    end = System.nanoTime() + CLOSE_LIMIT.toNanos();
                }
                if (batch.isEmpty()) {
                    // All are encoded before the first is given to the producer, which sends at once: so they go as
                    // one.
                    queue.take().forEach(event -> batch.add(record(event)));
                }
                ProducerRecord<byte[], byte[]> next = batch.poll();
                if (next != null) {
                    send(next);
                } else if (ending) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("telemetry to {} was ended", topic);
        } finally {
            dropped.addAndGet(batch.size() + queue.size());
            if (producer != null) {
                boolean interrupted = Thread.interrupted();
                producer.close(interrupted ? Duration.ZERO : CLOSE_LIMIT);
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(Event event) {
        return new ProducerRecord<>(topic, event.source().getBytes(UTF_8), Json.bytes(event));
    }

    /** Waits, with a broker that is absent, for max.block.ms: then the event is lost and the next one waits. */
    private void send(ProducerRecord<byte[], byte[]> event) throws InterruptedException {
        try {
            if (producer == null) {
                producer = producer();
            }
            Future<?> unused = producer.send(event, (metadata, failure) -> {
                if (failure != null) {
                    dropped.incrementAndGet();
                }
            });
        } catch (InterruptException e) {
            dropped.incrementAndGet();
            throw new InterruptedException(e.getMessage());
        } catch (RuntimeException e) {
            // A name that does not resolve, a full buffer: telemetry is never worth more than a line in the log.
            dropped.incrementAndGet();
            LOG.debug("an event was dropped: {}", e.getMessage());
            if (producer == null) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> p = new HashMap<>();
        p.put("bootstrap.servers", bootstrap);
        p.put("client.id", "baton-telemetry-" + ProcessHandle.current().pid());
        p.put("acks", "1");
        p.put("enable.idempotence", false);
        p.put("linger.ms", 0); // What is to go together comes together.
        p.put("batch.size", 32_768);
        p.put("buffer.memory", 1L << 20);
        p.put("max.block.ms", 1_000);
        p.put("request.timeout.ms", 3_000);
        p.put("delivery.timeout.ms", 5_000);
        p.put("reconnect.backoff.ms", 100);
        p.put("reconnect.backoff.max.ms", 2_000);
        p.put("metric.reporters", "");
        p.put("enable.metrics.push", false);
        p.putAll(security);
        return new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
