package dev.baton.lab.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a service does without Baton: poll, process, produce, commit outputs and offsets in one transaction.
 */
final class PlainLoop {
    /** As the processor sets its producer. */
    private static final Map<String, Object> TUNED = Map.of(
            "linger.ms",
            5,
            "batch.size",
            128 << 10,
            "max.in.flight.requests.per.connection",
            1,
            "retry.backoff.ms",
            1,
            "retry.backoff.max.ms",
            1);

    private final String bootstrap;
    private final List<TopicPartition> inputs;
    private final Map<String, Object> producer;

    /** {@code tuned}: the producer has the settings of a processor's, so that only the code differs; else it is as it comes. */
    PlainLoop(String bootstrap, List<TopicPartition> inputs, boolean tuned) {
        this.bootstrap = bootstrap;
        this.inputs = inputs;
        this.producer = new HashMap<>(tuned ? TUNED : Map.of());
        producer.put("bootstrap.servers", bootstrap);
    }

    /**
     * Answers {@code n} inputs from the start.
     *
     * @param changelog where the state's changes go, so that it could be rebuilt, or empty: then it could not
     * @return inputs a second, from the first commit to the last
     */
    double run(String id, String outputs, String changelog, int n) {
        Map<Long, Long> state = new HashMap<>();
        Map<String, Object> transactional = new HashMap<>(producer);
        transactional.put("transactional.id", id);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrap,
                                "group.id",
                                id,
                                "isolation.level",
                                "read_committed",
                                "enable.auto.commit",
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> writer =
                        new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.assign(inputs);
            consumer.seekToBeginning(inputs);
            writer.initTransactions();
            int first = 0;
            long start = 0;
            int done = 0;
            while (done < n) {
                ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofSeconds(1));
                if (batch.isEmpty()) {
                    continue;
                }
                writer.beginTransaction();
                for (ConsumerRecord<byte[], byte[]> input : batch) {
                    long account = ByteBuffer.wrap(input.key()).getLong();
                    long balance = state.getOrDefault(account, 0L)
                            + ByteBuffer.wrap(input.value()).getLong();
                    state.put(account, balance);
                    byte[] value = ProcessorBench.value(balance);
                    // What fails comes out at the commit.
                    Future<?> unused = writer.send(new ProducerRecord<>(outputs, input.key(), value));
                    if (!changelog.isEmpty()) {
                        unused = writer.send(new ProducerRecord<>(changelog, 0, input.key(), value));
                    }
                }
                writer.sendOffsetsToTransaction(batch.nextOffsets(), consumer.groupMetadata());
                writer.commitTransaction();
                done += batch.count();
                if (start == 0) {
                    start = System.nanoTime();
                    first = done;
                }
            }
            return (done - first) / ((System.nanoTime() - start) / 1e9);
        }
    }
}
