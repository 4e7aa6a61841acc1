package dev.baton.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step of an action. Each is part of a store write; the zxid that confirmed it is written with the next write, and for the steps of
 * the last write is the znode's own mzxid.
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
    public ActionStep {
        Objects.requireNonNull(step, "step is missing");
        Objects.requireNonNull(state, "state is missing");
        Objects.requireNonNull(at, "at is missing");
        Objects.requireNonNull(by, "by is missing");
    }

    /** The steps of a switchover in their order, those of an undo, then those of the other kinds. */
    public enum Name {
        REQUESTED,
        /** A second operator signed it. */
        APPROVED,
        ACCEPTED,
        /** The candidate reached the holder's snapshot position while the holder still served. */
        CAUGHT_UP,
        /** Writes paused and in-flight work drained. */
        DRAINED,
        /** The holder shut its guard and wrote HANDOVER, with the final position. */
        HANDED_OVER,
        /** The candidate held the final position when it asked. */
        CONFIRMED,
        GRANTED,
        /** Old epochs fenced, log replayed, PRIMARY written. */
        ACTIVE,
        /** The old holder follows as standby. */
        FOLLOWS,
        /** An undo: the old holder serves again in the same epoch. */
        RESUMED,
        /** An operator asked to abort it. */
        ABORTED,
        /** The fence record is in the store: the member can be granted nothing. */
        BARRED,
        /** The fenced member itself: its guard is shut and it serves nothing. */
        STEPPED_DOWN,
        /** Every fence device of a level answered that it is off. */
        SHUT_OFF,
        /** A person said that it is off. */
        CONFIRMED_OFF,
        /** The fenced member found where its history leaves the group's; what only it had is set aside. */
        SET_ASIDE,
        /** The fence record is gone. */
        CLEARED,
        /** The policy is written. */
        APPLIED,
        ENDED
    }

    ActionStep writtenAs(long number) {
        return new ActionStep(step, state, number, at, by, position, note);
    }

    public enum State {
        RUNNING,
        DONE,
        FAILED,
        UNDONE
    }
}
