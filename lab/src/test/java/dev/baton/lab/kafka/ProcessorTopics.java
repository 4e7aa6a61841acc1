package dev.baton.lab.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of one processor's test, seen from outside: two inputs, of three partitions and of one. */
final class ProcessorTopics implements AutoCloseable {
    static final int PARTITIONS = 3;

    final String bootstrap;
    final String inputs;
    final String moreInputs;
    final String outputs;
    final String deadLetters;
    final String changelog;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Integer> sent = new HashMap<>();

    ProcessorTopics(String bootstrap, String name) throws Exception {
        this(bootstrap, name, Map.of());
    }

    /** {@code small} is the configuration of the topics of outputs and dead letters. */
    ProcessorTopics(String bootstrap, String name, Map<String, String> small) throws Exception {
        this.bootstrap = bootstrap;
        this.inputs = name + ".in";
        this.moreInputs = name + ".more";
        this.outputs = name + ".out";
        this.deadLetters = name + ".dead";
        this.changelog = name + ".changelog";
        try (Admin admin = admin()) {
            admin.createTopics(List.of(
                            new NewTopic(inputs, PARTITIONS, (short) 1),
                            new NewTopic(moreInputs, 1, (short) 1),
                            new NewTopic(outputs, 1, (short) 1).configs(small),
                            new NewTopic(deadLetters, 1, (short) 1).configs(small),
                            new NewTopic(changelog, 1, (short) 1),
                            new NewTopic(changelog + ".rehearsal", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        this.producer = new KafkaProducer<>(
                // One at a time: a topic that is only just there answers some requests and not yet others.
                Map.of("bootstrap.servers", bootstrap, "max.in.flight.requests.per.connection", "1"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** {@code n} inputs of amount 1, spread over five accounts and all partitions; each account has one partition. */
    void add(int n) throws Exception {
        List<Future<RecordMetadata>> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int account = i % 5;
            all.add(
                    account == 4
                            ? put(moreInputs, 0, "account-4", "1")
                            : put(inputs, account % PARTITIONS, "account-" + account, "1"));
        }
        for (Future<RecordMetadata> one : all) {
            one.get(20, TimeUnit.SECONDS);
        }
    }

    /** One input with this in the place of an amount. */
    void word(String account, String word) throws Exception {
        put(inputs, 0, account, word).get(20, TimeUnit.SECONDS);
    }

    private Future<RecordMetadata> put(String topic, int partition, String account, String word) {
        if (word.strip().equals("1")) {
            sent.merge(account, 1, Integer::sum);
        }
        return producer.send(new ProducerRecord<>(topic, partition, account.getBytes(UTF_8), word.getBytes(UTF_8)));
    }

    /** A change in the changelog that no member made; its header looks right. */
    void intrude(String account, String balance, long epoch) throws Exception {
        ProducerRecord<byte[], byte[]> change =
                new ProducerRecord<>(changelog, 0, account.getBytes(UTF_8), balance.getBytes(UTF_8));
        change.headers()
                .add(
                        "baton",
                        ByteBuffer.allocate(9).put((byte) 2).putLong(epoch).array());
        producer.send(change).get(20, TimeUnit.SECONDS);
    }

    /** What is committed in a topic, partition 0, up to its end as of now. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = end(topic);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (reader.position(partition) < end && System.nanoTime() < deadline) {
                reader.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    long end(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(partition));
            return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    /** Removes the changelog's records below {@code offset}. */
    void truncate(long offset) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(changelog, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    /**
     * What is wrong with the outputs as an answer to all inputs of amount 1: each account's balances must be 1, 2, 3 and so on to the number
     * of its inputs, and the epochs in the headers must not go back. Empty: nothing lost, done twice, reordered or stale.
     */
    List<String> faults() {
        List<String> found = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        long top = 0;
        for (ConsumerRecord<byte[], byte[]> output : read(outputs)) {
            String account = new String(output.key(), UTF_8);
            int expected = seen.merge(account, 1, Integer::sum);
            String value = new String(output.value(), UTF_8);
            if (!value.equals(Integer.toString(expected))) {
                found.add(account + " at " + output.offset() + ": expected balance " + expected + ", found " + value);
            }
            long epoch = ByteBuffer.wrap(output.headers().lastHeader("epoch").value())
                    .getLong();
            if (epoch < top) {
                found.add("epoch " + epoch + " after " + top);
            }
            top = epoch;
        }
        if (!seen.equals(sent)) {
            found.add("expected " + sent + ", answered " + seen);
        }
        return found;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
