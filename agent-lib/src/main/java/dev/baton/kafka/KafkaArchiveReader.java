package dev.baton.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the archive of the audit from its beginning to its end. Belongs to no consumer group and commits nothing. */
public final class KafkaArchiveReader {
    private KafkaArchiveReader() {}

    /**
     * A record of the archive.
     *
     * @param chain its key; empty where it has none
     * @param where topic, partition and offset, in words
     */
    public record Archived(String chain, byte[] bytes, String where) {}

    /**
     * Gives everything that was there when it began, in the order of the topic, on the caller's thread.
     *
     * @param client further properties of the client: how it is secured
     * @return whether there is such a topic
     * @throws IOException where it was not read to its end within {@code limit}, with what is wrong
     */
    public static boolean read(
            String bootstrap, String topic, Map<String, Object> client, Duration limit, Consumer<Archived> each)
            throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Reading reading = new Reading(consumer(KafkaTelemetry.requireBootstrap(bootstrap), client))) {
            return reading.run(topic, limit, deadline, each);
        } catch (KafkaException e) {
            throw new IOException(topic + " at " + bootstrap + " could not be read: " + e.getMessage(), e);
        }
    }

    private record Reading(KafkaConsumer<byte[], byte[]> consumer) implements AutoCloseable {
        boolean run(String topic, Duration limit, long deadline, Consumer<Archived> each) throws IOException {
            List<PartitionInfo> infos = consumer.partitionsFor(topic, limit);
            if (infos == null || infos.isEmpty()) {
                return false;
            }
            List<TopicPartition> partitions = infos.stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, limit);
            consumer.seekToBeginning(partitions);
            while (!partitions.stream().allMatch(p -> consumer.position(p, limit) >= ends.getOrDefault(p, 0L))) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(topic + " was not read to its end within " + limit.toMillis() + " ms");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
                    byte[] value = record.value() == null ? new byte[0] : record.value();
                    String where = record.topic() + "-" + record.partition() + " offset " + record.offset();
                    each.accept(new Archived(key, value, where));
                }
            }
            return true;
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap, Map<String, Object> client) {
        Map<String, Object> p = new HashMap<>();
        p.put("bootstrap.servers", bootstrap);
        p.put("client.id", "baton-audit-reader-" + ProcessHandle.current().pid());
        p.put("enable.auto.commit", false);
        p.put("auto.offset.reset", "earliest");
        p.put("allow.auto.create.topics", false);
        p.put("fetch.max.wait.ms", 250);
        p.put("request.timeout.ms", 5_000);
        p.put("default.api.timeout.ms", 5_000);
        p.put("metric.reporters", "");
        p.put("enable.metrics.push", false);
        p.putAll(client);
        return new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
