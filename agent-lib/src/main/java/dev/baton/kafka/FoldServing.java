package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers inputs by a {@link Logic}: the result of each goes into the log (spec: KafkaFence.tla Ack). */
final class FoldServing<S> implements Serving {
    private static final Logger LOG = LoggerFactory.getLogger(FoldServing.class);
    private static final int LONGEST_ERROR = 500;
    /** Below the client's own limit for one request. */
    private static final int LARGEST_RESULT = 900_000;

    private final Logic<S> logic;
    private final FoldReplica<S> replica;
    private final Guard guard;
    private final Consumer<Ack> acknowledged;
    private final String member;
    private final String topic;
    /** Input whose result the broker refused as too large; answered by an error result when it comes again. */
    private long tooLarge = -1;

    FoldServing(Settings settings, Logic<S> logic, FoldReplica<S> replica, Guard guard, Consumer<Ack> acknowledged) {
        this.member = settings.member().value();
        this.topic = settings.logTopic();
        this.logic = logic;
        this.replica = replica;
        this.guard = guard;
        this.acknowledged = acknowledged;
    }

    /** After any exception the replica is what it was before or, for a mutable state, empty. */
    @Override
    public int commit(List<ConsumerRecord<byte[], byte[]>> batch, FencedWriter writer, Epoch epoch)
            throws Guard.NotPrimaryException {
        List<LogRecord> results = new ArrayList<>(batch.size());
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        boolean done = false;
        try {
            writer.begin();
            S state = replica.state();
            for (ConsumerRecord<byte[], byte[]> input : batch) {
                LogRecord result = decide(state, input, epoch);
                if (result.error() == null) {
                    state = logic.evolve(state, result.key(), result.value());
                }
                sent.add(writer.send(result.toProducerRecord(topic)));
                results.add(result);
            }
            guard.check(epoch);
            writer.commit();
            long last = FencedWriter.offset(sent.get(sent.size() - 1));
            long nextInput = batch.get(batch.size() - 1).offset() + 1;
            replica.committed(state, epoch, nextInput, last + 2);
            done = true;
        } finally {
            if (!done) {
                findTooLarge(results, sent);
                if (!logic.immutable()) {
                    replica.reset();
                }
            }
        }
        for (int i = 0; i < results.size(); i++) {
            acknowledge(results.get(i), FencedWriter.offset(sent.get(i)));
        }
        return results.size();
    }

    @Override
    public void rehearse(List<ConsumerRecord<byte[], byte[]>> batch, Epoch epoch) {
        S state = replica.state();
        for (ConsumerRecord<byte[], byte[]> input : batch) {
            try {
                Logic.Result result = logic.decide(state, input);
                LogRecord record = new LogRecord(
                        LogRecord.Kind.RESULT, epoch, member, input.offset(), result.key(), result.value(), null);
                LOG.trace("{}: would write {}", member, record.toProducerRecord(topic));
                if (logic.immutable()) {
                    state = logic.evolve(state, result.key(), result.value());
                }
            } catch (Exception itWillBeAnsweredByAnError) {
                LOG.debug("{}: input {} rehearsed: {}", member, input.offset(), itWillBeAnsweredByAnError.toString());
            }
        }
    }

    private LogRecord decide(S state, ConsumerRecord<byte[], byte[]> input, Epoch epoch) {
        if (input.offset() == tooLarge) {
            return error(input, epoch, "the result is larger than the log's topic allows");
        }
        try {
            Logic.Result result = logic.decide(state, input);
            int size = length(result.key()) + length(result.value());
            if (size > LARGEST_RESULT) {
                return error(input, epoch, "the result has " + size + " bytes, expected at most " + LARGEST_RESULT);
            }
            return new LogRecord(
                    LogRecord.Kind.RESULT, epoch, member, input.offset(), result.key(), result.value(), null);
        } catch (Exception poison) {
            LOG.warn("{}: input {} answered by an error: {}", member, input.offset(), poison.toString());
            return error(input, epoch, poison.toString());
        }
    }

    private LogRecord error(ConsumerRecord<byte[], byte[]> input, Epoch epoch, String why) {
        String text = why.length() > LONGEST_ERROR ? why.substring(0, LONGEST_ERROR) : why;
        return new LogRecord(LogRecord.Kind.RESULT, epoch, member, input.offset(), input.key(), null, text);
    }

    private void findTooLarge(List<LogRecord> results, List<Future<RecordMetadata>> sent) {
        for (int i = 0; i < results.size(); i++) {
            if (sent.get(i).isDone() && failedAsTooLarge(sent.get(i))) {
                tooLarge = results.get(i).in();
                return;
            }
        }
    }

    private static boolean failedAsTooLarge(Future<RecordMetadata> done) {
        try {
            done.get();
            return false;
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof RecordTooLargeException;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void acknowledge(LogRecord result, long logOffset) {
        try {
            acknowledged.accept(
                    new Ack(result.epoch(), result.in(), logOffset, result.key(), result.value(), result.error()));
        } catch (RuntimeException ofTheService) {
            LOG.warn("{}: acknowledgement of input {} failed in the service", member, result.in(), ofTheService);
        }
    }

    private static int length(byte @org.jspecify.annotations.Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
