package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.Leadership;
import dev.baton.model.Lease;
import dev.baton.model.MemberRecord;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import org.jspecify.annotations.Nullable;

/**
 * Takes one input into the state (spec: Lease.tla Observe, ObserveResets; Promise.tla Observe). Never decides; an older version never replaces a
 * newer one.
 */
final class Intake {
    private Intake() {}

    static void take(MemberState s, Now now, Input input) {
        if (fromStore(input)) {
            s.storeAnsweredNanos = now.nanos();
        }
        if (input instanceof Input.Tick in) {
            s.resource = in.resource();
        } else if (input instanceof Input.PolicySeen in) {
            policy(s, now, in.policy(), in.version(), in.zxid());
        } else if (input instanceof Input.LeaseSeen in) {
            lease(s, now, in.lease(), in.version(), in.zxid(), in.seenNanos());
        } else if (input instanceof Input.LeadershipSeen in) {
            leadership(s, now, in.leadership(), in.version(), in.zxid());
        } else if (input instanceof Input.MemberSeen in) {
            member(s, now, in);
        } else if (input instanceof Input.OpenActionSeen in) {
            if (newer(s.openAction, in.version())) {
                s.openAction = new Seen<>(in.open(), in.version(), in.zxid(), now.nanos());
            }
        } else if (input instanceof Input.ActionSeen in) {
            action(s, now, in.action(), in.version(), in.zxid());
        } else if (input instanceof Input.OperatorsSeen in) {
            Wishes.operators(s, now, in.operators());
        } else if (input instanceof Input.AbortSeen in) {
            Wishes.aborted(s, now, in);
        } else if (input instanceof Input.ApprovalSeen in) {
            Wishes.approved(s, now, in);
        } else if (input instanceof Input.AcknowledgedSeen in) {
            if (newer(s.acknowledged, in.version())) {
                s.acknowledged = new Seen<>(in.acknowledged(), in.version(), in.zxid(), now.nanos());
            }
        } else if (input instanceof Input.NodeCorrupt in) {
            s.corrupt = Maps.with(s.corrupt, in.path(), in.what());
        } else if (input instanceof Input.NodeReadable in) {
            s.corrupt = Maps.without(s.corrupt, in.path());
        } else if (input instanceof Input.StoreLink in) {
            s.storeConnected = in.connected();
            s.storeTotal = in.total();
        } else if (input instanceof Input.PeerHeard in) {
            Peer before = s.peers.getOrDefault(in.status().member(), Peer.UNHEARD);
            s.peers = Maps.with(s.peers, in.status().member(), before.heard(in.status(), in.heardNanos()));
            Promises.heard(s, now, in.status());
        } else if (input instanceof Input.PeerLink in) {
            Peer before = s.peers.getOrDefault(in.peer(), Peer.UNHEARD);
            s.peers = Maps.with(s.peers, in.peer(), before.reach(in.reach(), now.nanos()));
        } else if (input instanceof Input.Written in) {
            Answers.take(s, now, in.request(), in.answer());
        } else if (input instanceof Input.LeaseRead in) {
            LeaseKeeper.read(s, now, in);
        } else if (input instanceof Input.LeadershipRead in) {
            Answers.leadershipRead(s, now, in);
        } else if (input instanceof Input.Promoted in) {
            Promotion.promoted(s, now, in);
        } else if (input instanceof Input.PromotionRefused in) {
            Promotion.refused(s, now, in);
        } else if (input instanceof Input.PromotionFailed in) {
            Promotion.failed(s, now, in);
        } else if (input instanceof Input.Effective in) {
            Marks.effective(s, now, in);
        } else if (input instanceof Input.ResourceFenced in) {
            Promotion.fenced(s, now, in);
        } else if (input instanceof Input.Drained in) {
            Switchover.drained(s, now, in);
        } else if (input instanceof Input.Demoted in) {
            Demotion.demoted(s, in);
        } else if (input instanceof Input.FencedOff in) {
            Fencing.answered(s, now, in);
        } else if (input instanceof Input.Rejoined in) {
            Reinstating.rejoined(s, now, in);
        } else if (input instanceof Input.Close) {
            s.closing = true;
        } else {
            throw new IllegalStateException("input " + input.getClass().getName() + " has no rule");
        }
    }

    /** Whether the store said something: what no answer at all is not. */
    private static boolean fromStore(Input input) {
        return (input instanceof Input.Written w && !(w.answer() instanceof Answer.Unknown))
                || (input instanceof Input.LeaseRead l && l.lease() != null)
                || (input instanceof Input.LeadershipRead r && r.leadership() != null)
                || input instanceof Input.LeaseSeen
                || input instanceof Input.LeadershipSeen;
    }

    static boolean newer(@Nullable Seen<?> seen, int version) {
        return seen == null || version > seen.version();
    }

    static void policy(MemberState s, Now now, Policy policy, int version, long zxid) {
        if (newer(s.policy, version)) {
            s.policy = new Seen<>(policy, version, zxid, now.nanos());
        }
    }

    static void lease(MemberState s, Now now, Lease lease, int version, long zxid, long seenNanos) {
        if (newer(s.lease, version) && (s.lease == null || inOrder(s, now, s.lease.value(), lease))) {
            s.lease = new Seen<>(lease, version, zxid, seenNanos);
        }
    }

    static void leadership(MemberState s, Now now, Leadership leadership, int version, long zxid) {
        if (newer(s.leadership, version)
                && (s.leadership == null || inOrder(s, now, s.leadership.value(), leadership))) {
            if (s.leadership != null && !s.leadership.value().epoch().equals(leadership.epoch())) {
                s.blockers = java.util.Map.of(); // What blocks from here on is another story, and told anew.
            }
            s.leadership = new Seen<>(leadership, version, zxid, now.nanos());
        }
    }

    private static boolean inOrder(MemberState s, Now now, Lease before, Lease next) {
        return Vigil.inOrder(
                s,
                now,
                StoreLayout::lease,
                new Vigil.Claim(before.epoch(), before.holder(), before.incarnation()),
                new Vigil.Claim(next.epoch(), next.holder(), next.incarnation()));
    }

    private static boolean inOrder(MemberState s, Now now, Leadership before, Leadership next) {
        return Vigil.inOrder(
                s,
                now,
                StoreLayout::leadership,
                new Vigil.Claim(before.epoch(), before.holder(), before.incarnation()),
                new Vigil.Claim(next.epoch(), next.holder(), next.incarnation()));
    }

    /**
     * Of several records the one that has not ended: a record ends in the multi that empties open-action, so there is at most one, and after a
     * start they come in any order.
     */
    static void action(MemberState s, Now now, ActionRecord action, int version, long zxid) {
        if (action.ended()) {
            Licence.ended(s, now, action);
        }
        boolean same = s.action != null
                && s.action.value().request().id().equals(action.request().id());
        // A connection that is behind may still tell of an earlier action as open, after another has told of the next.
        boolean later = s.action == null || (!action.ended() && zxid >= s.action.zxid());
        // A node that was deleted and made again begins at version 0.
        boolean again =
                s.action != null && same && s.action.value().ended() && !action.ended() && zxid > s.action.zxid();
        if (same ? again || newer(s.action, version) : later) {
            s.action = new Seen<>(action, version, zxid, now.nanos());
        }
    }

    private static void member(MemberState s, Now now, Input.MemberSeen in) {
        member(s, now, in.record(), in.version(), in.zxid());
    }

    static void member(MemberState s, Now now, MemberRecord record, int version, long zxid) {
        if (!newer(s.members.get(record.member()), version)) {
            return;
        }
        Seen<MemberRecord> seen = new Seen<>(record, version, zxid, now.nanos());
        s.members = Maps.with(s.members, record.member(), seen);
        if (record.member().equals(s.id)) {
            s.own = seen;
        }
    }
}
