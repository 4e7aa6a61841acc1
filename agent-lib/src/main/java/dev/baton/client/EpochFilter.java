package dev.baton.client;

import dev.baton.model.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * Drops stale results: for a consumer downstream of a group whose results carry the header {@code epoch} (eight bytes, big-endian). Keeps the
 * highest epoch of each partition and refuses what is below it.
 *
 * <p>In a topic that the group itself fences no lower epoch ever follows a higher one. In a topic that is written to without that fence, or
 * that is merged from several places, it can: then this is the fence.
 *
 * <p>Pure but for what it keeps; by one thread at a time. Whoever must remember it across a restart keeps {@link #tops} and gives it back.
 */
public final class EpochFilter {
    private static final String EPOCH = "epoch";
    private static final String KIND = "kind";
    private static final byte[] MARKER = "marker".getBytes(StandardCharsets.US_ASCII);

    private final Map<TopicPartition, Epoch> tops;
    private long stale;
    private long unmarked;

    public EpochFilter() {
        this(Map.of());
    }

    /** Continues where another stood. */
    public EpochFilter(Map<TopicPartition, Epoch> tops) {
        this.tops = new HashMap<>(tops);
    }

    /**
     * Whether the record is a result to be handled. False for a marker, which only begins an epoch; for a result of an epoch that is over; and
     * for a record without a readable epoch, of which nobody can say.
     */
    public boolean accept(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(EPOCH);
        byte[] value = header == null ? null : header.value();
        if (value == null || value.length != Long.BYTES || value[0] < 0) {
            unmarked++;
            return false;
        }
        Epoch epoch = new Epoch(ByteBuffer.wrap(value).getLong());
        return accept(new TopicPartition(record.topic(), record.partition()), epoch) && !marker(record);
    }

    /** Whether {@code epoch} is not below the highest seen in {@code partition}. */
    public boolean accept(TopicPartition partition, Epoch epoch) {
        Epoch top = tops.getOrDefault(partition, Epoch.NONE);
        if (epoch.isBefore(top)) {
            stale++;
            return false;
        }
        tops.put(partition, epoch);
        return true;
    }

    private static boolean marker(ConsumerRecord<?, ?> record) {
        Header kind = record.headers().lastHeader(KIND);
        return kind != null && java.util.Arrays.equals(MARKER, kind.value());
    }

    /** The highest epoch seen of each partition. */
    public Map<TopicPartition, Epoch> tops() {
        return Map.copyOf(tops);
    }

    /** Records refused because a higher epoch had been seen. */
    public long stale() {
        return stale;
    }

    /** Records refused because they carry no epoch that can be read. */
    public long unmarked() {
        return unmarked;
    }
}
