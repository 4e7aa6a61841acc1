package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import dev.baton.state.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a {@link Planner} worked out: outputs, dead letters, changes and positions in one transaction (spec: KafkaFence.tla Ack). */
final class ProcessorServing implements Serving {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorServing.class);

    private final String member;
    private final ProcessorSettings processor;
    private final ProcessorReplica replica;
    private final Guard guard;
    private final Supplier<ConsumerGroupMetadata> group;
    private final Planner planner;
    private long transactions;

    /** {@code group} is asked only where positions are exported. */
    ProcessorServing(
            Settings settings,
            ProcessorSettings processor,
            ProcessorReplica replica,
            Guard guard,
            Supplier<ConsumerGroupMetadata> group) {
        this.member = settings.member().value();
        this.processor = processor;
        this.replica = replica;
        this.guard = guard;
        this.group = group;
        this.planner = new Planner(processor, settings.logTopic(), System::nanoTime);
    }

    /**
     * Answers the inputs, or as many of the first as make one transaction. A record that the broker refuses for itself makes a poison of its
     * input: then the transaction is aborted and worked out again without it. Each time at least one input has less to write, so it ends.
     */
    @Override
    public int commit(List<ConsumerRecord<byte[], byte[]>> batch, FencedWriter writer, Epoch epoch)
            throws Guard.NotPrimaryException {
        Map<Integer, DeadLetter> condemned = new HashMap<>();
        boolean check = transactions % processor.checkEvery() == 0;
        while (true) {
            Plan plan = planner.plan(replica.store(), batch, condemned, epoch, check);
            AtomicReference<@Nullable Refusal> refused = new AtomicReference<>();
            long next;
            try {
                // One further than the last: the broker's record of the commit.
                next = write(plan, refused, writer, epoch) + 2;
            } catch (RuntimeException failed) {
                if (!condemn(plan, refused.get(), condemned) || !writer.abort()) {
                    throw failed;
                }
                continue;
            }
            transactions++;
            replica.committed(plan, epoch, next);
            tell(plan, epoch, next);
            return plan.inputs();
        }
    }

    @Override
    public void rehearse(List<ConsumerRecord<byte[], byte[]>> batch, Epoch epoch) {
        Plan plan = planner.plan(replica.store(), batch, new HashMap<>(), epoch, false);
        LOG.trace("{}: would send {} records", member, plan.sends().size());
    }

    /** Returns the offset of the last record. */
    private long write(Plan plan, AtomicReference<@Nullable Refusal> refused, FencedWriter writer, Epoch epoch)
            throws Guard.NotPrimaryException {
        writer.begin();
        Future<RecordMetadata> last = null;
        for (Plan.Send send : plan.sends()) {
            last = writer.send(send.record(), (metadata, failure) -> {
                if (failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException) {
                    refused.compareAndSet(null, new Refusal(send, failure));
                }
            });
        }
        if (processor.offsetsGroup() != null) {
            writer.sendOffsets(offsets(plan.next()), group.get());
        }
        guard.check(epoch);
        writer.commit();
        return FencedWriter.offset(Objects.requireNonNull(last));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<Input, Long> next) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((input, offset) ->
                offsets.put(new TopicPartition(input.topic(), input.partition()), new OffsetAndMetadata(offset)));
        return offsets;
    }

    /**
     * A record that the broker, or the client, refused for itself. Only the first is one: the client lets all others that wait fail by the
     * same exception.
     */
    private record Refusal(Plan.Send send, Exception why) {}

    /** Whether the failure comes from an input whose record was refused; that one is condemned, or its letter shortened. */
    private static boolean condemn(Plan plan, @Nullable Refusal refusal, Map<Integer, DeadLetter> condemned) {
        if (refusal == null || refusal.send().cause() < 0) {
            return false;
        }
        int cause = refusal.send().cause();
        DeadLetter before = plan.letters().get(cause);
        String why = refusal.send().record().topic() + " refuses it: "
                + refusal.why().getMessage();
        condemned.put(
                cause, before == null ? DeadLetter.refused(why, refusal.why().getClass()) : before.less());
        return true;
    }

    private void tell(Plan plan, Epoch epoch, long next) {
        if (plan.deadLetters() > 0) {
            LOG.warn("{}: {} to {}, last {}", member, plan.deadLetters(), processor.deadLetters(), plan.said());
        }
        try {
            processor.committed().accept(new Committed(epoch, next, plan.inputs(), plan.deadLetters(), plan.next()));
        } catch (RuntimeException ofTheService) {
            LOG.warn("{}: the service failed to hear of a commit at {}", member, next, ofTheService);
        }
    }
}
