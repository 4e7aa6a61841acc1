package dev.baton.state;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of a store now and then, on a thread of its own: whoever owns the store only freezes it. Owned by the store's owner.
 */
public final class Snapshotter implements AutoCloseable {
    private static final long END_LIMIT_MILLIS = 5_000;
    private static final long RETRY_NANOS = 10_000_000_000L;

    private final StateStore store;
    private final Snapshots snapshots;
    private final long everyRecords;
    private final long everyNanos;
    private final String name;
    private @Nullable Thread thread;
    private volatile boolean closed;
    /** Of the last attempt; empty where it went well. */
    private volatile String problem = "";
    /** Set where the state turned out to be another than its digest says. */
    private volatile String corrupt = "";

    private long last;
    private long lastNanos;

    /** {@code name} is for its thread. A snapshot is due after so many records of the changelog, or so much time with any. */
    public Snapshotter(
            StateStore store, Snapshots snapshots, long everyRecords, Duration every, String name, long nanos) {
        this.store = store;
        this.snapshots = snapshots;
        this.everyRecords = everyRecords;
        this.everyNanos = every.toNanos();
        this.name = name;
        this.last = store.progress().position();
        this.lastNanos = nanos;
    }

    /** The state came from a snapshot that stands here: no need for another. */
    public void restored(long position) {
        last = position;
    }

    /** Begins one where it is due. */
    public void tend(long nanos) {
        long position = store.progress().position();
        boolean due = position - last >= everyRecords || (position > last && nanos - lastNanos >= everyNanos);
        if (!due || (thread != null && thread.isAlive())) {
            return;
        }
        if (!problem.isEmpty() && nanos - lastNanos < Math.min(RETRY_NANOS, everyNanos)) {
            return;
        }
        long newest = newest();
        if (position - newest < everyRecords / 2 && newest > last) {
            // Another member's will do.
            last = newest;
            lastNanos = nanos;
            return;
        }
        Frozen frozen = store.freeze();
        if (frozen == null) {
            return;
        }
        last = position;
        lastNanos = nanos;
        thread = new Thread(() -> write(frozen), name);
        thread.setDaemon(true);
        thread.start();
    }

    private long newest() {
        try {
            List<Snapshots.Entry> all = snapshots.list();
            return all.isEmpty() ? -1 : all.get(0).position();
        } catch (IOException unreadable) {
            return -1;
        }
    }

    private void write(Frozen frozen) {
        try (frozen) {
            snapshots.write(frozen, () -> closed);
            problem = "";
        } catch (StateException wrong) {
            corrupt = String.valueOf(wrong.getMessage());
        } catch (IOException | RuntimeException failed) {
            problem = closed ? "" : "no snapshot could be written: " + failed;
        }
    }

    /** What keeps snapshots from being written, or empty. */
    public String problem() {
        return problem;
    }

    /** That the state is another than its digest says, or empty; asked once, it forgets. */
    public String takeCorrupt() {
        String found = corrupt;
        if (!found.isEmpty()) {
            corrupt = "";
        }
        return found;
    }

    /** Whether one is being written. */
    public boolean busy() {
        return thread != null && thread.isAlive();
    }

    /** Gives up what is being written. Returns once nobody reads the store any more, or false where that did not come true in time. */
    public boolean end() {
        closed = true;
        Thread writing = thread;
        if (writing == null) {
            return true;
        }
        try {
            writing.join(END_LIMIT_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return !writing.isAlive();
    }

    @Override
    public void close() {
        end();
    }
}
