package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The primary's work: one batch of inputs, one transaction (spec: KafkaFence.tla SendWrite). Owned by the worker. */
interface Serving {
    /**
     * Answers the inputs, or the first of them, in one transaction and says so once it is committed. After any exception the transaction is open or its outcome
     * unknown, and the replica knows nothing of it.
     *
     * @param batch not empty
     * @return how many inputs were answered, at least one
     */
    int commit(List<ConsumerRecord<byte[], byte[]>> batch, FencedWriter writer, Epoch epoch)
            throws Guard.NotPrimaryException;

    /**
     * Works out what {@link #commit} would write for these inputs, by a member that only follows, and throws it away: so that the service's own
     * code has run before it counts. Changes and sends nothing.
     */
    void rehearse(List<ConsumerRecord<byte[], byte[]>> batch, Epoch epoch);
}
