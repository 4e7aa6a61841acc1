package dev.baton.console.shell;

import dev.baton.port.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value that is carried on look by look: at once where that is quick, else beside the screen, one look at a time, so that painting never
 * waits. JavaFX thread only.
 *
 * @param <T> immutable
 */
final class Beside<T> {
    private final Executor executor;
    private final Pace pace;
    private T value;
    private @Nullable CompletableFuture<T> running;

    Beside(T first, Executor executor, Ticker ticker) {
        this.value = first;
        this.executor = executor;
        pace = new Pace(ticker);
    }

    /** A thread for each look. */
    static Executor threads(String name) {
        return look -> Thread.ofPlatform().daemon().name(name).start(look);
    }

    /** The newest value; asks for the next one. */
    T after(UnaryOperator<T> step, boolean atOnce) {
        CompletableFuture<T> before = running;
        if (before != null && !before.isDone()) {
            return value;
        }
        if (before != null) {
            running = null;
            value = taken(before);
        }
        T from = value;
        if (atOnce) {
            value = step.apply(from);
        } else if (pace.due()) {
            running = CompletableFuture.supplyAsync(() -> paced(step, from), executor);
        }
        return value;
    }

    private T paced(UnaryOperator<T> step, T from) {
        long begun = pace.nanos();
        T next = step.apply(from);
        pace.done(begun);
        return next;
    }

    private T taken(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("a look beside the screen failed", failed.getCause());
        }
    }
}
