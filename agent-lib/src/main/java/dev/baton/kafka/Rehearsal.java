package dev.baton.kafka;

import dev.baton.model.Epoch;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
    private static final int FIRST_ROUNDS = 30;

    private static final Duration LOOK_UP = Duration.ofSeconds(1);
    private static final Duration STALL = Duration.ofSeconds(1);

    private final Settings settings;
    private final BlockingQueue<Boolean> requests = new ArrayBlockingQueue<>(1);
    private @Nullable Thread thread;
    private boolean closed;
    private volatile boolean yielding;

    /** {@code settings} name the dummy. */
    Rehearsal(Settings settings) {
        this.settings = settings;
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
        Replica<Boolean> replica = new Replica<>(new Dummy(), settings.member().value());
        Tail tail = null;
        int rounds = FIRST_ROUNDS;
        try {
            while (true) {
                requests.take();
                try {
                    if (tail == null) {
                        tail = new Tail(settings, replica);
                        tail.toEnd();
                    }
                    if (!tail.exists(LOOK_UP)) {
                        LOG.debug("{}: no rehearsals without a topic {}", settings.member(), settings.logTopic());
                        continue;
                    }
                    for (int i = 0; i < rounds && !yielding; i++) {
                        round(tail, replica);
                        rounds = Math.max(1, rounds - 1);
                    }
                } catch (KafkaException | Tail.Abandoned failed) {
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

    private void round(Tail tail, Replica<Boolean> replica) throws Tail.Abandoned {
        FencedWriter writer = new FencedWriter(settings);
        try {
            catchUp(tail);
            Epoch epoch = replica.topEpoch().next();
            LogRecord marker = LogRecord.marker(epoch, settings.member().value());
            Takeover.run(writer, tail, replica, marker, false, () -> 0, STALL, nanos -> {}, () -> yielding);
            if (!yielding) {
                writer.begin();
                LogRecord result = new LogRecord(LogRecord.Kind.RESULT, epoch, marker.member(), 0, null, null, null);
                writer.sendNow(result);
                writer.commit();
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

    /** A state that is none. */
    private static final class Dummy implements Logic<Boolean> {
        @Override
        public Boolean initial() {
            return true;
        }

        @Override
        public Result decide(Boolean state, ConsumerRecord<byte[], byte[]> input) {
            return new Result(null, null);
        }

        @Override
        public Boolean evolve(Boolean state, byte @Nullable [] key, byte @Nullable [] value) {
            return state;
        }

        @Override
        public boolean immutable() {
            return true;
        }
    }
}
