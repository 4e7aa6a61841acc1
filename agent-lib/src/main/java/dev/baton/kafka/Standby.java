package dev.baton.kafka;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log and keeps everything ready that a promotion needs: the connections, and a writer that has fetched its metadata. Owned by
 * the worker.
 */
final class Standby {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final long PROBE_NANOS = 1_000_000_000L;
    private static final long WARM_NANOS = 60_000_000_000L;
    /** More records behind than this is far: see {@link Takeover}. */
    private static final long FAR = 5_000;

    private final Settings settings;
    private final Replica<?> replica;
    private final Tail tail;
    private final Inputs inputs;
    private @Nullable FencedWriter next;
    private @Nullable Thread warming;
    private long warmed;
    private long probed = System.nanoTime() - PROBE_NANOS;
    private long end = -1;
    private String problem = "not yet heard of Kafka";

    Standby(Settings settings, Replica<?> replica, Tail tail, Inputs inputs) {
        this.settings = settings;
        this.replica = replica;
        this.tail = tail;
        this.inputs = inputs;
    }

    /** One round: applies what there is; about once a second also looks at the log's end. */
    void follow() {
        tail.poll(WAIT);
        if (System.nanoTime() - probed >= PROBE_NANOS) {
            probe();
        }
    }

    private void probe() {
        try {
            end = inputs.logEnd();
            problem = "";
            prepare();
        } catch (WakeupException command) {
            return;
        } catch (KafkaException silent) {
            end = -1;
            problem = "Kafka at " + settings.bootstrap() + " does not answer for " + settings.logTopic();
        }
        probed = System.nanoTime();
    }

    /** Makes the next writer, unless there is one, and refreshes its metadata now and then. */
    void prepare() {
        FencedWriter writer = next;
        boolean fresh = writer == null;
        if (writer == null) {
            writer = new FencedWriter(settings);
            next = writer;
        }
        boolean busy = warming != null && warming.isAlive();
        if (!busy && (fresh || System.nanoTime() - warmed > WARM_NANOS)) {
            warmed = System.nanoTime();
            FencedWriter cold = writer;
            // Not on the worker: a broker that is silent would hold up a promotion or a demotion.
            Thread thread = new Thread(() -> warm(cold), "baton-warm-" + settings.member());
            thread.setDaemon(true);
            thread.start();
            warming = thread;
        }
    }

    private static void warm(FencedWriter writer) {
        try {
            writer.warm();
        } catch (KafkaException | IllegalStateException unreachableOrKilled) {
            // It is only slower then.
        }
    }

    /** The prepared writer, or a new one. */
    FencedWriter takeWriter() {
        FencedWriter writer = next;
        next = null;
        return writer == null ? new FencedWriter(settings) : writer;
    }

    /** Whether the replica is so far behind that it should catch up before the marker's transaction is opened. */
    boolean far() {
        return replica.position() < 0 || end < 0 || end - replica.position() > FAR;
    }

    /** Records behind, as of the last look at the log's end; -1 where unknown. */
    long lag() {
        return end < 0 || replica.position() < 0 ? -1 : Math.max(0, end - replica.position());
    }

    /** What keeps a promotion from succeeding, or empty. */
    String problem() {
        return problem;
    }

    void close() {
        if (next != null) {
            next.kill();
        }
    }
}
