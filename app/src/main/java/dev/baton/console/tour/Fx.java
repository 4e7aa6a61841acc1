package dev.baton.console.tour;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/** Work on the JavaFX thread, waited for, for a bounded time. */
final class Fx {
    private static final long LIMIT_SECONDS = 30;
    private static final long LOOK_MILLIS = 5;

    private Fx() {}

    static <T> T call(Callable<T> work) throws TourException, InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | Error failed) {
                done.completeExceptionally(failed);
            }
        });
        try {
            return done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new TourException("the JavaFX thread did not answer within " + LIMIT_SECONDS + " s");
        } catch (ExecutionException failed) {
            throw new TourException("on the JavaFX thread: " + failed.getCause());
        }
    }

    static void run(Runnable work) throws TourException, InterruptedException {
        call(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Asks on the JavaFX thread until it is so; whether it became so within {@code limitMillis}. */
    static boolean until(BooleanSupplier condition, long limitMillis) throws TourException, InterruptedException {
        long deadline = System.nanoTime() + limitMillis * 1_000_000;
        while (System.nanoTime() < deadline) {
            if (call(condition::getAsBoolean)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return false;
    }
}
