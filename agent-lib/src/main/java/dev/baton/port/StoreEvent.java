package dev.baton.port;

/** What a watch reports. */
public sealed interface StoreEvent {
    /**
     * A node as it was read.
     *
     * @param zxid of the last change to its data
     * @param receivedNanos {@link System#nanoTime()} when the answer was in: not before the store had this version, so a wait counted from
     *     here is never too short
     */
    record Node(String path, byte[] data, int version, long zxid, long receivedNanos) implements StoreEvent {}

    record Gone(String path) implements StoreEvent {}

    /** Everything that existed when the watch (re)started has been reported. */
    record Synced() implements StoreEvent {}

    /** A connection came, broke or lost its session. */
    record Connection(int connected, int total, String detail) implements StoreEvent {}
}
