package dev.baton.kafka;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;

/** Reads the committed log into a replica (spec: KafkaFence.tla Replay). Owned by the worker; {@link #wakeup} may be called from any thread. */
final class Tail {
    private static final Duration POSITION_LIMIT = Duration.ofMillis(1);
    private static final Duration REPLAY_POLL = Duration.ofMillis(50);
    private static final Duration LOOK_UP = Duration.ofMillis(500);
    /** Rounds with fewer records say nothing of the replay's speed. */
    private static final int MANY = 200;

    private static final double SMOOTHING = 8;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Replica replica;
    private double recordsPerMilli = 50;
    private long rounded = System.nanoTime();

    Tail(Settings settings, Replica replica) {
        this.consumer = Clients.consumer(settings, "tail");
        this.partition = new TopicPartition(settings.logTopic(), 0);
        this.replica = replica;
        consumer.assign(List.of(partition));
        align();
    }

    /** Continues where the replica stands. */
    void align() {
        if (replica.position() < 0) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, replica.position());
        }
    }

    /** Skips all there is now. */
    void toEnd() {
        consumer.seekToEnd(List.of(partition));
    }

    /** Asks the broker, for at most {@code limit}, whether the topic exists. */
    boolean exists(Duration limit) {
        return !consumer.partitionsFor(partition.topic(), limit).isEmpty();
    }

    /**
     * Applies what there is, waiting at most {@code wait} for something.
     *
     * @throws WakeupException after {@link #wakeup}; nothing is lost by it
     */
    void poll(Duration wait) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(wait);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                replica.apply(record);
            }
            measure(records.count());
        } catch (OffsetOutOfRangeException cutOff) {
            replica.cutOff(
                    consumer.beginningOffsets(List.of(partition), LOOK_UP).getOrDefault(partition, 0L));
            align();
            return;
        }
        try {
            replica.reached(consumer.position(partition, POSITION_LIMIT));
        } catch (TimeoutException notYetKnown) {
            // The start of the log has not been looked up yet.
        }
    }

    /**
     * Replays until everything below {@code end} is applied.
     *
     * @param stall how long it may stand still before it counts as failed
     * @throws Abandoned once {@code over} says so
     * @throws TimeoutException where it stands still
     * @throws KafkaException where the replica turns out unfit to serve
     */
    void replayTo(long end, Duration stall, BooleanSupplier over) throws Abandoned {
        long last = replica.position();
        long deadline = System.nanoTime() + stall.toNanos();
        while (replica.position() < end) {
            if (over.getAsBoolean()) {
                throw new Abandoned();
            }
            requireFit();
            try {
                poll(REPLAY_POLL);
            } catch (WakeupException stale) {
                // The command that woke us is checked above.
            }
            if (replica.position() != last) {
                last = replica.position();
                deadline = System.nanoTime() + stall.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("replay of " + partition.topic() + " stands still at " + last + ", expected "
                        + end + " within " + stall.toMillis() + " ms");
            }
        }
        requireFit();
    }

    private void requireFit() {
        if (!replica.unfit().isEmpty()) {
            throw new KafkaException(replica.unfit());
        }
    }

    /** Of a round with many records: how long it took, from the end of the one before. */
    private void measure(int records) {
        long now = System.nanoTime();
        if (records >= MANY) {
            double rate = records / ((now - rounded) / 1e6);
            recordsPerMilli += (rate - recordsPerMilli) / SMOOTHING;
        }
        rounded = now;
    }

    /** How fast it replays when there is much to replay; a careful guess until it was measured. */
    double recordsPerMilli() {
        return recordsPerMilli;
    }

    void wakeup() {
        consumer.wakeup();
    }

    void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    /** The promotion is over before its end: a demotion or the stop is waiting. */
    static final class Abandoned extends Exception {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("abandoned", null, false, false);
        }
    }
}
