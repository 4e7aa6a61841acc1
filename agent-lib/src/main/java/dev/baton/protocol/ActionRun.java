package dev.baton.protocol;

import dev.baton.model.Hlc;
import dev.baton.model.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * How far a member is with the action that it runs. What is confirmed stands in the action's record; this is what lies between two
 * confirmations.
 *
 * @param deadlineNanos when the present stage has failed
 * @param fromNanos when the present stage began
 * @param failure why it is being undone, while it is
 */
record ActionRun(
        String id,
        Stage stage,
        MemberId target,
        long fromNanos,
        long deadlineNanos,
        @Nullable Hlc pausedAt,
        long drainedAt,
        @Nullable String failure) {
    enum Stage {
        /** The candidate catches up; this member serves. */
        CATCHING_UP,
        /** A renewal sent from {@code fromNanos} on must be answered before writes pause. */
        VERIFYING,
        PAUSING,
        /** HANDOVER is sent or stands. */
        HANDING_OVER,
        /** Undo: PRIMARY stands again, a renewal is to open the guard before the resource resumes. */
        RESUMING,
        /** Only the outcome is left to be written. */
        ENDING,
        /** A forced failover: this member asks for the role. */
        TAKING,
        /** A fence: the member is to say that it has stepped down. */
        STEPPING_DOWN,
        /** The fence devices are at work. */
        SHUTTING_OFF,
        /** They answered "off", which is to be written; or only the clock did. */
        SHUT_OFF,
        RUN_OUT,
        /** A reinstatement: the resource finds its fork. */
        REJOINING,
        /** It has; what it set aside ({@code drainedAt} records) and that the fence is cleared is to be written. */
        CLEARING,
        /** The fence is cleared; this member is to become eligible. */
        RETURNING
    }

    /** At its beginning: nothing paused, drained or failed. */
    static ActionRun at(String id, Stage stage, MemberId target, long nanos, long deadline) {
        return new ActionRun(id, stage, target, nanos, deadline, null, -1, null);
    }

    ActionRun to(Stage next, long nanos, long deadline) {
        return new ActionRun(id, next, target, nanos, deadline, pausedAt, drainedAt, failure);
    }

    ActionRun paused(Hlc at) {
        return new ActionRun(id, stage, target, fromNanos, deadlineNanos, at, drainedAt, failure);
    }

    ActionRun drained(long position) {
        return new ActionRun(id, stage, target, fromNanos, deadlineNanos, pausedAt, position, failure);
    }

    ActionRun failed(String why) {
        return new ActionRun(id, stage, target, fromNanos, deadlineNanos, pausedAt, drainedAt, why);
    }
}
