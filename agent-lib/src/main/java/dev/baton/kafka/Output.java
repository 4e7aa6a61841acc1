package dev.baton.kafka;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record for another topic. The header {@code epoch} (eight bytes, big-endian) is added to its headers, so that a consumer can drop what an
 * earlier primary sent.
 *
 * @param topic one of those that the processor was told of
 */
public record Output(String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    // In full: a compact one would lose what its parameters say of null.
    public Output(String topic, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    public Output(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        this(topic, key, value, List.of());
    }
}
