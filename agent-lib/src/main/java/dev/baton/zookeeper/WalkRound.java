package dev.baton.zookeeper;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;

/**
 * One walk through a subtree: complete once its starter has asked for everything <em>and</em> every request has been answered well. The
 * starter counts as one request of its own, because answers come on another thread: they may all be there before it asks for the next.
 *
 * <p>Threading: any thread; {@code complete} and {@code failed} are each called at most once, on the thread of the answer that decided.
 */
final class WalkRound {
    private final AtomicInteger open = new AtomicInteger(1);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Runnable complete;
    private final Consumer<Code> failed;

    WalkRound(Runnable complete, Consumer<Code> failed) {
        this.complete = complete;
        this.failed = failed;
    }

    /** Call before the requests are sent. */
    void asking(int requests) {
        open.addAndGet(requests);
    }

    /** Call once, after the last request that does not follow from an answer. */
    void asked() {
        answered(Code.OK);
    }

    /** The root itself may not be read: that there is nothing cannot be told from that, so the round is not complete. */
    void denied() {
        if (broken.compareAndSet(false, true)) {
            failed.accept(Code.NOAUTH);
        }
    }

    /** One request was answered. An absent node or one that may not be read is an answer as well. */
    void answered(Code code) {
        if (code != Code.OK && code != Code.NONODE && code != Code.NOAUTH && broken.compareAndSet(false, true)) {
            failed.accept(code);
        }
        if (open.decrementAndGet() == 0 && !broken.get()) {
            complete.run();
        }
    }
}
