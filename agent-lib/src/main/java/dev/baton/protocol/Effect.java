package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.Activation;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.Event;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.Policy;
import org.jspecify.annotations.Nullable;

/** Everything that a step may ask for. Each write names the versions that it expects, and its request for the answer. */
public sealed interface Effect {
    /**
     * One multi: set lease, set leadership, check the own member record, check the policy, create the epoch's record; with
     * {@code action}, set that too. The answer's versions: of lease, leadership, then of the action where there is one.
     */
    record Grant(
            long request,
            Lease lease,
            int leaseVersion,
            Leadership leadership,
            int leadershipVersion,
            int ownVersion,
            int policyVersion,
            EpochRecord epoch,
            @Nullable ActionRecord action,
            int actionVersion)
            implements Effect {}

    record Renew(long request, Lease lease, int version) implements Effect {}

    /**
     * Set leadership; with {@code activation}, create it in the same multi; with {@code action}, set that too. The answer's versions: of
     * leadership, then of the action where there is one.
     */
    record Lead(
            long request,
            Leadership leadership,
            int version,
            @Nullable Activation activation,
            @Nullable ActionRecord action,
            int actionVersion)
            implements Effect {}

    /** Check the version of leadership and create the activation record. */
    record Activated(long request, Activation activation, int leadershipVersion) implements Effect {}

    record ReadLease(long request) implements Effect {}

    record ReadLeadership(long request) implements Effect {}

    /**
     * One multi: set the action; where {@code openVersion} is not negative, empty {@code open-action}; with {@code change}, set that record
     * too; where {@code leadershipVersion} is not negative, check that of leadership. The answer's versions: of the action, of open-action
     * where it is emptied, of the changed record where there is one.
     */
    record WriteAction(
            long request,
            ActionRecord action,
            int version,
            int openVersion,
            @Nullable Change change,
            int leadershipVersion)
            implements Effect {
        public WriteAction(long request, ActionRecord action, int version, int openVersion) {
            this(request, action, version, openVersion, null, -1);
        }
    }

    /** What an action changes beside its own record. */
    sealed interface Change {
        /** The version that the record must have. */
        int version();

        record OfMember(MemberRecord record, int version) implements Change {}

        record OfPolicy(Policy policy, int version) implements Change {}
    }

    /**
     * Make sure by the fence devices that the member is off; answered by {@link Input.FencedOff}, also where there is no device. Safe to
     * repeat. {@code guardShutNanos}: from when its guard is shut by this member's clock whatever it does; -1 where that is not known.
     */
    record FenceOff(String action, MemberId target, Epoch epoch, long guardShutNanos) implements Effect {}

    /** Find where this member's history leaves the group's and set aside what only it has; answered by {@link Input.Rejoined}. Safe to repeat. */
    record Rejoin(Epoch fencedIn) implements Effect {}

    /**
     * The guard is open for {@code epoch} until {@code untilNanos} by the monotonic clock, as long as the wall clock keeps its distance
     * ({@code offsetMillis}). Effects that no resource fences are allowed from {@code exclusiveFromNanos}.
     */
    record OpenGuard(Epoch epoch, long untilNanos, long offsetMillis, long exclusiveFromNanos) implements Effect {}

    record ShutGuard(String reason) implements Effect {}

    /** A switchover to this member has begun: catch up now, whatever kind of standby it is. */
    record Prepare() implements Effect {}

    /** This epoch has been asked for and its grant is nearly certain: bar earlier writers already; nothing else may change. */
    record FenceAhead(Epoch epoch) implements Effect {}

    record Promote(Epoch epoch) implements Effect {}

    record Activate(Epoch epoch) implements Effect {}

    record Pause(Epoch epoch) implements Effect {}

    record Resume(Epoch epoch) implements Effect {}

    record Demote(Epoch epoch) implements Effect {}

    record Emit(Event event) implements Effect {}

    /** Send a heartbeat now: something that others decide by has changed. */
    record Beat() implements Effect {}

    /** The demotion did not end in time: end the process, so that nothing of the old epoch can act. */
    record SelfFence(String reason) implements Effect {}

    /** The member has left in order. */
    record Closed() implements Effect {}
}
