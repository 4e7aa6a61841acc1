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

    private final Settings settings;
    private final Standby standby;
    private final Tail tail;
    private final Inputs inputs;
    private final Replica replica;
    private final WriterSlot slot;
    private long fenceNanos;

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

        /** A demotion or the stop is waiting. */
        record Abandoned() implements Outcome {}
    }

    /** Unless it is Done, no writer is left. */
    Outcome run(Epoch epoch, BooleanSupplier over) {
        String problem = replica.unfit();
        if (!problem.isEmpty()) {
            return new Outcome.Failed(problem);
        }
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            FencedWriter writer = standby.takeWriter();
            slot.put(writer);
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
                    break;
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
                nanos -> fenceNanos = nanos,
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
