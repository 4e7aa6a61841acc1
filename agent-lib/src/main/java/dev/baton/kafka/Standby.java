package dev.baton.kafka;

import dev.baton.kafka.Inbox.Command;
import dev.baton.model.StandbyKind;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
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
    private static final long REST_NANOS = 300_000_000L;
    private static final long WARM_NANOS = 60_000_000_000L;
    /** Longer than a holder waits for its candidate and then hands over to it. */
    private static final long HASTE_NANOS = 90_000_000_000L;

    /** More records behind than this is far: see {@link Takeover}. */
    private static final long FAR = 5_000;

    private final Settings settings;
    private final Replica replica;
    private final Tail tail;
    private final Inputs inputs;
    private final LongSupplier rehearsedMillis;
    private @Nullable FencedWriter next;
    private @Nullable Thread warming;
    private long warmed;
    private long probed = System.nanoTime() - PROBE_NANOS;
    private long end = -1;
    private String problem = "not yet heard of Kafka";
    private boolean topicsSeen;
    /** Of a warm standby: whether it replays now, and since when it does not. */
    private boolean replaying = true;

    private long rested;
    private final Haste haste = new Haste(System::nanoTime, HASTE_NANOS);

    Standby(Settings settings, Replica replica, Tail tail, Inputs inputs, LongSupplier rehearsedMillis) {
        this.settings = settings;
        this.replica = replica;
        this.tail = tail;
        this.inputs = inputs;
        this.rehearsedMillis = rehearsedMillis;
    }

    /** One round: applies what there is, if it is time for that; about once a second also looks at the log's end. */
    @Nullable
    Command follow(Inbox inbox) {
        if (replica.tend(true)) {
            tail.align();
        }
        haste(inbox);
        Command command = null;
        if (replays()) {
            tail.poll(WAIT);
        } else {
            command = inbox.await(WAIT.toMillis());
        }
        if (System.nanoTime() - probed >= PROBE_NANOS) {
            probe();
        }
        return command;
    }

    private boolean replays() {
        return !replica.stuck()
                && switch (settings.standby().type()) {
                    case HOT -> true;
                    case WARM -> warmTurn() || haste.on();
                    case COLD -> haste.on();
                };
    }

    /** A switchover to this member has begun: it follows as a hot one does, until {@link #settle} or for a while. */
    void hasten() {
        haste.begin();
    }

    /** Back to its own kind: that switchover is over. */
    void settle() {
        haste.end();
    }

    /** This member has just stopped serving: what a standby keeps ready is made a little later, since now the next one needs the processors. */
    void rest() {
        probed = System.nanoTime() - PROBE_NANOS + REST_NANOS;
    }

    private void haste(Inbox inbox) {
        replica.keep(haste.on());
        if (haste.fetches()) {
            if (replica.fetch(inbox::waiting)) {
                tail.align();
            }
            if (!inbox.waiting()) {
                haste.fetched();
            }
        }
    }

    private boolean warmTurn() {
        if (replaying) {
            if (end >= 0 && replica.position() >= end) {
                replaying = false;
                rested = System.nanoTime();
            }
        } else if (System.nanoTime() - rested >= settings.standby().intervalMillis() * 1_000_000L) {
            replaying = true;
        }
        return replaying;
    }

    private void probe() {
        try {
            end = inputs.logEnd();
            inputs.refresh();
            problem = missing();
            prepare();
        } catch (WakeupException command) {
            return;
        } catch (KafkaException silent) {
            end = -1;
            problem = "Kafka at " + settings.bootstrap() + " does not answer for " + settings.logTopic();
        }
        probed = System.nanoTime();
    }

    private String missing() {
        if (topicsSeen || !settings.allPartitions()) {
            return "";
        }
        List<String> missing = inputs.missingTopics();
        topicsSeen = missing.isEmpty();
        return topicsSeen ? "" : "Kafka at " + settings.bootstrap() + " has no topic " + String.join(", ", missing);
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
        return (settings.standby().type() == StandbyKind.Type.COLD && !haste.holds())
                || replica.position() < 0
                || end < 0
                || end - replica.position() > FAR;
    }

    /** Records behind, as of the last look at the log's end; -1 where unknown. */
    long lag() {
        return end < 0 || replica.position() < 0 ? -1 : replica.behind(end);
    }

    /** How long a takeover would take from now to its receipt: what is missing at the rates that were measured; -1 where unknown. */
    long recoveryMillis() {
        long lag = lag();
        return lag < 0 || !problem().isEmpty()
                ? -1
                : Math.round(lag / tail.recordsPerMilli()) + replica.fetchMillis() + rehearsedMillis.getAsLong();
    }

    /** What keeps a promotion from succeeding, or empty. */
    String problem() {
        return replica.unfit().isEmpty() ? problem : replica.unfit();
    }

    void close() {
        if (next != null) {
            next.kill();
        }
    }
}
