package dev.baton.port;

/** What a watch reports. */
public sealed interface StoreEvent {
    /**
     * A node as it was read.
     *
     * @param zxid of the last change to its data
     * @param receivedNanos {@link System#nanoTime()} when the answer was in: not before the store had this version, so a wait counted from
     *     here is never too short
     * @param guarded whether nobody but agents and admins can have written it since it was made; told of actions, whose nodes operators make,
     *     and true of all others. Where the store knows its readers by digest, only a reader with ADMIN can tell, and for others it is false
     */
    record Node(String path, byte[] data, int version, long zxid, long receivedNanos, boolean guarded)
            implements StoreEvent {
        /** In a store that is open to everybody: there is nobody to guard it from. */
        public Node(String path, byte[] data, int version, long zxid, long receivedNanos) {
            this(path, data, version, zxid, receivedNanos, true);
        }
    }

    record Gone(String path) implements StoreEvent {}

    /** Everything that existed when the watch (re)started has been reported. */
    record Synced() implements StoreEvent {}

    /** A connection came, broke or lost its session. */
    record Connection(int connected, int total, String detail) implements StoreEvent {}
}
