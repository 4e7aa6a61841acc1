package dev.baton.lab.process;

import dev.baton.lab.LabException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that was just started and whose log tells when it is ready.
 *
 * @param from where its own output begins in the log
 */
public record Launched(ProcessRef process, Path log, long from) {
    private static final int TAIL_LINES = 15;
    private static final int READ_LIMIT = 1 << 20;

    /**
     * Waits until the process has printed a line that starts with {@code READY}, and returns the rest of that line.
     *
     * @throws LabException with the last lines of its log, where it ended or did not get ready in time
     */
    public String awaitReady(Duration limit) throws LabException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (true) {
            boolean alive = process.alive();
            for (String line : output()) {
                if (line.startsWith("READY")) {
                    return line.substring("READY".length()).trim();
                }
            }
            if (!alive) {
                throw new LabException(process.name() + " ended before it was ready. " + tail());
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new LabException(process.name() + " was not ready within " + limit.toSeconds() + " s. " + tail());
            }
            if (!Pause.millis(20)) {
                throw new LabException("interrupted while waiting for " + process.name());
            }
        }
    }

    /** The last lines of its log, as one text for an error message. */
    public String tail() {
        List<String> lines = output();
        if (lines.isEmpty()) {
            return "Its log " + log + " is empty.";
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return "Last lines of " + log + ":\n    " + String.join("\n    ", last);
    }

    private List<String> output() {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long size = file.length();
            long start = Math.max(from, size - READ_LIMIT);
            byte[] bytes = new byte[(int) Math.max(0, size - start)];
            file.seek(start);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
