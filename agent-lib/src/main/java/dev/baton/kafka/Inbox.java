package dev.baton.kafka;

import dev.baton.model.Epoch;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The agent's commands on their way to the worker. All methods may be called from any thread; only {@link #await} waits. */
final class Inbox {
    private static final int BOUND = 64;

    private final ArrayBlockingQueue<Command> queue = new ArrayBlockingQueue<>(BOUND);
    private final AtomicLong endings = new AtomicLong();

    /** What the agent asked for. */
    sealed interface Command {
        /** {@code endings} as it was when the agent asked: once it differs, a demotion or the stop is waiting behind this. */
        record Promote(Epoch epoch, long endings) implements Command {}

        /** The grant has been asked for and is nearly certain. */
        record FenceAhead(Epoch epoch) implements Command {}

        /** A switchover to this member has begun. */
        record Prepare() implements Command {}

        /** Serve on paper. */
        record Rehearse() implements Command {}

        record Activate(Epoch epoch) implements Command {}

        record Pause(Epoch epoch) implements Command {}

        record Resume(Epoch epoch) implements Command {}

        record Demote() implements Command {}

        record Stop() implements Command {}
    }

    /** Returns false where the worker is so far behind that the command does not fit. */
    boolean offer(Command command) {
        return queue.offer(command);
    }

    /** A command that makes all before it pointless, and therefore always fits. */
    void offerEnding(Command command) {
        endings.incrementAndGet();
        while (!queue.offer(command)) {
            queue.clear();
        }
    }

    /** How many demotions and stops were asked for so far. */
    long endings() {
        return endings.get();
    }

    /** Whether a command waits for the worker. */
    boolean waiting() {
        return !queue.isEmpty();
    }

    @Nullable
    Command poll() {
        return queue.poll();
    }

    /** The next command, waiting for it at most {@code millis}. */
    @Nullable
    Command await(long millis) {
        try {
            return queue.poll(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Command.Stop();
        }
    }
}
