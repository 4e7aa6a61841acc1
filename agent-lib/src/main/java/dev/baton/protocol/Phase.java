package dev.baton.protocol;

import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Role;

/** What a member is about. Changes only through {@link Transitions}. */
sealed interface Phase {
    Role role();

    /** The one that every member begins with. */
    Phase STANDBY = new Standby();

    /** Follows. */
    record Standby() implements Phase {
        @Override
        public Role role() {
            return Role.STANDBY;
        }
    }

    /**
     * Has asked for an epoch and waits for the answer.
     *
     * @param replacedUntilNanos when the lease that this grant replaces has run out by this member's clock
     */
    record Asking(Epoch epoch, Cause cause, long replacedUntilNanos) implements Phase {
        @Override
        public Role role() {
            return Role.STANDBY;
        }
    }

    /**
     * Holds an epoch with a shut guard.
     *
     * @param promoted the resource is ready for the epoch
     * @param receipt the resource refuses every earlier epoch
     * @param withActivation whether the activation record is still to be created (not where it exists already)
     * @param acknowledged whether PRIMARY is, so that only the resource is missing
     */
    record Promoting(
            Cause cause,
            long replacedUntilNanos,
            Tries tries,
            boolean promoted,
            boolean receipt,
            long position,
            boolean withActivation,
            boolean acknowledged)
            implements Phase {
        Promoting ready(boolean withReceipt, long at) {
            return new Promoting(
                    cause, replacedUntilNanos, tries.running(), true, withReceipt, at, withActivation, acknowledged);
        }

        /** The resource tries, or has to try, once more. */
        Promoting trying(Tries next) {
            return new Promoting(cause, replacedUntilNanos, next, false, false, -1, withActivation, acknowledged);
        }

        Promoting withoutActivation() {
            return new Promoting(cause, replacedUntilNanos, tries, promoted, receipt, position, false, acknowledged);
        }

        @Override
        public Role role() {
            return Role.PROMOTING;
        }
    }

    /**
     * How often the resource has tried.
     *
     * @param failed promotions so far
     * @param retryNanos when the next may start; 0 where that does not wait for time
     * @param proveFromNanos not 0: it was fenced; a renewal sent from then on proves the role, and it tries again
     */
    record Tries(int failed, long retryNanos, long proveFromNanos) {
        static final Tries NONE = new Tries(0, 0, 0);

        Tries running() {
            return new Tries(failed, 0, 0);
        }

        Tries failedUntil(long nanos) {
            return new Tries(failed + 1, nanos, 0);
        }

        Tries fencedAt(long nanos) {
            return new Tries(failed + 1, 0, nanos);
        }
    }

    /**
     * PRIMARY is acknowledged, and the resource ready.
     *
     * @param proveFromNanos not 0: the resource was fenced; a renewal sent from then on proves the role, and the resource starts again
     * @param sinceNanos when the write of PRIMARY was answered; {@code sinceMillis}: the same by the wall clock
     * @param activated whether the resource was told to serve: only once the guard was open
     */
    record Serving(long proveFromNanos, long sinceNanos, long sinceMillis, boolean activated) implements Phase {
        Serving proving(long fromNanos) {
            return new Serving(fromNanos, sinceNanos, sinceMillis, activated);
        }

        @Override
        public Role role() {
            return Role.PRIMARY;
        }
    }

    /** HANDOVER is sent or answered; the guard is shut. {@code undoNanos}: when to take the role back if nobody was granted it. */
    record HandingOver(long undoNanos, boolean undoing) implements Phase {
        @Override
        public Role role() {
            return Role.DEMOTING;
        }
    }

    /**
     * The guard is shut, the resource stops; by {@code deadlineNanos} it must have.
     *
     * @param vacate whether the store may still name this member as holder, so that VACANT is due once the resource has stopped
     */
    record Demoting(long deadlineNanos, boolean stopped, boolean vacate) implements Phase {
        @Override
        public Role role() {
            return Role.DEMOTING;
        }
    }

    /** Left in order; asks for nothing any more. */
    record Closed() implements Phase {
        @Override
        public Role role() {
            return Role.OFFLINE;
        }
    }
}
