package dev.baton.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a stateful service does with its input. The state is nothing but the fold of the log: the primary decides a result for each input
 * and applies it exactly as every standby will, so primary and standbys cannot drift apart.
 *
 * <p>Threading: all methods are called by one thread at a time, the consumer's worker. They must not block for long: a standby that
 * waits here cannot take over.
 *
 * @param <S> the state. The consumer owns it: nobody else may change it. It may be a mutable object that {@link #evolve} changes and
 *     returns, or an immutable one ({@link #immutable}).
 */
public interface Logic<S> {
    /** The state of an empty log. A new one at each call, because a mutable state is rebuilt from here after an uncertain commit. */
    S initial();

    /**
     * The result for one input. Must not change the state, must depend on nothing but state and input, and has no effect of its own: it may be
     * called again for the same input, after a failure, by another member, or by a standby that rehearses and throws the result away.
     *
     * @throws Exception where the input cannot be processed: a result with an {@code error} header is published in its place and the
     *     state stays as it is, so that one bad input neither stops the service nor goes unanswered
     */
    Result decide(S state, ConsumerRecord<byte[], byte[]> input) throws Exception;

    /** The state after this result. Must be deterministic and should not throw; called for own results and for those read from the log. */
    S evolve(S state, byte @Nullable [] key, byte @Nullable [] value);

    /**
     * Whether a state never changes once {@link #evolve} returned it. If so, an aborted transaction goes back to the state before it; if
     * not, the state is read again from the start of the log.
     */
    default boolean immutable() {
        return false;
    }

    /** The record that goes into the log, which is both the results topic and the changelog of the state. */
    record Result(byte @Nullable [] key, byte @Nullable [] value) {}
}
