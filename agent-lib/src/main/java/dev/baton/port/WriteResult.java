package dev.baton.port;

import java.util.List;

/** The answer to a write, or that none came. */
public sealed interface WriteResult {
    /**
     * All operations are in the store.
     *
     * @param zxid of the transaction, the same for all its operations
     * @param versions of the nodes afterwards, one for each operation in order (0 for a create, -1 for a delete or check)
     */
    record Applied(long zxid, List<Integer> versions) implements WriteResult {
        public Applied {
            versions = List.copyOf(versions);
        }
    }

    /**
     * Nothing was applied.
     *
     * @param op index of the operation that failed first, or -1 where the store refused the whole (for example read-only or NOAUTH)
     */
    record Refused(int op, String path, Why why, String detail) implements WriteResult {}

    /** No answer: the write may have been applied, may be applied later, or never. */
    record Unknown(String detail) implements WriteResult {}

    enum Why {
        BAD_VERSION,
        NO_NODE,
        NODE_EXISTS,
        NOT_EMPTY,
        NO_AUTH,
        OTHER
    }
}
