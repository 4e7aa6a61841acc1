package dev.baton.kafka;

import dev.baton.model.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An input that could not be processed, as it goes to the dead-letter topic: itself, and in headers why and where it came from.
 *
 * @param reason in words, and {@code exception} the class of what was thrown
 * @param form how much of it there is room for
 */
record DeadLetter(String reason, String exception, Form form) {
    static final String REASON = "reason";
    static final String EXCEPTION = "exception";
    static final String TOPIC = "source.topic";
    static final String PARTITION = "source.partition";
    static final String OFFSET = "source.offset";
    /** How many bytes of the value were left out; it can be read where it came from. */
    static final String LEFT_OUT = "left-out";

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_CLASS = 200;

    /** From all of it to nothing: each is for where the one before was refused as too large. */
    enum Form {
        WHOLE,
        WITHOUT_VALUE,
        HEADERS_ONLY,
        /** Not even those fit: it is only counted and told. */
        NONE;

        /** For when this one was refused. */
        Form less() {
            return switch (this) {
                case WHOLE -> WITHOUT_VALUE;
                case WITHOUT_VALUE -> HEADERS_ONLY;
                case HEADERS_ONLY, NONE -> NONE;
            };
        }
    }

    /** Of an input whose processing threw. */
    static DeadLetter thrown(Throwable thrown) {
        String what;
        try {
            what = thrown.toString();
        } catch (RuntimeException evenThat) {
            what = "an exception that cannot say what it is";
        }
        return new DeadLetter(what, thrown.getClass().getName(), Form.WHOLE);
    }

    /** Of an input whose changes or outputs cannot be written. */
    static DeadLetter refused(String why, Class<?> exception) {
        return new DeadLetter(why, exception.getName(), Form.WHOLE);
    }

    DeadLetter less() {
        return new DeadLetter(reason, exception, form.less());
    }

    /** Null where there is nothing to write. */
    @Nullable
    ProducerRecord<byte[], byte[]> record(
            String topic, ConsumerRecord<byte[], byte[]> input, Epoch epoch, int largest) {
        Form fits = form;
        if (fits == Form.WHOLE && size(input.key(), input.value(), input.headers()) > largest) {
            fits = Form.WITHOUT_VALUE;
        }
        if (fits == Form.WITHOUT_VALUE && length(input.key()) > largest) {
            fits = Form.HEADERS_ONLY;
        }
        if (fits == Form.NONE) {
            return null;
        }
        boolean whole = fits == Form.WHOLE;
        byte[] key = fits == Form.HEADERS_ONLY ? null : input.key();
        ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(topic, null, key, whole ? input.value() : null);
        if (whole) {
            input.headers().forEach(out.headers()::add);
        } else {
            out.headers().add(LEFT_OUT, number(length(input.value())));
        }
        out.headers().add(REASON, text(reason, LONGEST_REASON));
        out.headers().add(EXCEPTION, text(exception, LONGEST_CLASS));
        out.headers().add(TOPIC, text(input.topic(), Integer.MAX_VALUE));
        out.headers().add(PARTITION, number(input.partition()));
        out.headers().add(OFFSET, number(input.offset()));
        out.headers().add(Planner.EPOCH, number(epoch.value()));
        return out;
    }

    /** About what a record takes. */
    static int size(byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
        long size = (long) length(key) + length(value);
        for (Header header : headers) {
            size += header.key().length() + length(header.value());
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static byte[] text(String text, int longest) {
        String kept = text.length() > longest ? text.substring(0, longest) : text;
        return kept.getBytes(StandardCharsets.UTF_8);
    }
}
