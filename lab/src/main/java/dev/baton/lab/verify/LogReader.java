package dev.baton.lab.verify;

import dev.baton.kafka.LogRecord;
import dev.baton.lab.LabException;
import dev.baton.lab.service.Balance;
import dev.baton.lab.workload.Topics;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed in a group's log, from its beginning. One thread. */
public final class LogReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String kafka;
    private final Security security;
    private final GroupId group;
    private final TopicPartition log;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private LogReader(String kafka, Security security, GroupId group, KafkaConsumer<byte[], byte[]> consumer) {
        this.kafka = kafka;
        this.security = security;
        this.group = group;
        this.log = new TopicPartition(Topics.log(group), 0);
        this.consumer = consumer;
    }

    /** Opens at the log's beginning. {@code security} stays open, and the caller's. */
    public static LogReader open(String kafka, Security security, GroupId group) {
        LogReader reader =
                new LogReader(kafka, security, group, consumer(kafka, security, IsolationLevel.READ_COMMITTED));
        reader.consumer.assign(List.of(reader.log));
        reader.consumer.seekToBeginning(List.of(reader.log));
        return reader;
    }

    /** Opens at the first record that the broker appended at {@code millis} or later, by its clock; at the end where there is none. */
    public static LogReader openSince(String kafka, Security security, GroupId group, long millis) throws LabException {
        LogReader reader =
                new LogReader(kafka, security, group, consumer(kafka, security, IsolationLevel.READ_COMMITTED));
        try {
            reader.consumer.assign(List.of(reader.log));
            OffsetAndTimestamp first =
                    reader.consumer.offsetsForTimes(Map.of(reader.log, millis)).get(reader.log);
            if (first == null) {
                reader.consumer.seekToEnd(List.of(reader.log));
            } else {
                reader.consumer.seek(reader.log, first.offset());
            }
            return reader;
        } catch (KafkaException failed) {
            reader.close();
            throw reader.unreadable(String.valueOf(failed.getMessage()));
        }
    }

    /** Passes on whatever has come, waiting for it shortly. */
    public void read(Consumer<Entry> sink) throws LabException {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                sink.accept(entry(record));
            }
        } catch (KafkaException failed) {
            throw unreadable(String.valueOf(failed.getMessage()));
        }
    }

    /**
     * Passes on everything up to the end that the log has now, open transactions included: a commit that was answered has its marker
     * written a moment later, and the committed end alone could lie before it.
     *
     * @param patience how long to wait for the next record
     * @throws LabException where none comes for so long, for example because a transaction stays open
     */
    public void readToEnd(Consumer<Entry> sink, Duration patience) throws LabException {
        long end = end();
        long reached = consumer.position(log);
        long sinceNanos = System.nanoTime();
        while (reached < end) {
            read(sink);
            long now = consumer.position(log);
            if (now > reached) {
                reached = now;
                sinceNanos = System.nanoTime();
            } else if (System.nanoTime() - sinceNanos > patience.toNanos()) {
                throw unreadable("nothing came for " + patience.toSeconds() + " s at offset " + reached + " of " + end
                        + "; a transaction that is still open there would hold readers up");
            }
        }
    }

    private long end() throws LabException {
        try (KafkaConsumer<byte[], byte[]> plain = consumer(kafka, security, IsolationLevel.READ_UNCOMMITTED)) {
            return plain.endOffsets(List.of(log)).getOrDefault(log, 0L);
        } catch (KafkaException failed) {
            throw unreadable(String.valueOf(failed.getMessage()));
        }
    }

    private LabException unreadable(String why) {
        return new LabException("the log of " + group + " cannot be read to its end at " + kafka + ": " + why
                + ". Nothing is claimed; is the lab up?");
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record) {
        LogRecord parsed;
        try {
            parsed = LogRecord.parse(record);
        } catch (IllegalArgumentException foreign) {
            return new Entry.Broken(0, "", String.valueOf(foreign.getMessage()), record.timestamp());
        }
        long epoch = parsed.epoch().value();
        String member = parsed.member();
        if (parsed.kind() == LogRecord.Kind.MARKER) {
            return new Entry.Marker(epoch, member, record.timestamp());
        }
        byte[] value = parsed.value();
        if (parsed.error() != null || value == null) {
            return new Entry.Broken(epoch, member, String.valueOf(parsed.error()), record.timestamp());
        }
        try {
            Balance balance = Json.read(value, Balance.class, record.topic() + " offset " + record.offset());
            if (balance.n() < 1 || balance.n() > Integer.MAX_VALUE) {
                return new Entry.Broken(epoch, member, "command number " + balance.n(), record.timestamp());
            }
            return new Entry.Committed(
                    epoch, member, balance.n(), balance.account(), balance.balance(), record.timestamp());
        } catch (Json.MalformedException foreign) {
            return new Entry.Broken(epoch, member, String.valueOf(foreign.getMessage()), record.timestamp());
        }
    }

    static KafkaConsumer<byte[], byte[]> consumer(String kafka, Security security, IsolationLevel isolation) {
        Map<String, Object> p = new HashMap<>();
        p.put("bootstrap.servers", kafka);
        p.put("client.id", "lab-verify");
        p.put("isolation.level", isolation.toString());
        p.put("enable.auto.commit", false);
        p.put("max.poll.records", 5_000);
        p.put("default.api.timeout.ms", 10_000);
        p.put("enable.metrics.push", false);
        p.putAll(KafkaSecurity.properties(security));
        return new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
