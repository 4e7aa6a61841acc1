package dev.baton.kafka;

import dev.baton.state.State;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a service does with one input: a pure function (state, record) -> (state', outputs). It must depend on nothing but its arguments and
 * have no effect of its own, because it may be called again for the same input: after a failure, by another member, or by a
 * standby that rehearses and throws the step away.
 *
 * <p>Threading: called by one thread at a time. It must not block for long: a member that waits here can neither take over nor step down.
 */
@FunctionalInterface
public interface Processing {
    /**
     * The changes and outputs for one input. {@code state} shows what all inputs before have made of it.
     *
     * @throws Exception where the input cannot be processed: it goes to the dead-letter topic, with the reason, and changes nothing
     */
    Step process(State state, ConsumerRecord<byte[], byte[]> input) throws Exception;
}
