package dev.baton.protocol;

import java.util.List;

/** The store's answer to one of this member's writes, or that none came. */
public sealed interface Answer {
    /** In the store. {@code versions} of the nodes afterwards, in the order of the effect's operations. */
    record Applied(long zxid, List<Integer> versions) implements Answer {
        public Applied {
            versions = List.copyOf(versions);
        }
    }

    /** Nothing was applied; {@code path} names the node that differed. */
    record Refused(String path, String detail) implements Answer {}

    /** Extends nothing and refutes nothing. */
    record Unknown(String detail) implements Answer {}
}
