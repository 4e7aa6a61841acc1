package dev.baton.kafka;

import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.baton.model.Event;
import dev.baton.model.Json;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** One consumer of a topic of telemetry. By one thread, apart from {@link #wakeup}. */
final class TelemetryTail {
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Source source;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private List<TopicPartition> partitions = List.of();
    private long heardNanos = System.nanoTime();
    private String malformed = "";

    /** Where to read. Remembers across consumers how far it was read. */
    static final class Source {
        private final String bootstrap;
        private final String topic;
        private final long fromMillis;
        private final int mostPast;
        private final Map<String, Object> security;
        private final Map<TopicPartition, Long> next = new HashMap<>(); // by the reading thread only
        /** Where each partition ended when it was first found: what is below is the past. By the reading thread only. */
        private final Map<TopicPartition, Long> present = new HashMap<>();

        /** @param mostPast how many records of the past at most */
        Source(String bootstrap, String topic, long fromMillis, int mostPast, Security security) {
            this.bootstrap = bootstrap;
            this.topic = topic;
            this.fromMillis = fromMillis;
            this.mostPast = mostPast;
            this.security = KafkaSecurity.properties(security);
        }

        @Override
        public String toString() {
            return topic + " at " + bootstrap;
        }
    }

    TelemetryTail(Source source) {
        this.source = source;
        Map<String, Object> p = new HashMap<>();
        p.put("bootstrap.servers", source.bootstrap);
        p.put("client.id", "baton-telemetry-reader-" + ProcessHandle.current().pid());
        p.put("enable.auto.commit", false);
        p.put("auto.offset.reset", "earliest");
        p.put("allow.auto.create.topics", false);
        p.put("fetch.max.wait.ms", 250);
        p.put("fetch.max.bytes", 4 << 20);
        p.put("max.partition.fetch.bytes", 1 << 20);
        p.put("reconnect.backoff.ms", 50);
        p.put("reconnect.backoff.max.ms", 1_000);
        p.put("request.timeout.ms", 5_000);
        p.put("default.api.timeout.ms", 5_000);
        p.put("metric.reporters", "");
        p.put("enable.metrics.push", false);
        p.putAll(source.security);
        consumer = new KafkaConsumer<>(p, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads on for a moment and returns what is wrong now, or an empty string. */
    String poll(Consumer<Event> past, Consumer<Event> events) {
        if (partitions.isEmpty() && !assign()) {
            return "the topic " + source + " does not exist yet: waiting for it";
        }
        var records = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<byte[], byte[]> each : records) {
            TopicPartition partition = new TopicPartition(each.topic(), each.partition());
            source.next.put(partition, each.offset() + 1);
            Event event = event(each);
            if (event != null) {
                (each.offset() < source.present.getOrDefault(partition, 0L) ? past : events).accept(event);
            }
        }
        long now = System.nanoTime();
        if (!records.isEmpty()) {
            heardNanos = now;
        } else if (now - heardNanos > PROBE_NANOS) {
            consumer.endOffsets(partitions, ANSWER); // An absent broker looks like a quiet topic: this throws.
            heardNanos = System.nanoTime();
        }
        return malformed;
    }

    boolean assigned() {
        return !partitions.isEmpty();
    }

    private boolean assign() {
        List<PartitionInfo> infos;
        try {
            infos = consumer.partitionsFor(source.topic, ANSWER);
        } catch (TimeoutException e) {
            throw new TimeoutException("no answer from the broker within " + ANSWER.toSeconds() + " s", e);
        }
        if (infos == null || infos.isEmpty()) {
            return false;
        }
        List<TopicPartition> found = infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(found);
        // The ends first: what comes between the two answers must be found by time, or it would lie before the end and
        // be skipped.
        Map<TopicPartition, Long> ends = consumer.endOffsets(found, ANSWER);
        Map<TopicPartition, OffsetAndTimestamp> byTime = consumer.offsetsForTimes(
                found.stream().collect(Collectors.toMap(Function.identity(), p -> source.fromMillis)), ANSWER);
        for (TopicPartition partition : found) {
            Long next = source.next.get(partition);
            OffsetAndTimestamp from = byTime.get(partition);
            long end = ends.getOrDefault(partition, 0L);
            source.present.putIfAbsent(partition, end);
            long begin = from == null ? end : Math.max(from.offset(), end - source.mostPast / found.size());
            consumer.seek(partition, next != null ? next : begin);
        }
        partitions = found;
        return true;
    }

    private @Nullable Event event(ConsumerRecord<byte[], byte[]> record) {
        String where = record.topic() + "-" + record.partition() + " offset " + record.offset();
        try {
            if (record.value() == null) {
                throw new Json.MalformedException(where + ": expected an Event, found an empty record");
            }
            return Json.read(record.value(), Event.class, where);
        } catch (Json.MalformedException e) {
            boolean later = e.getCause() instanceof InvalidTypeIdException unknown && unknown.getTypeId() != null;
            malformed = later ? malformed : "a record was left out: " + e.getMessage();
            return null;
        }
    }

    /** May be called from any thread: a poll that is under way throws. */
    void wakeup() {
        consumer.wakeup();
    }

    void close() {
        consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
    }
}
