package dev.baton.agent;

import dev.baton.model.GroupId;
import dev.baton.protocol.Input;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The loop's bounded queue. Every callback ends here.
 *
 * <p>When it is full the caller waits: an answer of the store must not be lost. It is far larger than what can be in flight, so a full
 * one means that the loop itself stands still, and then nothing else matters.
 */
final class Inbox {
    private static final int CAPACITY = 16_384;

    record Mail(GroupId group, Input input) {}

    private final BlockingQueue<Mail> queue = new ArrayBlockingQueue<>(CAPACITY);

    void put(GroupId group, Input input) {
        try {
            queue.put(new Mail(group, input));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The process stops; the mail goes with it.
        }
    }

    @Nullable
    Mail poll(long nanos) throws InterruptedException {
        return queue.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }
}
