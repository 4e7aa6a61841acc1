package dev.baton.lab.sim;

import dev.baton.model.Epoch;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a promotion in the log, in the protocol's order (The Kafka resource, 1 to 4), with time between them. A step without an
 * answer starts again from the first, a bounded number of times; a word that a later producer took over does not.
 */
final class Takeover {
    private static final int TRIES = 3;

    /** How it ended. */
    sealed interface Outcome {
        /** The marker's commit was answered. */
        record Done(long producer) implements Outcome {}

        record Refused(String why) implements Outcome {}

        record Failed(String why) implements Outcome {}

        /** A later producer took over: the role is to be proved before the next try. */
        record Fenced(String why) implements Outcome {}

        /** A demotion is waiting. */
        record Abandoned() implements Outcome {}
    }

    private final World world;
    private final SimProcess process;
    private final LogClient client;
    private final Replica replica;
    private final Epoch epoch;
    private final BooleanSupplier over;
    private final Consumer<Outcome> end;
    private int tries;

    Takeover(
            World world,
            SimProcess process,
            LogClient client,
            Replica replica,
            Epoch epoch,
            BooleanSupplier over,
            Consumer<Outcome> end) {
        this.world = world;
        this.process = process;
        this.client = client;
        this.replica = replica;
        this.epoch = epoch;
        this.over = over;
        this.end = end;
    }

    void run() {
        tries++;
        init();
    }

    /** Likewise, by a producer that has done the first step already. */
    void goOn(long producer) {
        tries++;
        mark(producer);
    }

    /** (1) Bars every earlier producer, and waits for a commit of theirs that is already decided. */
    private void init() {
        client.<Long>ask(world.log::init, answer -> then(answer, this::mark), false);
    }

    /** The marker's own offset is the end of all that the fenced producers could still commit. */
    private void mark(long producer) {
        SimLog.Entry marker = new SimLog.Entry(epoch.value(), process.id, process.life(), 0);
        client.<Long>ask(
                reply -> reply.accept(world.log.append(producer, List.of(marker))),
                answer -> then(answer, offset -> {
                    if (offset < 0) {
                        fenced();
                    } else {
                        replay(producer);
                    }
                }),
                false);
    }

    /** (2) Replays to the committed end, which takes its time. */
    private void replay(long producer) {
        process.later(world.rng.between(300_000L, 8_000_000L), Source.RESOURCE, () -> {
            if (over.getAsBoolean()) {
                end.accept(new Outcome.Abandoned());
                return;
            }
            replica.follow(world.time.nanos());
            compare(producer);
        });
    }

    /** (3) A log that holds a higher epoch refuses this one. */
    private void compare(long producer) {
        String refusal = replica.refusal(epoch);
        if (refusal == null) {
            commit(producer);
        } else {
            client.<Boolean>ask(
                    reply -> {
                        world.log.abort(producer);
                        reply.accept(true);
                    },
                    _ -> end.accept(over.getAsBoolean() ? new Outcome.Abandoned() : new Outcome.Refused(refusal)),
                    false);
        }
    }

    /** (4) The marker is the epoch's first transaction; its answered commit is the receipt. */
    private void commit(long producer) {
        client.<SimLog.CommitAnswer>ask(
                reply -> world.log.commit(producer, reply),
                answer -> then(answer, commit -> {
                    if (commit.done() == null) {
                        fenced();
                    } else {
                        replica.through(commit.done());
                        end.accept(new Outcome.Done(producer));
                    }
                }),
                true);
    }

    private <T> void then(@Nullable T answer, Consumer<T> next) {
        if (over.getAsBoolean()) {
            end.accept(new Outcome.Abandoned());
        } else if (answer != null) {
            next.accept(answer);
        } else if (tries < TRIES) {
            run();
        } else {
            end.accept(new Outcome.Failed("no answer from the log"));
        }
    }

    /** Fencing back without a proof of the role could go on for ever between two believers. */
    private void fenced() {
        end.accept(new Outcome.Fenced("fenced by a later writer of the group"));
    }
}
