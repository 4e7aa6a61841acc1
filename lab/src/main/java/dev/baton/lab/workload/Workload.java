package dev.baton.lab.workload;

import dev.baton.lab.verify.NumberLog;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A steady stream of numbered commands for each group, through one idempotent producer.
 *
 * <p>Threading: {@link #sendDue} and {@link #close} from one thread; what Kafka acknowledged is written down on the producer's.
 */
public final class Workload implements AutoCloseable {
    /** After a pause, no more than this is made up for: a frozen workload must not come back as a flood. */
    private static final long LONGEST_CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long FLUSH_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Stream> streams;
    private final long intervalNanos;
    private long flushedNanos = System.nanoTime();

    private Workload(KafkaProducer<byte[], byte[]> producer, List<Stream> streams, int commandsPerSecond) {
        this.producer = producer;
        this.streams = streams;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / commandsPerSecond;
    }

    /** One group's commands. */
    private static final class Stream {
        final String topic;
        final NumberLog acknowledged;
        long next;
        long dueNanos;

        Stream(String topic, NumberLog acknowledged, long next, long dueNanos) {
            this.topic = topic;
            this.acknowledged = acknowledged;
            this.next = next;
            this.dueNanos = dueNanos;
        }
    }

    /** Goes on after the last command that each topic holds. {@code security} stays open, and the caller's. */
    public static Workload start(WorkloadConfig config, Security security) throws IOException {
        List<Stream> streams = new ArrayList<>();
        long now = System.nanoTime();
        for (GroupId group : config.groups()) {
            String topic = Topics.commands(group);
            streams.add(new Stream(
                    topic,
                    NumberLog.append(Path.of(config.dir(), group + ".log")),
                    lastNumber(config.kafka(), security, topic) + 1,
                    now));
        }
        Map<String, Object> p = new HashMap<>();
        p.put("bootstrap.servers", config.kafka());
        p.put("client.id", "workload");
        p.put("acks", "all");
        p.put("enable.idempotence", true);
        p.put("linger.ms", 0);
        p.put("buffer.memory", 8L << 20);
        p.put("enable.metrics.push", false);
        p.putAll(KafkaSecurity.properties(security));
        return new Workload(
                new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer()),
                streams,
                config.commandsPerSecond());
    }

    /** Sends what is due by now. Blocks while Kafka takes no more. */
    public void sendDue(long nowNanos) throws IOException {
        for (Stream stream : streams) {
            if (nowNanos - stream.dueNanos > LONGEST_CATCH_UP_NANOS) {
                stream.dueNanos = nowNanos - LONGEST_CATCH_UP_NANOS;
            }
            while (nowNanos - stream.dueNanos >= 0) {
                send(stream, stream.next++);
                stream.dueNanos += intervalNanos;
            }
        }
        if (nowNanos - flushedNanos > FLUSH_EVERY_NANOS) {
            flushedNanos = nowNanos;
            for (Stream stream : streams) {
                stream.acknowledged.flush();
            }
        }
    }

    private void send(Stream stream, long n) {
        Command command = Command.of(n);
        byte[] key = command.account().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var _ = producer.send(new ProducerRecord<>(stream.topic, 0, key, Json.bytes(command)), (metadata, failure) -> {
            if (failure == null) {
                stream.acknowledged.add(n);
            } else {
                System.err.println("command " + n + " to " + stream.topic + ": " + failure.getMessage());
            }
        });
    }

    private static long lastNumber(String kafka, Security security, String topic) throws IOException {
        Map<String, Object> p = new HashMap<>(KafkaSecurity.properties(security));
        p.put("bootstrap.servers", kafka);
        p.put("client.id", "workload-start");
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (end == 0) {
                return 0;
            }
            consumer.seek(partition, end - 1);
            for (ConsumerRecord<byte[], byte[]> last : consumer.poll(Duration.ofSeconds(10))) {
                return Json.read(last.value(), Command.class, topic).n();
            }
            throw new IOException("the last command of " + topic + " at offset " + (end - 1) + " cannot be read");
        } catch (Json.MalformedException foreign) {
            throw new IOException("the last record of " + topic + " is no command: " + foreign.getMessage(), foreign);
        }
    }

    @Override
    public void close() throws IOException {
        producer.close(Duration.ofSeconds(2));
        for (Stream stream : streams) {
            stream.acknowledged.close();
        }
    }
}
