package dev.baton.lab.bench;

import dev.baton.lab.LabException;
import dev.baton.lab.verify.Entry;
import dev.baton.lab.verify.LogReader;
import dev.baton.model.GroupId;
import dev.baton.secure.Security;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Follows a group's committed results as any reader would, and remembers when each epoch's first and last one arrived.
 *
 * <p>One thread reads; the getters may be called from any thread.
 */
final class LogTail implements AutoCloseable {
    /** One epoch as the reader saw it. {@code longestGapNanos} is between two results of this epoch. */
    record Epoch(long epoch, long firstNanos, long lastNanos, long longestGapNanos, long results) {
        Epoch next(long nanos) {
            return new Epoch(epoch, firstNanos, nanos, Math.max(longestGapNanos, nanos - lastNanos), results + 1);
        }
    }

    private final LogReader reader;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Epoch current;
    private volatile @Nullable Epoch previous;
    private volatile @Nullable LabException failure;

    LogTail(String kafka, Security security, GroupId group) throws LabException {
        reader = LogReader.open(kafka, security, group);
        reader.readToEnd(e -> take(e, System.nanoTime()), Duration.ofSeconds(30));
        thread = Thread.ofPlatform().daemon().name("bench-tail").start(this::run);
    }

    private void run() {
        try {
            while (!closed) {
                reader.read(e -> take(e, System.nanoTime()));
            }
        } catch (LabException e) {
            failure = e;
        } finally {
            reader.close();
        }
    }

    private void take(Entry entry, long nanos) {
        if (!(entry instanceof Entry.Committed result)) {
            return;
        }
        Epoch now = current;
        if (now == null || result.epoch() > now.epoch()) {
            previous = now;
            current = new Epoch(result.epoch(), nanos, nanos, 0, 1);
        } else if (result.epoch() == now.epoch()) {
            current = now.next(nanos);
        }
    }

    /** The newest epoch that has a result; waits for the first. */
    Epoch current(Duration limit) throws LabException, InterruptedException {
        return after(0, limit);
    }

    /** The first epoch after {@code epoch} that has a result. */
    Epoch after(long epoch, Duration limit) throws LabException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            LabException broken = failure;
            if (broken != null) {
                throw broken;
            }
            Epoch now = current;
            if (now != null && now.epoch() > epoch) {
                return now;
            }
            Thread.sleep(1);
        }
        throw new LabException("no result of an epoch after " + epoch + " within " + limit.toSeconds() + " s");
    }

    /** The epoch before the newest. */
    @Nullable
    Epoch previous() {
        return previous;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
