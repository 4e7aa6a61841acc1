package dev.baton.port;

/** One operation of a multi. Versions are never -1: nothing is unconditional. */
public sealed interface StoreOp {
    String path();

    /** Fails with NODE_EXISTS where it exists and NO_NODE where its parent does not. */
    record Create(String path, byte[] data, boolean ephemeral) implements StoreOp {}

    record Set(String path, byte[] data, int version) implements StoreOp {
        public Set {
            requireVersion(path, version);
        }
    }

    record Delete(String path, int version) implements StoreOp {
        public Delete {
            requireVersion(path, version);
        }
    }

    /** Changes nothing; the multi fails unless the node has this version. */
    record Check(String path, int version) implements StoreOp {
        public Check {
            requireVersion(path, version);
        }
    }

    private static void requireVersion(String path, int version) {
        if (version < 0) {
            throw new IllegalArgumentException(
                    path + ": version " + version + " would be unconditional: expected 0 or more");
        }
    }
}
