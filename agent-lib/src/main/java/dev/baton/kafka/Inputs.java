package dev.baton.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the input while serving; while following it only asks for end offsets, which keeps its connection open and tells whether the
 * broker answers. Owned by the worker; {@link #wakeup} may be called from any thread.
 */
final class Inputs {
    private static final Duration PROBE_LIMIT = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition input;
    private final TopicPartition log;

    Inputs(Settings settings) {
        this.consumer = Clients.consumer(settings, "input");
        this.input = new TopicPartition(settings.inputTopic(), 0);
        this.log = new TopicPartition(settings.logTopic(), 0);
        // Of the log only the end is asked for, but the client complains about a partition that it does not have.
        consumer.assign(List.of(input, log));
        consumer.pause(List.of(log));
        consumer.seek(log, 0);
        seek(-1);
    }

    /** Where to read on: {@code next}, or the start of the input where it is negative. */
    void seek(long next) {
        if (next < 0) {
            consumer.seekToBeginning(List.of(input));
        } else {
            consumer.seek(input, next);
        }
    }

    /**
     * What there is, waiting at most {@code wait} for something.
     *
     * @throws KafkaException where the input cannot be read from where it should; says what is missing
     */
    List<ConsumerRecord<byte[], byte[]>> poll(Duration wait) {
        try {
            return consumer.poll(wait).records(input);
        } catch (OffsetOutOfRangeException missing) {
            long wanted = missing.offsetOutOfRangePartitions().getOrDefault(input, -1L);
            long first = consumer.beginningOffsets(List.of(input), PROBE_LIMIT).getOrDefault(input, 0L);
            if (wanted >= first) {
                throw new KafkaException("input " + input.topic() + " ends before offset " + wanted
                        + ", which the log expects next: was the topic made anew?");
            }
            consumer.seek(input, first);
            throw new KafkaException("input " + input.topic() + " no longer holds offsets " + wanted + " to "
                    + (first - 1) + ": its retention is too short; going on at " + first);
        }
    }

    /** The committed end of the log: one short round trip, on a connection on which no long poll is waiting. */
    long logEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(log), PROBE_LIMIT);
        return ends.getOrDefault(log, 0L);
    }

    void wakeup() {
        consumer.wakeup();
    }

    void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
