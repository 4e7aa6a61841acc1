package dev.baton.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the inputs while serving; while following it only asks for end offsets, which keeps its connection open and tells whether the
 * broker answers. Owned by the worker; {@link #wakeup} may be called from any thread.
 */
final class Inputs {
    private static final Duration PROBE_LIMIT = Duration.ofMillis(500);
    private static final Duration PEEK = Duration.ofMillis(20);
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final Settings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition log;
    private final Set<TopicPartition> inputs = new LinkedHashSet<>();
    private ToLongFunction<TopicPartition> next = input -> -1;
    /** From where each input has been read without a gap. */
    private final Map<TopicPartition, Long> sought = new HashMap<>();

    private long looked = System.nanoTime();
    /** What was read before anybody wanted it. */
    private List<ConsumerRecord<byte[], byte[]>> ahead = List.of();

    Inputs(Settings settings) {
        this(settings, null);
    }

    /** {@code group}: in whose name positions are exported, or null. It is only named, never joined nor read from. */
    Inputs(Settings settings, @Nullable String group) {
        this.settings = settings;
        this.consumer = Clients.consumer(settings, "input", group == null ? Map.of() : Map.of("group.id", group));
        this.log = new TopicPartition(settings.logTopic(), 0);
        List<TopicPartition> known = new ArrayList<>();
        if (!settings.allPartitions()) {
            settings.inputTopics().forEach(topic -> known.add(new TopicPartition(topic, 0)));
        }
        add(known);
    }

    /** Looks for partitions not yet known. Costs a round trip a topic as long as it has none, then nothing but a look into the client. */
    void refresh() {
        looked = System.nanoTime();
        if (!settings.allPartitions()) {
            return;
        }
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : settings.inputTopics()) {
            for (PartitionInfo partition : consumer.partitionsFor(topic, PROBE_LIMIT)) {
                TopicPartition input = new TopicPartition(topic, partition.partition());
                if (!inputs.contains(input)) {
                    found.add(input);
                }
            }
        }
        if (!found.isEmpty()) {
            add(found);
        }
    }

    private void add(List<TopicPartition> found) {
        inputs.addAll(found);
        List<TopicPartition> all = new ArrayList<>(inputs);
        // Of the log only the end is asked for, but the client complains about a partition that it does not have.
        all.add(log);
        consumer.assign(all);
        consumer.pause(List.of(log));
        consumer.seek(log, 0);
        found.forEach(this::seek);
    }

    /** Reads on where {@code nextInput} says, or from the start of an input for which it says a negative number. */
    void seek(ToLongFunction<TopicPartition> nextInput) {
        next = nextInput;
        ahead = List.of();
        inputs.forEach(this::seek);
    }

    /** As {@link #seek}, and sends for what is there without waiting for it, so that it is at hand at {@link #goOn}. */
    void fetchFrom(ToLongFunction<TopicPartition> nextInput) {
        seek(nextInput);
        for (int i = 0; i < 2; i++) {
            try {
                ahead = poll(Duration.ZERO);
                return;
            } catch (WakeupException ofTheCommandThatIsCarriedOut) {
                // Which keeps the client from sending anything: once more.
            } catch (KafkaException itIsAskedForAgain) {
                return;
            }
        }
    }

    /** As {@link #seek}, but keeps what has been read, or sent for, from there on. */
    void goOn(ToLongFunction<TopicPartition> nextInput) {
        next = nextInput;
        List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>(ahead);
        for (TopicPartition input : inputs) {
            long wanted = nextInput.applyAsLong(input);
            boolean covered = covers(input, wanted);
            kept.removeIf(r -> r.partition() == input.partition()
                    && r.topic().equals(input.topic())
                    && (!covered || r.offset() < wanted));
            if (!covered) {
                seek(input);
            }
        }
        ahead = List.copyOf(kept);
    }

    /** Whether all from {@code wanted} on is among what was read ahead, or will be read next. */
    private boolean covers(TopicPartition input, long wanted) {
        long from = sought.getOrDefault(input, Long.MAX_VALUE);
        try {
            return wanted >= 0 && from >= 0 && from <= wanted && wanted <= consumer.position(input, AT_ONCE);
        } catch (KafkaException notKnown) {
            return false;
        }
    }

    private void seek(TopicPartition input) {
        long offset = next.applyAsLong(input);
        sought.put(input, offset);
        if (offset < 0) {
            consumer.seekToBeginning(List.of(input));
        } else {
            consumer.seek(input, offset);
        }
    }

    /**
     * What there is, waiting at most {@code wait} for something.
     *
     * @throws KafkaException where an input cannot be read from where it should; says what is missing
     */
    List<ConsumerRecord<byte[], byte[]>> poll(Duration wait) {
        if (!ahead.isEmpty()) {
            List<ConsumerRecord<byte[], byte[]>> kept = ahead;
            ahead = List.of();
            return kept;
        }
        if (inputs.isEmpty() || System.nanoTime() - looked > LOOK_NANOS) {
            refresh();
        }
        try {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            consumer.poll(wait).forEach(batch::add);
            return batch;
        } catch (OffsetOutOfRangeException missing) {
            Map.Entry<TopicPartition, Long> one =
                    missing.offsetOutOfRangePartitions().entrySet().iterator().next();
            throw gap(one.getKey(), one.getValue());
        }
    }

    /** Reads what the next {@link #poll} returns, unless {@link #seek} is called before it; waits at most so long. True once there is some. */
    boolean readAhead(Duration wait) {
        if (ahead.isEmpty()) {
            ahead = poll(wait);
        }
        return !ahead.isEmpty();
    }

    /**
     * A few of the last inputs before {@code nextInput}, and what there is behind them, for a rehearsal. What follows must begin with
     * {@link #seek} or {@link #fetchFrom}.
     *
     * @param waiting whether a command waits, which ends it
     */
    List<ConsumerRecord<byte[], byte[]>> peek(
            ToLongFunction<TopicPartition> nextInput, int back, BooleanSupplier waiting) {
        seek(input -> {
            long offset = nextInput.applyAsLong(input);
            return offset < 0 ? offset : Math.max(0, offset - back);
        });
        while (!waiting.getAsBoolean()) {
            try {
                return poll(PEEK);
            } catch (WakeupException woken) {
                // Left over from the command that is carried out, unless one came since.
            }
        }
        return List.of();
    }

    private KafkaException gap(TopicPartition input, long wanted) {
        String name = settings.allPartitions() ? input.toString() : input.topic();
        long first = consumer.beginningOffsets(List.of(input), PROBE_LIMIT).getOrDefault(input, 0L);
        if (wanted >= first) {
            return new KafkaException("input " + name + " ends before offset " + wanted
                    + ", which the log expects next: was the topic made anew?");
        }
        consumer.seek(input, first);
        sought.put(input, first);
        return new KafkaException("input " + name + " no longer holds offsets " + wanted + " to " + (first - 1)
                + ": its retention is too short; going on at " + first);
    }

    /** The committed end of the log: one short round trip, on a connection on which no long poll is waiting. */
    long logEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(log), PROBE_LIMIT);
        return ends.getOrDefault(log, 0L);
    }

    /** Which of the topics that the member needs are not there; at most some round trips. */
    List<String> missingTopics() {
        List<String> missing = new ArrayList<>();
        for (String topic : settings.topics()) {
            if (consumer.partitionsFor(topic, PROBE_LIMIT).isEmpty()) {
                missing.add(topic);
            }
        }
        return missing;
    }

    /** Of the group that was named. */
    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    void wakeup() {
        consumer.wakeup();
    }

    void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
