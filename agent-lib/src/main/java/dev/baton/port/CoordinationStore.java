package dev.baton.port;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A linearizable tree of versioned nodes with atomic multis, watches and ephemerals. Holds one or more connections, to different servers
 * where there are several.
 *
 * <p>Threading: every method may be called from any thread and returns at once; stages complete and sinks are called on the store's own
 * threads, which must never be blocked: callers only enqueue.
 *
 * <p>Durability: a write is answered APPLIED only once the store's quorum has it. Nothing is ever written unconditionally: each set and
 * delete carries a version, each create fails where the node exists.
 */
public interface CoordinationStore extends AutoCloseable {
    /**
     * Applies all operations or none.
     *
     * <p>Never retried inside. An answer that does not come within {@code timeout}, or is lost with its connection, is UNKNOWN: the write
     * may have been applied, may be applied later, or never. A repeated write on another connection is safe because it is conditional.
     */
    CompletionStage<WriteResult> write(List<StoreOp> ops, Duration timeout);

    /** Reads one node as of now (synced with the leader first, so never older than an answered write of anyone). */
    CompletionStage<ReadResult> read(String path, Duration timeout);

    /** The names of a node's children, sorted; empty where the node is absent. Synced as {@link #read}. */
    CompletionStage<ChildrenResult> children(String path, Duration timeout);

    /**
     * Follows the subtree at {@code root}: first every node that exists, then each change as soon as a connection sees it; after a
     * reconnect everything again. A node may be reported more than once, and intermediate versions may be skipped, but for one path the
     * reported zxids never go back. Stops at close.
     */
    default void watch(String root, Consumer<StoreEvent> sink) {
        watch(root, path -> true, sink);
    }

    /**
     * Likewise, but reads only what is {@code wanted}: asked by path, on any thread; where it says no, it must say no to everything below too.
     * What grows with time and is of no use to the reader would cost it more with each reconnect.
     */
    void watch(String root, Predicate<String> wanted, Consumer<StoreEvent> sink);

    /** How many of the connections are up now. */
    int connected();

    /** How many connections there are. */
    int connections();

    /** Ends all sessions (ephemerals go at once) and waits at most some seconds for it. Outstanding stages complete as UNKNOWN. */
    @Override
    void close();
}
