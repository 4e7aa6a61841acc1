package dev.baton.fence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command with a deadline of our own, however it behaves: one that hangs, floods its output, leaves children that hold its pipes, or never
 * reads its input ends with the deadline, together with all that it started. Keeps the end of the output only.
 *
 * <p>The command sees a bare environment: nothing of ours but what a program needs to run, and what is given.
 */
final class BoundedCommand {
    /** A pipe takes at least one page without anybody reading, so that writing so much never blocks. */
    static final int MOST_INPUT = 4_096;

    static final int STDERR_LIMIT = 4_096;

    private static final List<String> INHERITED = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR", "TZ");
    private static final long POLL_NANOS = 5_000_000L;
    private static final long LAST_WORDS_NANOS = 20_000_000L;
    private static final long REAP_MILLIS = 500;

    private BoundedCommand() {}

    /** What came of it. */
    sealed interface Ran {
        /** It ended by itself. */
        record Exited(int code, String stdout, String stderr, long nanos) implements Ran {}

        /** It did not end in time, and was killed. */
        record Overdue(String stdout, String stderr, long nanos) implements Ran {}

        /** It could not be started. */
        record NotStarted(String why) implements Ran {}
    }

    /**
     * Runs {@code command} and returns once it has ended, or is killed at {@code limit}.
     *
     * @param input for its standard input, at most {@value #MOST_INPUT} bytes
     * @param stdoutLimit how many of the last bytes of its standard output are kept
     * @throws InterruptedException after everything has been killed
     */
    static Ran run(List<String> command, Map<String, String> environment, String input, int stdoutLimit, Duration limit)
            throws InterruptedException {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_INPUT) {
            return new Ran.NotStarted("its parameters have " + bytes.length + " bytes: expected at most " + MOST_INPUT);
        }
        long startNanos = System.nanoTime();
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        builder.environment().put(ProcessTree.MARK, mark);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Ran.NotStarted(String.valueOf(e.getMessage()));
        }
        boolean ended = false;
        try {
            feed(process, bytes);
            Output output = new Output(process, stdoutLimit);
            long deadlineNanos = startNanos + limit.toNanos();
            while (true) {
                boolean read = output.read();
                // Non-blocking reads, since a child may hold the pipes open long after the command itself has ended.
                if (!read && process.waitFor(POLL_NANOS, TimeUnit.NANOSECONDS)) {
                    ended = true;
                    output.readLastWords();
                    return new Ran.Exited(
                            process.exitValue(), output.out(), output.err(), System.nanoTime() - startNanos);
                }
                if (System.nanoTime() - deadlineNanos > 0) {
                    return new Ran.Overdue(output.out(), output.err(), System.nanoTime() - startNanos);
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("the fencing was given up");
                }
            }
        } finally {
            if (!ended) {
                kill(process, mark);
            }
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException deaf) {
            // It ended, or closed its input, without reading: its exit code tells.
        }
    }

    private static void kill(Process process, String mark) {
        ProcessTree.kill(process, mark);
        boolean interrupted = Thread.interrupted();
        try {
            // Our own child: waiting for it also leaves no zombie.
            boolean unused = process.waitFor(REAP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The two outputs, read without ever blocking. */
    private static final class Output {
        private final InputStream stdout;
        private final InputStream stderr;
        private final Tail out;
        private final Tail err = new Tail(STDERR_LIMIT);
        private final byte[] buffer = new byte[8_192];

        Output(Process process, int stdoutLimit) {
            stdout = process.getInputStream();
            stderr = process.getErrorStream();
            out = new Tail(stdoutLimit);
        }

        /** One bufferful of each, where there is any; false where there was nothing. */
        boolean read() {
            boolean some = read(stdout, out);
            return read(stderr, err) || some;
        }

        /** What was in the pipes when it ended: bounded, since a child that lives on may go on writing. */
        void readLastWords() {
            long endNanos = System.nanoTime() + LAST_WORDS_NANOS;
            while (read() && System.nanoTime() - endNanos < 0) {}
        }

        private boolean read(InputStream from, Tail into) {
            try {
                int there = from.available();
                if (there <= 0) {
                    return false;
                }
                int count = from.read(buffer, 0, Math.min(there, buffer.length));
                into.add(buffer, Math.max(0, count));
                return count > 0;
            } catch (IOException closed) {
                return false;
            }
        }

        String out() {
            return out.text();
        }

        String err() {
            return err.text();
        }
    }
}
