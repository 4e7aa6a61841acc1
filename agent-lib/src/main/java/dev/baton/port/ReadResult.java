package dev.baton.port;

/** The answer to a read, or that none came. */
public sealed interface ReadResult {
    /** {@code data} may be empty, never null. {@code zxid} is that of the last change to the node's data. */
    record Found(String path, byte[] data, int version, long zxid) implements ReadResult {}

    record Absent(String path) implements ReadResult {}

    record Unknown(String detail) implements ReadResult {}
}
