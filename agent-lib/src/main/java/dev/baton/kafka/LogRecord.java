package dev.baton.kafka;

import dev.baton.model.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record of a group's log, as its headers tell: {@code kind} (result or marker), {@code epoch}, {@code member}, {@code in} (offset of
 * the input consumed; results only) and {@code error} (results only, where the input could not be processed). Numbers are eight bytes,
 * big-endian; texts are UTF-8.
 *
 * @param in offset of the input, or -1 for a marker
 */
public record LogRecord(
        Kind kind,
        Epoch epoch,
        String member,
        long in,
        byte @Nullable [] key,
        byte @Nullable [] value,
        @Nullable String error) {
    /** What a record is for. */
    public enum Kind {
        RESULT,
        /** The first record of an epoch: from here on every earlier epoch is fenced. */
        MARKER
    }

    private static final String KIND = "kind";
    private static final String EPOCH = "epoch";
    private static final String MEMBER = "member";
    private static final String IN = "in";
    private static final String ERROR = "error";

    static LogRecord marker(Epoch epoch, String member) {
        return new LogRecord(Kind.MARKER, epoch, member, -1, null, null, null);
    }

    /**
     * Reads one record of the log.
     *
     * @throws IllegalArgumentException naming the header that is missing or wrong
     */
    public static LogRecord parse(ConsumerRecord<byte[], byte[]> record) {
        String kind = text(record, KIND);
        Epoch epoch = new Epoch(number(record, EPOCH));
        String member = text(record, MEMBER);
        return switch (kind) {
            case "marker" -> marker(epoch, member);
            case "result" -> {
                Header error = record.headers().lastHeader(ERROR);
                yield new LogRecord(
                        Kind.RESULT,
                        epoch,
                        member,
                        number(record, IN),
                        record.key(),
                        record.value(),
                        error == null ? null : new String(error.value(), StandardCharsets.UTF_8));
            }
            default ->
                throw new IllegalArgumentException(
                        at(record) + ": header kind is '" + kind + "', expected result or marker");
        };
    }

    ProducerRecord<byte[], byte[]> toProducerRecord(String topic) {
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, 0, key, value);
        out.headers().add(KIND, bytes(kind == Kind.MARKER ? "marker" : "result"));
        out.headers().add(EPOCH, bytes(epoch.value()));
        out.headers().add(MEMBER, bytes(member));
        if (kind == Kind.RESULT) {
            out.headers().add(IN, bytes(in));
        }
        if (error != null) {
            out.headers().add(ERROR, bytes(error));
        }
        return out;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(required(record, name), StandardCharsets.UTF_8);
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
        byte[] value = required(record, name);
        if (value.length != Long.BYTES) {
            throw new IllegalArgumentException(
                    at(record) + ": header " + name + " has " + value.length + " bytes, expected " + Long.BYTES);
        }
        return ByteBuffer.wrap(value).getLong();
    }

    private static byte[] required(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException(at(record) + ": header " + name + " is missing");
        }
        return header.value();
    }

    private static String at(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + " offset " + record.offset();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
