package dev.baton.agent;

import dev.baton.model.GroupId;
import dev.baton.protocol.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The loop's bounded queue. Every callback ends here, and the order in which they came is kept.
 *
 * <p>Most mail wakes the loop. What is routine ({@link #putRoutine}) does not: it is taken with the next mail or at the loop's next instant,
 * whichever is first, and before anything is decided there.
 *
 * <p>When it is full the caller waits: an answer of the store must not be lost. It is far larger than what can be in flight, so a full
 * one means that the loop itself stands still, and then nothing else matters.
 */
final class Inbox {
    static final int CAPACITY = 16_384;

    record Mail(GroupId group, Input input) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition pressing = lock.newCondition();
    private final Condition room = lock.newCondition();
    private List<Mail> mails = new ArrayList<>(); // guarded by lock, as is the next
    private boolean wake;

    /** Wakes the loop. */
    void put(GroupId group, Input input) {
        put(new Mail(group, input), true);
    }

    /** Leaves the loop asleep until it wakes anyway, which it does many times a second. */
    void putRoutine(GroupId group, Input input) {
        put(new Mail(group, input), false);
    }

    private void put(Mail mail, boolean presses) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The process stops; the mail goes with it.
            return;
        }
        try {
            while (mails.size() >= CAPACITY) {
                room.await();
            }
            mails.add(mail);
            if (presses && !wake) {
                wake = true;
                pressing.signal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is mail that does not want to wait, {@code nanos} at most, and takes all there is. */
    List<Mail> take(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!wake && left > 0) {
                left = pressing.awaitNanos(left);
            }
            wake = false;
            if (mails.isEmpty()) {
                return List.of();
            }
            List<Mail> taken = mails;
            mails = new ArrayList<>(Math.min(taken.size(), 64));
            if (taken.size() >= CAPACITY) {
                room.signalAll();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is mail that does not want to wait. */
    boolean presses() {
        lock.lock();
        try {
            return wake;
        } finally {
            lock.unlock();
        }
    }
}
