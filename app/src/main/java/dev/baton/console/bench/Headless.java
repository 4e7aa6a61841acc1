package dev.baton.console.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.application.Platform;

/** JavaFX without a display, drawn in software. */
final class Headless {
    static final long LIMIT_SECONDS = 60;
    private static final CountDownLatch STARTED = new CountDownLatch(1);

    private Headless() {}

    /** Begins to start it, and returns at once. */
    static void start() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        Platform.startup(STARTED::countDown);
        Platform.setImplicitExit(false);
    }

    /** Works on the JavaFX thread, once that runs. */
    static <T> T call(Supplier<T> work) throws InterruptedException, ExecutionException, TimeoutException {
        if (!STARTED.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("JavaFX did not start within " + LIMIT_SECONDS + " s");
        }
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.get());
            } catch (RuntimeException | Error failed) {
                done.completeExceptionally(failed);
            }
        });
        return done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
}
