package dev.baton.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a state is kept. One thread owns a store and calls everything; only what {@link #freeze} returns is for another.
 *
 * <p>Every method but {@link #close} may throw {@link StateException} where the store fails; its state is then what it was.
 */
public interface StateStore extends State, AutoCloseable {
    /** Applies the changes in their order and sets what the state accounts for: all of it or nothing. */
    void write(Iterable<Change> changes, Progress progress);

    Progress progress();

    /** Of the present state, as kept up to date by the writes. */
    Digest digest();

    /**
     * The state as of now, to be read by another thread while this one goes on; null while the one before is still in the way. Takes no time
     * that grows with the state.
     */
    @Nullable
    Frozen freeze();

    /**
     * Becomes what the snapshot holds.
     *
     * @throws IOException or StateException where the snapshot is not whole or cannot be read; the store may be empty then
     */
    void restore(SnapshotReader snapshot) throws IOException;

    /** Becomes empty. */
    void clear();

    /** Whether the state outlives the process. */
    boolean durable();

    /** What was frozen must have been closed before. */
    @Override
    void close();

    /** Opens a store, on the thread that will own it. */
    interface Opener {
        StateStore open();
    }
}
