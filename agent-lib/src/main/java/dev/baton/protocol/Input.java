package dev.baton.protocol;

import dev.baton.authority.Operators;
import dev.baton.model.AbortRequest;
import dev.baton.model.Acknowledgement;
import dev.baton.model.ActionRecord;
import dev.baton.model.Approval;
import dev.baton.model.Epoch;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.Reach;
import org.jspecify.annotations.Nullable;

/** Everything that a member may learn. One input, one step. */
public sealed interface Input {
    /** Time went on. Comes at least as often as {@link Member#wakeNanos} asks for. */
    record Tick(ResourceView resource) implements Input {}

    record PolicySeen(Policy policy, int version, long zxid) implements Input {}

    /** {@code seenNanos}: when this process had the version in its hands. */
    record LeaseSeen(Lease lease, int version, long zxid, long seenNanos) implements Input {}

    record LeadershipSeen(Leadership leadership, int version, long zxid) implements Input {}

    record MemberSeen(MemberRecord record, int version, long zxid) implements Input {}

    record OpenActionSeen(OpenAction open, int version, long zxid) implements Input {}

    record ActionSeen(ActionRecord action, int version, long zxid) implements Input {}

    /** Who may ask for actions here; comes whenever that changes. */
    record OperatorsSeen(Operators operators) implements Input {}

    /** An operator's wish that an action ends; {@code zxid} of the node's creation. */
    record AbortSeen(AbortRequest abort, long zxid) implements Input {}

    /** A second signature under an action; {@code zxid} of the node's creation. */
    record ApprovalSeen(Approval approval, long zxid) implements Input {}

    record AcknowledgedSeen(Acknowledgement acknowledged, int version, long zxid) implements Input {}

    /** A node of this group that cannot be read. {@code what} says what is wrong with it. */
    record NodeCorrupt(String path, String what) implements Input {}

    record NodeReadable(String path) implements Input {}

    record StoreLink(int connected, int total) implements Input {}

    /** The answer to the write of that request. */
    record Written(long request, Answer answer) implements Input {}

    /** The answer to {@link Effect.ReadLease}: both absent where none came or it cannot be read. */
    record LeaseRead(long request, @Nullable Lease lease, int version) implements Input {}

    /** The answer to {@link Effect.ReadLeadership}: absent where none came or it cannot be read. */
    record LeadershipRead(long request, @Nullable Leadership leadership, int version) implements Input {}

    /** A heartbeat of a peer on the direct link. */
    record PeerHeard(MemberStatus status, long heardNanos) implements Input {}

    record PeerLink(MemberId peer, Reach reach, String detail) implements Input {}

    /** {@code fenceNanos}: how long the resource took to fence every earlier epoch; 0 where it does not tell. */
    record Promoted(Epoch epoch, long position, boolean receipt, long fenceNanos) implements Input {
        public Promoted(Epoch epoch, long position, boolean receipt) {
            this(epoch, position, receipt, 0);
        }
    }

    /** The resource has committed its first effect in the epoch. */
    record Effective(Epoch epoch) implements Input {}

    record PromotionRefused(Epoch epoch, Epoch held, String detail) implements Input {}

    record PromotionFailed(Epoch epoch, String detail) implements Input {}

    /** The resource's writer was fenced, or a commit had no answer: no proof that the leadership is lost. */
    record ResourceFenced(Epoch epoch, String detail) implements Input {}

    record Drained(Epoch epoch, long position) implements Input {}

    record Demoted(Epoch epoch) implements Input {}

    /**
     * What became of {@link Effect.FenceOff} for that action.
     *
     * @param off what answers for it that the member is off; null where nothing does: unknown is not off
     */
    record FencedOff(String action, MemberRecord.Off.@Nullable Kind off, String detail) implements Input {}

    /**
     * The answer to {@link Effect.Rejoin}.
     *
     * @param done whether the resource's history is the group's again
     * @param setAside how many records only this member had
     * @param detail where they are, or why it could not be done
     */
    record Rejoined(Epoch fencedIn, boolean done, long setAside, String detail) implements Input {}

    /** The service wants to stop: leave in order. Ends with {@link Effect.Closed}. */
    record Close() implements Input {}
}
