package dev.baton.zookeeper;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request to the store: answered once, by ZooKeeper or by its own timer, whichever comes first. It counts as unanswered until
 * ZooKeeper's callback comes, even when the timer was first: that is how a silent connection is told.
 */
final class Call<T> {
    private final boolean onFirst;
    private final Duration timeout;
    private final Function<String, T> unknown;
    private final BiConsumer<Session, Call<T>> sender;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private volatile @Nullable Session session;
    private volatile @Nullable Future<?> alarm;
    private volatile long sentNanos;

    /**
     * @param onFirst whether connection 0 is preferred (ephemerals)
     * @param unknown makes the answer that says that none came
     * @param sender sends it; its callback calls {@link #answer}
     */
    Call(boolean onFirst, Duration timeout, Function<String, T> unknown, BiConsumer<Session, Call<T>> sender) {
        this.onFirst = onFirst;
        this.timeout = timeout;
        this.unknown = unknown;
        this.sender = sender;
    }

    void arm(ScheduledExecutorService timer) {
        try {
            alarm = timer.schedule(
                    () -> giveUp("no answer within " + timeout.toMillis() + " ms"),
                    timeout.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            giveUp("the store is closed");
        }
    }

    void send(Session on) {
        session = on;
        sentNanos = System.nanoTime();
        sender.accept(on, this);
    }

    /** ZooKeeper's callback came. */
    void answer(T answer) {
        Session on = session;
        if (on != null) {
            on.answered(this);
        }
        complete(answer);
    }

    private void complete(T answer) {
        future.complete(answer);
        Future<?> set = alarm;
        if (set != null) {
            set.cancel(false);
        }
    }

    /** ZooKeeper's callback came and says that the answer was lost. */
    void lost(String detail) {
        answer(unknown.apply(detail));
    }

    /** Completes it as unknown where it is not complete; a callback may still come. */
    void giveUp(String detail) {
        Session on = session;
        complete(unknown.apply(
                on == null ? detail + ": not sent, no connection to the store is up" : on + ": " + detail));
    }

    boolean onFirst() {
        return onFirst;
    }

    boolean done() {
        return future.isDone();
    }

    long sentNanos() {
        return sentNanos;
    }

    CompletableFuture<T> future() {
        return future;
    }
}
