package dev.baton.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processor time that a process has used since its start, and how much of it went to the JVM's compilers: a service runs for days, and what
 * its first minutes compile does not count for it.
 *
 * @param compilingNanos null where the system does not tell (it is not Linux)
 */
record ProcessorTime(long nanos, @Nullable Long compilingNanos) {
    /** As Linux shortens the names of the JVM's C1 and C2 threads. */
    private static final String COMPILER = "CompilerThre";

    /** @throws IllegalStateException where there is no such process */
    static ProcessorTime of(long pid) {
        long all = ProcessHandle.of(pid)
                .flatMap(p -> p.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElseThrow(() -> new IllegalStateException("process " + pid + " is gone"));
        return new ProcessorTime(all, compiling(Path.of("/proc", Long.toString(pid), "task")));
    }

    /** Of the threads in that folder of {@code /proc}; null where there is none. */
    static @Nullable Long compiling(Path tasks) {
        if (!Files.isDirectory(tasks)) {
            return null;
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.mapToLong(ProcessorTime::ofCompiler).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + tasks, e);
        }
    }

    private static long ofCompiler(Path thread) {
        try {
            if (!Files.readString(thread.resolve("comm")).contains(COMPILER)) {
                return 0;
            }
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", -1)[0]);
        } catch (IOException ended) {
            return 0;
        }
    }
}
