package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.state.StateException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round of serving: a batch of inputs is awaited and answered, or the term's writer is no good any more. Owned by the worker. */
final class Round {
    /** How long a round waits for inputs. */
    static final Duration WAIT = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    /** Inputs that a standby works out on paper at a time. */
    private static final int REHEARSED = 8;

    private final Replica replica;
    private final Serving serving;
    private final Inputs inputs;
    private final WriterSlot slot;
    private final Inbox inbox;
    private final IntConsumer answered;

    /** {@code answered} is told how many inputs each commit answered. */
    Round(Replica replica, Serving serving, Inputs inputs, WriterSlot slot, Inbox inbox, IntConsumer answered) {
        this.replica = replica;
        this.serving = serving;
        this.inputs = inputs;
        this.slot = slot;
        this.inbox = inbox;
        this.answered = answered;
    }

    /**
     * Serving has ended, with the outcome of the last transaction unknown.
     *
     * @param endings of the inbox before that transaction: more by now mean that a demotion or the stop killed it
     */
    record Lost(String why, long endings) {}

    /** Serves on paper, by one that follows: reads a few of the newest inputs and works out what it would write. Changes nothing. */
    void rehearse() {
        if (replica.position() < 0 || !replica.unfit().isEmpty()) {
            return;
        }
        try {
            List<ConsumerRecord<byte[], byte[]>> batch = inputs.peek(replica::nextInput, REHEARSED, inbox::waiting);
            if (!batch.isEmpty()) {
                serving.rehearse(batch.subList(0, Math.min(REHEARSED, batch.size())), replica.topEpoch());
            }
        } catch (KafkaException | StateException notNow) {
            LOG.debug("rehearsal: {}", notNow.toString());
        }
    }

    /** Null where the next round may follow. */
    @Nullable
    Lost serve(Epoch term) {
        if (!replica.unfit().isEmpty()) {
            return new Lost(replica.unfit(), inbox.endings());
        }
        List<ConsumerRecord<byte[], byte[]>> batch = inputs.poll(WAIT);
        FencedWriter writer = slot.get();
        if (batch.isEmpty() || writer == null) {
            return null;
        }
        long endings = inbox.endings();
        try {
            int done = serving.commit(batch, writer, term);
            answered.accept(done);
            if (done < batch.size()) {
                inputs.seek(replica::nextInput);
            }
            return null;
        } catch (Guard.NotPrimaryException shut) {
            writer.abort();
            // The guard may be open again before anybody else saw it shut: without a report nobody would serve.
            return new Lost(String.valueOf(shut.getMessage()), endings);
        } catch (RuntimeException failed) {
            return new Lost(FencedWriter.describe(failed), endings);
        }
    }
}
