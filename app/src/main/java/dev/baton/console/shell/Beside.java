package dev.baton.console.shell;

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
    private T value;
    private @Nullable CompletableFuture<T> running;

    Beside(T first, Executor executor) {
        this.value = first;
        this.executor = executor;
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
        } else {
            running = CompletableFuture.supplyAsync(() -> step.apply(from), executor);
        }
        return value;
    }

    private T taken(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("a look beside the screen failed", failed.getCause());
        }
    }
}
