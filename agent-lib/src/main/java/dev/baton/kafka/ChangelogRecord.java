package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.state.Change;
import dev.baton.state.Digest;
import dev.baton.state.Input;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record of a processor's changelog. Its header {@code baton} holds nine bytes: the kind, and the epoch, big-endian. A transaction is any
 * number of changes and, at its end, one progress: the next offset of each input that it read from, and now and then the digest of the
 * whole state after it.
 *
 * <p>So the positions stand in the log once a transaction and not once a change: it becomes visible as a whole, and no member serves from
 * the middle of one.
 */
sealed interface ChangelogRecord {
    String HEADER = "baton";
    int HEADER_BYTES = 1 + Long.BYTES;
    byte MARKER = 1;
    byte CHANGE = 2;
    byte PROGRESS = 3;

    Epoch epoch();

    /** Begins the epoch of {@code member}: from here on every earlier one is fenced. The member is the record's value. */
    record Marker(Epoch epoch, String member) implements ChangelogRecord {}

    /** The record's key and value are the state's; no value: deleted. */
    record Changed(Epoch epoch, Change change) implements ChangelogRecord {}

    /** Ends a transaction. The record's value: count, then (topic, partition, next offset) of each input, then the digest if there is one. */
    record Moved(
            Epoch epoch, Map<Input, Long> next, @Nullable Digest digest) implements ChangelogRecord {}

    /** The header that every change of an epoch has. */
    static byte[] header(byte kind, Epoch epoch) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(kind)
                .putLong(epoch.value())
                .array();
    }

    static ProducerRecord<byte[], byte[]> marker(String topic, Epoch epoch, String member) {
        return record(topic, header(MARKER, epoch), null, member.getBytes(StandardCharsets.UTF_8));
    }

    static ProducerRecord<byte[], byte[]> change(String topic, byte[] header, Change change) {
        return record(topic, header, change.key(), change.value());
    }

    static ProducerRecord<byte[], byte[]> progress(
            String topic, Epoch epoch, Map<Input, Long> next, @Nullable Digest digest) {
        int size = Integer.BYTES + 2 * Long.BYTES;
        Map<Input, byte[]> names = new LinkedHashMap<>();
        for (Input input : next.keySet()) {
            byte[] name = input.topic().getBytes(StandardCharsets.UTF_8);
            names.put(input, name);
            size += Short.BYTES + name.length + Integer.BYTES + Long.BYTES;
        }
        ByteBuffer out = ByteBuffer.allocate(size).putInt(next.size());
        names.forEach((input, name) -> out.putShort((short) name.length)
                .put(name)
                .putInt(input.partition())
                .putLong(next.getOrDefault(input, 0L)));
        if (digest != null) {
            out.putLong(digest.count()).putLong(digest.sum());
        }
        byte[] value = new byte[out.position()];
        out.flip().get(value);
        return record(topic, header(PROGRESS, epoch), null, value);
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, byte[] header, byte @Nullable [] key, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, 0, key, value);
        out.headers().add(HEADER, header);
        return out;
    }

    /**
     * Reads one record of a changelog.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static ChangelogRecord parse(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(HEADER);
        byte[] head = header == null ? null : header.value();
        if (head == null || head.length != HEADER_BYTES) {
            throw wrong(record, "header " + HEADER + " of " + HEADER_BYTES + " bytes is missing");
        }
        ByteBuffer in = ByteBuffer.wrap(head);
        byte kind = in.get();
        long number = in.getLong();
        if (number < 0) {
            throw wrong(record, "epoch " + number + " is negative");
        }
        Epoch epoch = new Epoch(number);
        byte[] key = record.key();
        byte[] value = record.value();
        if (kind == CHANGE) {
            if (key == null) {
                throw wrong(record, "a change has no key");
            }
            return new Changed(epoch, new Change(key, value));
        }
        if (value == null) {
            throw wrong(record, "kind " + kind + " has no value");
        }
        if (kind == MARKER) {
            return new Marker(epoch, new String(value, StandardCharsets.UTF_8));
        }
        if (kind == PROGRESS) {
            return moved(record, epoch, ByteBuffer.wrap(value));
        }
        throw wrong(record, "kind is " + kind + ", expected " + MARKER + " to " + PROGRESS);
    }

    private static Moved moved(ConsumerRecord<byte[], byte[]> record, Epoch epoch, ByteBuffer in) {
        try {
            Map<Input, Long> next = new LinkedHashMap<>();
            for (int left = in.getInt(); left > 0; left--) {
                byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
                in.get(name);
                next.put(new Input(new String(name, StandardCharsets.UTF_8), in.getInt()), in.getLong());
            }
            Digest digest = null;
            if (in.hasRemaining()) {
                long count = in.getLong();
                digest = new Digest(in.getLong(), count);
            }
            return new Moved(epoch, next, digest);
        } catch (BufferUnderflowException cut) {
            throw wrong(record, "a progress is cut short");
        }
    }

    private static IllegalArgumentException wrong(ConsumerRecord<byte[], byte[]> record, String what) {
        return new IllegalArgumentException(record.topic() + " offset " + record.offset() + ": " + what);
    }
}
