package dev.baton.lab.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.kafka.LogRecord;
import dev.baton.model.Epoch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The input and the log of one test, seen from outside. */
final class Topics implements AutoCloseable {
    final String input;
    final String log;
    private final String bootstrap;
    private final KafkaProducer<byte[], byte[]> producer;

    Topics(String bootstrap, String name) throws Exception {
        this.bootstrap = bootstrap;
        this.input = name + ".commands";
        this.log = name + ".log";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(
                            new NewTopic(input, 1, (short) 1),
                            new NewTopic(log, 1, (short) 1),
                            new NewTopic(log + ".rehearsal", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        this.producer = plainProducer();
    }

    /** Puts {@code n} commands of amount 1, spread over three accounts. */
    void commands(int n) throws Exception {
        for (int i = 0; i < n; i++) {
            command("account-" + i % 3, "1");
        }
    }

    void command(String account, String amount) throws Exception {
        producer.send(new ProducerRecord<>(input, 0, account.getBytes(UTF_8), amount.getBytes(UTF_8)))
                .get(20, TimeUnit.SECONDS);
    }

    /** A record in the log that no transaction wrote. */
    void intrude(String value) throws Exception {
        producer.send(new ProducerRecord<>(log, 0, null, value.getBytes(UTF_8))).get(20, TimeUnit.SECONDS);
    }

    KafkaProducer<byte[], byte[]> plainProducer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    KafkaProducer<byte[], byte[]> transactional(String id, String over, Map<String, String> more) {
        Map<String, Object> p = new HashMap<>(
                Map.of("bootstrap.servers", over, "transactional.id", id, "linger.ms", "0", "retry.backoff.ms", "10"));
        p.putAll(more);
        return new KafkaProducer<>(p, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Whether the broker holds the last transaction of this id for committed, however far it has come in telling so. */
    boolean decided(String id) throws Exception {
        TransactionState state = state(id);
        return state == TransactionState.PREPARE_COMMIT || state == TransactionState.COMPLETE_COMMIT;
    }

    /** How far the broker has come with the last transaction of this id. */
    TransactionState state(String id) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.describeTransactions(List.of(id))
                    .description(id)
                    .get(20, TimeUnit.SECONDS)
                    .state();
        }
    }

    /** What a new writer reads at this instant: up to the read_committed end as it is now, without waiting for any open transaction. */
    List<String> committedNow() {
        List<String> values = new ArrayList<>();
        TopicPartition partition = new TopicPartition(log, 0);
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (reader.position(partition) < end && System.nanoTime() < deadline) {
                reader.poll(Duration.ofMillis(200)).forEach(r -> values.add(new String(r.value(), UTF_8)));
            }
        }
        return values;
    }

    /**
     * The committed log, from its start to its end as of now. A commit is answered once it is decided, a little before readers see it: so
     * this waits, though not for ever, until no transaction is open below that end.
     */
    List<ConsumerRecord<byte[], byte[]>> raw() {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        TopicPartition partition = new TopicPartition(log, 0);
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = end(partition);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (reader.position(partition) < end && System.nanoTime() < deadline) {
                reader.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    private long end(TopicPartition partition) {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(List.of(partition));
            return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    List<LogRecord> log() {
        return raw().stream().map(LogRecord::parse).toList();
    }

    /** How far the dummy's log has come. */
    long rehearsed() {
        return end(new TopicPartition(log + ".rehearsal", 0));
    }

    List<LogRecord> results() {
        return log().stream().filter(r -> r.kind() == LogRecord.Kind.RESULT).toList();
    }

    /** Epoch and member of each marker, in order. */
    List<String> markers() {
        return log().stream()
                .filter(r -> r.kind() == LogRecord.Kind.MARKER)
                .map(r -> r.epoch() + " " + r.member())
                .toList();
    }

    /** What is wrong with the log as an answer to {@code commands} inputs: lost, duplicated, reordered, stale. Empty: nothing. */
    List<String> faults(int commands) {
        List<String> found = new ArrayList<>();
        long next = 0;
        Epoch top = Epoch.NONE;
        for (LogRecord record : log()) {
            if (record.epoch().isBefore(top)) {
                found.add("epoch " + record.epoch() + " after " + top);
            }
            top = record.epoch().isAfter(top) ? record.epoch() : top;
            if (record.kind() == LogRecord.Kind.RESULT) {
                if (record.in() != next) {
                    found.add("expected the answer to input " + next + ", found that to " + record.in());
                }
                next = record.in() + 1;
            }
        }
        if (next != commands) {
            found.add("answered up to " + next + " of " + commands + " inputs");
        }
        return found;
    }

    /** The balances that the results claim, by account; each result holds the balance after it. */
    Map<String, Long> balances() {
        Map<String, Long> last = new HashMap<>();
        for (LogRecord record : results()) {
            if (record.error() == null && record.key() != null && record.value() != null) {
                last.put(new String(record.key(), UTF_8), Long.parseLong(new String(record.value(), UTF_8)));
            }
        }
        return last;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
