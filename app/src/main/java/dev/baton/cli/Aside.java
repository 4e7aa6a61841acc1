package dev.baton.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work beside the caller's, for what takes long because it waits. Closing it interrupts what is still under way. */
final class Aside implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    <T> Future<T> begin(Callable<T> work) {
        return threads.submit(work);
    }

    /** What came of each, in the order in which they are given. */
    <T> List<T> all(List<? extends Callable<T>> works) throws IOException, InterruptedException {
        List<Future<T>> begun = new ArrayList<>();
        works.forEach(work -> begun.add(begin(work)));
        List<T> results = new ArrayList<>();
        for (Future<T> each : begun) {
            results.add(result(each));
        }
        return results;
    }

    /** What came of it, as if the caller had done it. */
    static <T> T result(Future<T> work) throws IOException, InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException io -> throw io;
                case InterruptedException stop -> throw stop;
                case RuntimeException bug -> throw bug;
                case null, default -> throw new IllegalStateException(failed.getCause());
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
