package dev.baton.lab.sim;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process's way to the log: one question at a time, each given up after the answer limit, or soon after {@link #cutShort}. A question that
 * was given up may still arrive.
 */
final class LogClient {
    static final long ANSWER_NANOS = 3_000_000_000L;

    private final World world;
    private final SimProcess process;
    private @Nullable Runnable giveUp;
    private long deadlineNanos;
    private boolean armed;

    LogClient(World world, SimProcess process) {
        this.world = world;
        this.process = process;
    }

    /**
     * Asks.
     *
     * @param question what happens at the broker, which answers by the consumer it is given
     * @param answer gets the broker's word, or null where none came
     * @param isCommit whether its answer is among those that may be lost
     */
    <T> void ask(Consumer<Consumer<T>> question, Consumer<@Nullable T> answer, boolean isCommit) {
        boolean[] done = {false};
        Consumer<@Nullable T> once = value -> {
            if (!done[0]) {
                done[0] = true;
                giveUp = null;
                answer.accept(value);
            }
        };
        giveUp = () -> once.accept(null);
        deadlineNanos = world.time.nanos() + ANSWER_NANOS;
        arm();
        long delay = world.net.toLog(process.host);
        if (world.net.logCut(process.host)) {
            if (world.rng.chance(0.5)) {
                return;
            }
            delay = world.rng.between(0, 2 * ANSWER_NANOS);
        }
        world.time.after(delay, () -> arrive(question, once, isCommit));
    }

    /** One alarm for all questions, since there is one at a time. */
    private void arm() {
        if (armed) {
            return;
        }
        armed = true;
        process.later(deadlineNanos - world.time.nanos(), Source.RESOURCE, () -> {
            armed = false;
            Runnable end = giveUp;
            if (end != null && world.time.nanos() >= deadlineNanos) {
                end.run();
            } else if (end != null) {
                arm();
            }
        });
    }

    private <T> void arrive(Consumer<Consumer<T>> question, Consumer<@Nullable T> once, boolean isCommit) {
        long stalled = world.logStalledUntil - world.time.nanos();
        if (stalled > 0) {
            world.time.after(stalled + world.rng.between(0, 50_000_000L), () -> arrive(question, once, isCommit));
            return;
        }
        question.accept(value -> {
            boolean lost = world.net.logCut(process.host) || (isCommit && world.net.losesCommit(process.host));
            if (!lost) {
                process.later(world.net.hop(), Source.RESOURCE, () -> once.accept(value));
            }
        });
    }

    /** The question at hand gets no answer any more. */
    void cutShort() {
        process.later(world.rng.between(200_000L, 5_000_000L), Source.RESOURCE, () -> {
            Runnable end = giveUp;
            if (end != null) {
                end.run();
            }
        });
    }
}
