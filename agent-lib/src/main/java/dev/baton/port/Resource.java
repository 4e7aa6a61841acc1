package dev.baton.port;

import dev.baton.model.Epoch;
import dev.baton.model.StandbyKind;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a service makes active-passive: its state and the effects that only a primary may have.
 *
 * <p>Threading: the agent calls every method but {@link #status} from its loop thread; each returns at once and does its work on the
 * resource's own thread, reporting by the sink given to {@link #start}. {@link #status} may be called from any thread and never blocks.
 *
 * <p>The order that the agent keeps: {@code start}, then any number of ({@code promote}, {@code activate}, [{@code pause},
 * [{@code resume}]], {@code demote}), then {@code stop}. {@code prepare} may come while it is a standby. {@code demote} may come at any
 * time, also in the middle of a promotion; after it nothing of the epoch may take effect. A report that names an epoch that is over is ignored.
 */
public interface Resource {
    /** Begins to follow as a standby. Called once. {@code guard} is the permission to be checked before each effect. */
    void start(Guard guard, Consumer<Report> sink);

    /**
     * A switchover to this standby has begun: catch up with the log and stay with it, until the promotion comes or a minute and a
     * half is over without one. Only for a standby that does not replay all the time. Optional: without it a switchover may end with "did not catch up".
     */
    default void prepare() {}

    /**
     * The grant of {@code epoch} has just been asked for and is nearly certain: the role was handed over to this member, or the holder's process
     * is gone. A resource whose fence takes a while may bar earlier writers now, beside the store's answer, and may change nothing else; it is no
     * receipt. The grant may be refused, and nobody says so then: whoever is served by the resource meanwhile reports {@link Report.Fenced}, proves its role and
     * promotes again. Optional.
     */
    default void fenceAhead(Epoch epoch) {}

    /**
     * Fences all earlier epochs in the resource, replays to the end and gets ready to serve in {@code epoch}, without serving. Ends with
     * {@link Report.Promoted}, {@link Report.Refused} or {@link Report.Failed}. May be called again in the same epoch after
     * {@link Report.Fenced}: then it starts from the first step again, and serves at once when done if it served before.
     */
    void promote(Epoch epoch);

    /** The guard is open: serve in {@code epoch}. */
    void activate(Epoch epoch);

    /** Stop taking new work and finish what is in flight; then report {@link Report.Drained} with the final position. */
    void pause(Epoch epoch);

    /** Undo of {@link #pause}: serve again in the same epoch. */
    void resume(Epoch epoch);

    /** Stop serving; abandon what is in flight; follow as a standby; then report {@link Report.Demoted}. Idempotent. */
    void demote();

    /**
     * This member was fenced in the group's epoch {@code fencedIn} and is to follow again: find where its own history leaves the group's, set
     * aside what only this member has, so that a person can open it, and follow from there. Ends with {@link Report.Rejoined}. May be called
     * again. Not called where {@link #rejoins} is false.
     */
    default void rejoin(Epoch fencedIn) {}

    /** Whether this resource can have a history of its own. False where all of its state comes from the group's log. Constant. */
    default boolean rejoins() {
        return false;
    }

    /** Runs the takeover on a dummy to keep code and connections warm; touches nothing real, yields at once to the real thing. Optional. */
    default void rehearse() {}

    /**
     * Whether this resource itself refuses earlier epochs after a promotion, so that {@link Report.Promoted} carries a receipt. A policy may
     * require it. Constant.
     */
    default boolean fences() {
        return false;
    }

    /** The present state, for heartbeats and eligibility. */
    Status status();

    /** Ends all work. Waits at most {@code limit}. */
    void stop(Duration limit);

    /**
     * What a resource is like now.
     *
     * @param position the next offset of the state's log: everything below is applied
     * @param lag records behind the end of the log, or -1 where unknown
     * @param committed effects committed by this process since its start
     * @param ready whether a promotion could succeed now; not, for example, where its history does not descend from the primary's
     * @param health in words
     * @param kind how much of the state it holds while it is a standby
     * @param recoveryMillis how long a promotion now would take, by what was measured; 0 while it is promoted, -1 where unknown
     */
    record Status(
            long position,
            long lag,
            long committed,
            boolean ready,
            String health,
            StandbyKind kind,
            long recoveryMillis) {
        /** Of a resource that is always hot and predicts nothing. */
        public Status(long position, long lag, long committed, boolean ready, String health) {
            this(position, lag, committed, ready, health, StandbyKind.hot(), -1);
        }
    }

    /** What a resource reports. */
    sealed interface Report {
        Epoch epoch();

        /**
         * Ready to serve in the epoch.
         *
         * @param receipt true where the resource itself now refuses every earlier epoch (protocol: fence receipt); false where it can not
         * @param fenceNanos how long that took of the whole; 0 where the resource does not tell
         */
        record Promoted(Epoch epoch, long position, boolean receipt, long fenceNanos) implements Report {
            public Promoted(Epoch epoch, long position, boolean receipt) {
                this(epoch, position, receipt, 0);
            }
        }

        /** The resource holds a higher epoch: demote, do not retry. */
        record Refused(Epoch epoch, Epoch held, String detail) implements Report {}

        /** Promotion could not be finished now, for example because the broker does not answer. Tried again after a moment. */
        record Failed(Epoch epoch, String detail) implements Report {}

        /**
         * Somebody fenced this epoch's writer, also during its promotion; a commit had no answer; or the guard refused a check. The resource does not serve. It is no proof that
         * the leadership is lost: the agent proves the role by an acknowledged renewal and calls promote again, or demotes.
         */
        record Fenced(Epoch epoch, String detail) implements Report {}

        /** The first effect of the epoch is committed: clients are served. Optional; told once an epoch, for the measured recovery. */
        record Effective(Epoch epoch) implements Report {}

        record Drained(Epoch epoch, long position) implements Report {}

        record Demoted(Epoch epoch) implements Report {}

        /**
         * The end of {@link #rejoin}.
         *
         * @param epoch the one that it was called with
         * @param done whether its history is the group's again
         * @param setAside how many records only this member had
         * @param detail the file where they are, or why it could not be done
         */
        record Rejoined(Epoch epoch, boolean done, long setAside, String detail) implements Report {}
    }
}
