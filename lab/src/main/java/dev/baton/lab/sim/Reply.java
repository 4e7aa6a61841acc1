package dev.baton.lab.sim;

import java.util.List;

/** What a store's client gets for a call. */
sealed interface Reply {
    /** The multi is in the store; versions afterwards, one for each operation (0 for a create, -1 for a delete or check). */
    record Applied(long zxid, List<Integer> versions) implements Reply {}

    record Refused(int op, String path, String why) implements Reply {}

    record Found(Object data, int version, long zxid) implements Reply {}

    record Absent() implements Reply {}

    /** No answer: a write may have been applied, may be applied later, or never. */
    record Unknown(String detail) implements Reply {}
}
