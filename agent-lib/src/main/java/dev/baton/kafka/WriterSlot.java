package dev.baton.kafka;

import org.jspecify.annotations.Nullable;

/** Where the writer of the present term is. The worker puts and takes; any thread may {@link #kill} what is in it. */
final class WriterSlot {
    private volatile @Nullable FencedWriter writer;

    void put(FencedWriter fresh) {
        writer = fresh;
    }

    @Nullable
    FencedWriter get() {
        return writer;
    }

    /** Ends the writer, if there is one, and leaves it in its place: the worker finds out by an exception. */
    void kill() {
        FencedWriter present = writer;
        if (present != null) {
            present.kill();
        }
    }

    /** Ends the writer and empties the slot. */
    void retire() {
        kill();
        writer = null;
    }
}
