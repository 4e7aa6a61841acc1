package dev.baton.kafka;

import dev.baton.model.Epoch;
import dev.baton.port.Guard;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole takeover on a dummy id and topic, by the code of the real one: keeps that code compiled and proves that the broker would
 * play its part. Has a thread of its own from the first request on; every method may be called from any thread and returns at once.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    /** Rounds of the first request: code gets fast by being run. */
    private static final int FIRST_ROUNDS = 2;

    /** Of code that never ran before. */
    private static final double COLD_MILLIS = 100;

    /** As many as wait when a role has moved. */
    private static final int INPUTS = 5;

    private static final double SMOOTHING = 4;
    private static final Duration LOOK_UP = Duration.ofSeconds(1);
    private static final Duration STALL = Duration.ofSeconds(1);

    private final Settings settings;
    private final Supplier<Dummy> dummies;
    private final BlockingQueue<Boolean> requests = new ArrayBlockingQueue<>(1);
    private @Nullable Thread thread;
    private boolean closed;
    private volatile boolean yielding;
    private volatile double millis = COLD_MILLIS;

    /** {@code settings} name the dummy; {@code dummies} makes one that is like the real one. */
    Rehearsal(Settings settings, Supplier<Dummy> dummies) {
        this.settings = settings;
        this.dummies = dummies;
    }

    /**
     * What is rehearsed with.
     *
     * @param input what one transaction of {@code serving} answers, some times over
     */
    record Dummy(Replica replica, Serving serving, ConsumerRecord<byte[], byte[]> input) {}

    /** What a takeover took of late, from the fence to the receipt; a careful guess until one was rehearsed. Any thread. */
    long takeoverMillis() {
        return Math.round(millis);
    }

    synchronized void request() {
        if (closed) {
            return;
        }
        yielding = false;
        boolean queued = requests.offer(true);
        if (queued && thread == null) {
            thread = new Thread(this::run, "baton-rehearse-" + settings.member());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The real thing comes: no further step is begun until the next request. */
    void giveWay() {
        yielding = true;
    }

    synchronized void close() {
        closed = true;
        yielding = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        Dummy dummy = dummies.get();
        Tail tail = null;
        int rounds = FIRST_ROUNDS;
        try {
            while (true) {
                requests.take();
                try {
                    if (tail == null) {
                        tail = new Tail(settings, dummy.replica());
                        tail.toEnd();
                    }
                    if (!tail.exists(LOOK_UP)) {
                        LOG.debug("{}: no rehearsals without a topic {}", settings.member(), settings.logTopic());
                        continue;
                    }
                    for (int i = 0; i < rounds && !yielding; i++) {
                        round(tail, dummy);
                        rounds = Math.max(1, rounds - 1);
                    }
                } catch (KafkaException | Tail.Abandoned | Guard.NotPrimaryException failed) {
                    LOG.debug("{}: rehearsal: {}", settings.member(), failed.toString());
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            if (tail != null) {
                tail.close();
            }
        }
    }

    private void round(Tail tail, Dummy dummy) throws Tail.Abandoned, Guard.NotPrimaryException {
        FencedWriter writer = new FencedWriter(settings);
        try {
            catchUp(tail);
            Epoch epoch = dummy.replica().topEpoch().next();
            long start = System.nanoTime();
            Takeover.run(writer, tail, dummy.replica(), epoch, false, () -> 0, STALL, nanos -> {}, () -> yielding);
            double before = millis;
            millis = before + ((System.nanoTime() - start) / 1e6 - before) / SMOOTHING;
            if (!yielding) {
                dummy.serving().commit(Collections.nCopies(INPUTS, dummy.input()), writer, epoch);
            }
        } finally {
            writer.close();
        }
    }

    private static void catchUp(Tail tail) {
        try {
            tail.poll(Duration.ZERO);
        } catch (WakeupException nobodyWakesThis) {
            throw new IllegalStateException(nobodyWakesThis);
        }
    }
}
