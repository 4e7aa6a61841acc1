package dev.baton.kafka;

import dev.baton.model.Epoch;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over for real: a bounded number of tries, each with a writer of its own. Owned by the worker. */
final class Promotion {
    private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);
    private static final int TRIES = 3;
    /** A grant that was asked for is answered, or given up, long before. */
    private static final long AHEAD_NANOS = 5_000_000_000L;

    private final Settings settings;
    private final Standby standby;
    private final Tail tail;
    private final Inputs inputs;
    private final Replica replica;
    private final WriterSlot slot;
    private long fenceNanos;
    /** What of that was done ahead. */
    private long fencedNanos;

    private @Nullable Ahead ahead;

    /** A writer that has fenced for an epoch whose grant was not answered yet. */
    private record Ahead(Epoch epoch, FencedWriter writer, long sinceNanos, long tookNanos) {}

    Promotion(Settings settings, Standby standby, Tail tail, Inputs inputs, Replica replica, WriterSlot slot) {
        this.settings = settings;
        this.standby = standby;
        this.tail = tail;
        this.inputs = inputs;
        this.replica = replica;
        this.slot = slot;
    }

    /** How it ended. */
    sealed interface Outcome {
        /** The slot holds the writer; the marker's commit was answered. {@code fenceNanos}: how long the fence took. */
        record Done(long fenceNanos) implements Outcome {}

        record Refused(String why) implements Outcome {}

        record Failed(String why) implements Outcome {}

        /** A later writer of the group took over: the role is to be proved before the next try. */
        record Fenced(String why) implements Outcome {}

        /** A demotion or the stop is waiting. */
        record Abandoned() implements Outcome {}
    }

    /**
     * Bars earlier writers for an epoch that was asked for: the first step of its promotion, done while the store answers (spec: KafkaFence.tla
     * InitAhead). What fails here is done again by the promotion.
     */
    void fenceAhead(Epoch epoch) {
        slot.retire();
        FencedWriter writer = standby.takeWriter();
        slot.put(writer);
        long from = System.nanoTime();
        try {
            writer.init();
            ahead = new Ahead(epoch, writer, from, System.nanoTime() - from);
        } catch (RuntimeException failed) {
            slot.retire();
            LOG.info("{}: fencing ahead for epoch {}: {}", settings.member(), epoch, FencedWriter.describe(failed));
        }
    }

    /** Ends the writer in the slot, unless it is one that has fenced for this very epoch. */
    void keepOnly(Epoch epoch) {
        Ahead kept = ahead;
        boolean fits = kept != null
                && kept.epoch().equals(epoch)
                && kept.writer() == slot.get()
                && System.nanoTime() - kept.sinceNanos() < AHEAD_NANOS;
        if (!fits) {
            slot.retire();
            ahead = null;
        }
    }

    /** Ends a writer that fenced for a grant that did not come (spec: KafkaFence.tla DropAhead). */
    void tidy() {
        Ahead old = ahead;
        if (old != null && System.nanoTime() - old.sinceNanos() >= AHEAD_NANOS) {
            keepOnly(Epoch.NONE);
        }
    }

    private FencedWriter writer() {
        Ahead kept = ahead;
        ahead = null;
        FencedWriter present = slot.get();
        if (kept != null && present == kept.writer()) {
            fencedNanos = kept.tookNanos();
            return present;
        }
        fencedNanos = 0;
        FencedWriter fresh = standby.takeWriter();
        slot.put(fresh);
        return fresh;
    }

    /** Unless it is Done, no writer is left. */
    Outcome run(Epoch epoch, BooleanSupplier over) {
        String problem = replica.unfit();
        if (!problem.isEmpty()) {
            return new Outcome.Failed(problem);
        }
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            FencedWriter writer = writer();
            if (over.getAsBoolean()) {
                slot.retire();
                return new Outcome.Abandoned();
            }
            try {
                String refusal = attempt(writer, epoch, over);
                if (refusal == null) {
                    return new Outcome.Done(fenceNanos);
                }
                slot.retire();
                return new Outcome.Refused(refusal);
            } catch (Tail.Abandoned aDemotionWaits) {
                slot.retire();
                return new Outcome.Abandoned();
            } catch (RuntimeException failed) {
                slot.retire();
                if (over.getAsBoolean()) {
                    return new Outcome.Abandoned();
                }
                problem = FencedWriter.describe(failed);
                LOG.info("{}: promotion to epoch {}, try {}: {}", settings.member(), epoch, attempt, problem);
                if (!replica.unfit().isEmpty()) {
                    problem = replica.unfit();
                    break;
                }
                if (FencedWriter.saysFenced(failed)) {
                    // Fencing back without a proof of the role could go on for ever between two believers.
                    return new Outcome.Fenced(problem);
                }
            }
        }
        return new Outcome.Failed(problem);
    }

    private @Nullable String attempt(FencedWriter writer, Epoch epoch, BooleanSupplier over) throws Tail.Abandoned {
        return Takeover.run(
                writer,
                tail,
                replica,
                epoch,
                standby.far(),
                () -> logEnd(over),
                settings.answerLimit(),
                nanos -> fenceNanos = fencedNanos + nanos,
                over);
    }

    private long logEnd(BooleanSupplier over) {
        while (true) {
            try {
                return inputs.logEnd();
            } catch (WakeupException woken) {
                // Left over from the command that we are carrying out, unless one came since.
                if (over.getAsBoolean()) {
                    throw woken;
                }
            }
        }
    }
}
