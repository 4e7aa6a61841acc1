package dev.baton.kafka;

import dev.baton.state.StateException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * One producer under the group's transactional id, for one attempt: after any failure it is killed and a new one made, because what
 * became of its last request is unknown (spec: KafkaFence.tla InitTxn, InitWaits).
 *
 * <p>Threading: the worker alone writes; {@link #kill} and {@link #warm} may be called from any thread. Each blocking method ends within
 * the answer limit, or soon after a kill, with a {@link KafkaException}.
 */
final class FencedWriter {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Settings settings;
    private boolean initialised;
    private final AtomicBoolean killed = new AtomicBoolean();

    FencedWriter(Settings settings) {
        this.settings = settings;
        this.producer = Clients.producer(settings);
    }

    /** Fetches metadata, so that the connection is open before it is needed. Touches nothing and fences nobody. Blocks. */
    void warm() {
        // The first look-up is answered by a bootstrap connection; only the second opens the one to the real node.
        producer.partitionsFor(settings.logTopic());
        settings.inputTopics().forEach(producer::partitionsFor);
        settings.outputTopics().forEach(producer::partitionsFor);
    }

    /** Step (1): bars every earlier producer of this id; waits for a commit of theirs that is already decided. Once is enough. */
    void init() {
        if (!initialised) {
            producer.initTransactions();
            initialised = true;
        }
    }

    void begin() {
        producer.beginTransaction();
    }

    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    /** Likewise; {@code done} is called by the client's own thread, in the order in which records succeed or fail. */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback done) {
        return producer.send(record, done);
    }

    /** Sends and waits for the record's offset; it is not committed by that. */
    long sendNow(ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> sent = send(record);
        producer.flush();
        return offset(sent);
    }

    /** Makes the offsets of a consumer group part of the transaction. */
    void sendOffsets(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        producer.sendOffsetsToTransaction(offsets, group);
    }

    /** Returns only once the broker answered that the transaction is committed; any exception means: unknown, or fenced. */
    void commit() {
        producer.commitTransaction();
    }

    /** Tries to abort; where that fails, the next producer's {@link #init} does it. */
    boolean abort() {
        try {
            producer.abortTransaction();
            return true;
        } catch (KafkaException | IllegalStateException unusable) {
            return false;
        }
    }

    /** Ends it at once, from any thread; a blocked call of the worker fails soon after. The broker aborts what it had open. */
    void kill() {
        if (killed.compareAndSet(false, true)) {
            // Closing joins the client's own thread, which may take a moment.
            Thread closer = new Thread(this::close, "baton-close-" + settings.member());
            closer.setDaemon(true);
            closer.start();
        }
    }

    /** As {@link #kill}, but waits until the client is gone. */
    void close() {
        producer.close(Duration.ZERO);
    }

    static long offset(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new KafkaException(messageOf(cause), cause);
        }
    }

    /** Whether the broker said that a later producer of the same id took over; all other failures leave it open. */
    static boolean saysFenced(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProducerFencedException
                    || t instanceof InvalidProducerEpochException
                    || t instanceof InvalidTxnStateException) {
                return true;
            }
        }
        return false;
    }

    static String describe(Throwable failure) {
        if (failure instanceof StateException) {
            return String.valueOf(failure.getMessage());
        }
        return saysFenced(failure)
                ? "fenced by a later writer of the group: " + messageOf(failure)
                : "no answer from Kafka: " + messageOf(failure);
    }

    private static String messageOf(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName() + (message == null ? "" : " " + message);
    }
}
