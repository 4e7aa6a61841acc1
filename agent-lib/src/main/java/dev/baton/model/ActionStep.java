package dev.baton.model;

import org.jspecify.annotations.Nullable;

/**
 * One step of an action. Each is a store write; the zxid that confirmed it is written with the step after it, and for the last step is
 * the znode's own mzxid.
 *
 * @param zxid of the write that confirmed this step, or -1 where it is not written yet
 * @param by the member that did it, or the operator
 * @param position that the step is about, or -1: the holder's snapshot (ACCEPTED), the candidate's (CAUGHT_UP, CONFIRMED), the final one (DRAINED)
 */
public record ActionStep(
        Name step,
        State state,
        long zxid,
        Hlc at,
        String by,
        long position,
        @Nullable String note) {
    /** The steps of a switchover in their order, then those of an undo. */
    public enum Name {
        REQUESTED,
        ACCEPTED,
        /** The candidate reached the holder's snapshot position while the holder still served. */
        CAUGHT_UP,
        /** Writes paused and in-flight work drained. */
        DRAINED,
        /** The candidate holds the final position. */
        CONFIRMED,
        /** The holder shut its guard and wrote HANDOVER. */
        HANDED_OVER,
        GRANTED,
        /** Old epochs fenced, log replayed, PRIMARY written. */
        ACTIVE,
        /** The old holder follows as standby. */
        FOLLOWS,
        /** An undo: the old holder serves again in the same epoch. */
        RESUMED,
        ENDED
    }

    public enum State {
        RUNNING,
        DONE,
        FAILED,
        UNDONE
    }
}
