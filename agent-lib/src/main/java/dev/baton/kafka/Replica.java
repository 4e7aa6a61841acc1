package dev.baton.kafka;

import dev.baton.model.Epoch;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What a member holds of the committed log: a state and everything else that is derived from the log, such as position, next inputs and
 * highest epoch (spec: KafkaFence.tla Refuse, MarkerCheck). Knows the log's format. Owned by the worker.
 */
interface Replica {
    /** Takes in one committed record of the log. A record that cannot be read is counted and skipped. */
    void apply(ConsumerRecord<byte[], byte[]> raw);

    /** A round of {@link #apply} is over and the reader stands at {@code next}: what lies between were control records or aborted ones. */
    void reached(long next);

    /** The log cannot be read from {@link #position}: it begins at {@code first}, or ends before. May change the position. */
    void cutOff(long first);

    /** Next offset of the log, or -1: from its start. */
    long position();

    /** The first offset of an input partition that the log does not account for, or -1 where it accounts for none. */
    long nextInput(TopicPartition input);

    Epoch topEpoch();

    /** The record that begins an epoch of this member. */
    ProducerRecord<byte[], byte[]> marker(Epoch epoch);

    /** The own marker is committed. */
    void marked(Epoch epoch, long nextLogOffset);

    /** Why this member may not serve in {@code epoch} by what the log holds (step 3), or null. */
    @Nullable
    String refusal(Epoch epoch);

    /** What is wrong and does not keep it from serving, or empty. */
    String problems();

    /** What keeps it from serving until it is rebuilt, or empty. */
    default String unfit() {
        return "";
    }

    /**
     * Fetches what a promotion needs before it replays the log. Ends soon once {@code over} says so.
     *
     * @return whether the position changed
     */
    default boolean fetch(BooleanSupplier over) {
        return false;
    }

    /**
     * Upkeep between two rounds; must be quick.
     *
     * @param following whether the member is a standby now
     * @return whether the position changed other than by the log
     */
    default boolean tend(boolean following) {
        return false;
    }

    /** Whether one that holds nothing while it waits is to hold what it fetched and read, until told otherwise. */
    default void keep(boolean keeps) {}

    /** Records that lie between what it could start from at once and {@code end}. */
    default long behind(long end) {
        return Math.max(0, end - position());
    }

    /** How long {@link #fetch} would take. */
    default long fetchMillis() {
        return 0;
    }

    /** Whether it is pointless to read on from {@link #position}. */
    default boolean stuck() {
        return false;
    }

    default void close() {}

    /** The rule of step 3, for a log whose highest epoch is {@code top} of {@code holder}. */
    static @Nullable String refusal(Epoch epoch, String member, Epoch top, String holder) {
        if (top.isAfter(epoch)) {
            return "the log holds epoch " + top + " of " + holder + ", higher than " + epoch;
        }
        if (top.equals(epoch) && !holder.equals(member)) {
            return "the log holds epoch " + epoch + " of another member, " + holder;
        }
        return null;
    }
}
