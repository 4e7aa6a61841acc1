package dev.baton.lab.proxy;

import dev.baton.lab.proxy.Condition.Mode;
import java.util.concurrent.locks.ReentrantLock;

/** What every piece of a route passes through. Thread-safe; passing an open gate is one volatile read. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final java.util.concurrent.locks.Condition changed = lock.newCondition();
    private volatile Condition condition = Condition.PASS;

    Condition condition() {
        return condition;
    }

    void set(Condition next) {
        lock.lock();
        try {
            condition = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when a piece may go on: at once, after the delay, or after the cut. */
    void pass() throws InterruptedException {
        Condition now = condition;
        if (now.mode() == Mode.PASS) {
            return;
        }
        if (now.mode() == Mode.SLOW) {
            Thread.sleep(now.delayMillis());
        }
        lock.lock();
        try {
            while (condition.mode() == Mode.CUT) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
