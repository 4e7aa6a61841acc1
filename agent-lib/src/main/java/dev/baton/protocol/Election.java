package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.EpochRecord;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When a standby asks for a grant, and what it asks for (spec: Lease.tla SendGrant, DInRecord; Takeover.tla SendGrant,
 * Inherit, CarryOpen; Promise.tla SendGrant; PromiseTakeover.tla SendGrant; KafkaFence.tla InitAhead).
 *
 * <p>After the lease has run out no suspicion is needed, since the store arbitrates; before, a majority of the monitors must share one,
 * and the lease must not have been renewed since. Losing the race costs nothing.
 */
final class Election {
    static final long RANK_NANOS = 50_000_000L;

    private Election() {}

    static void drive(MemberState s, Now now) {
        if (!(s.phase instanceof Phase.Standby) || s.closing) {
            s.trigger = null;
            return;
        }
        Trigger due = Occasion.of(s, now);
        if (due == null) {
            s.trigger = null;
            return;
        }
        Trigger before = s.trigger;
        if (before == null || before.leaseVersion() != due.leaseVersion() || before.cause() != due.cause()) {
            s.trigger = due;
            before = due;
        }
        String blocker = Forced.due(s) ? Forced.blocker(s, now) : Eligibility.blocker(s, now);
        if (blocker == null && !s.arming.armed()) {
            blocker = s.arming.why() + ": reads the store again first";
        }
        if (blocker == null) {
            blocker = Cooldown.blocker(s, now, due.cause());
        }
        if (blocker == null && !ordered(s, due)) {
            blocker = automationOff(s, now);
        }
        if (blocker != null) {
            Transitions.blocked(s, now, "grant of the next epoch (" + due.reason() + ")", blocker);
            return;
        }
        if (now.nanos() - s.askNotBeforeNanos < 0 && !due.cause().handedOver()) {
            return;
        }
        if (s.asks(Request.Grant.class)) {
            return;
        }
        long delay = ordered(s, due) ? 0 : Eligibility.rank(s, now) * RANK_NANOS;
        if (now.nanos() - before.sinceNanos() >= delay) {
            ask(s, now, due);
        }
    }

    /** Whether nothing but the resource, or the rank that follows from its position, keeps this member from asking. */
    static boolean waitsForResource(MemberState s, Now now, Trigger trigger) {
        return s.arming.armed()
                && !s.asks(Request.Grant.class)
                && Eligibility.barred(s, now) == null
                && (trigger.cause().handedOver()
                        || (now.nanos() - s.askNotBeforeNanos >= 0
                                && (ordered(s, trigger) || automationOff(s, now) == null)
                                && Cooldown.blocker(s, now, trigger.cause()) == null));
    }

    /** Whether an operator wants this very member to have the role: then neither a pause nor a rank counts. */
    private static boolean ordered(MemberState s, Trigger why) {
        return why.cause().handedOver() || Forced.due(s);
    }

    /** Why no member may take the role by itself now; null where it may. */
    private static @Nullable String automationOff(MemberState s, Now now) {
        String paused = s.policy == null ? null : s.policy.value().pausedBecause(now.wallMillis());
        return paused == null ? Forced.reserved(s, now) : paused;
    }

    /**
     * D of the next epoch: the policy's, but while the replaced lease has not run out not below its own, since guards of earlier epochs may
     * be open for that long and who follows counts by the D that it reads (spec: Takeover.tla KeepLonger).
     */
    private static long durationMillis(MemberState s, Now now, Leadership replaced) {
        long wanted = Objects.requireNonNull(s.policy).value().timing().leaseMillis();
        boolean over =
                replaced.epoch().equals(Epoch.NONE) || handedOver(replaced) || now.nanos() - Occasion.leaseEnd(s) >= 0;
        return over
                ? wanted
                : Math.max(wanted, Objects.requireNonNull(s.lease).value().durationMillis());
    }

    /** Its holder hands over only when no guard of an earlier epoch can be open by the clock, and shuts its own first: nobody's is. */
    private static boolean handedOver(Leadership replaced) {
        return replaced.state() == LeadershipState.HANDOVER;
    }

    private static void ask(MemberState s, Now now, Trigger why) {
        Seen<Lease> lease = Objects.requireNonNull(s.lease);
        Seen<Leadership> leadership = Objects.requireNonNull(s.leadership);
        Seen<Policy> policy = Objects.requireNonNull(s.policy);
        Seen<MemberRecord> own = Objects.requireNonNull(s.own);
        Leadership replaced = leadership.value();
        Epoch epoch = replaced.epoch().next();
        String action = action(s, why, replaced);
        Seen<ActionRecord> handing = Handed.open(s, action);
        if (Forced.due(s) && handing == null) {
            return; // What an operator forces is granted together with the action's own record, or not at all.
        }
        Lease next =
                new Lease(epoch, s.id, s.incarnation, durationMillis(s, now, replaced), LeaseKeeper.electors(s), 0);
        Leadership grant = new Leadership(
                epoch,
                s.id,
                s.incarnation,
                granted(why.cause()),
                s.stamp(now),
                why.cause(),
                null,
                action,
                inherit(replaced),
                Cooldown.mark(s, now, why.cause(), replaced));
        predecessor(s, now, replaced);
        EpochRecord record = new EpochRecord(
                epoch,
                s.id,
                s.incarnation,
                why.cause(),
                action == null ? s.id.value() : operator(s, action),
                why.reason(),
                s.stamp(now),
                replaced.holder(),
                s.predecessorPosition,
                action);
        ActionRecord told = handing == null ? null : Handed.granted(s, now, handing, epoch);
        long request = s.ask(new Request.Grant(now.nanos(), now.offsetMillis(), next, grant, told));
        s.asked = epoch;
        s.unansweredGrant = lease.version();
        s.marks = Marks.asked(s.trigger == null ? why : s.trigger, s, now);
        s.askedReplacedUntilNanos = handedOver(replaced) ? now.nanos() : Occasion.leaseEnd(s);
        Transitions.to(s, now, new Phase.Asking(epoch, why.cause(), s.askedReplacedUntilNanos), why.reason());
        s.emit(new Effect.Grant(
                request,
                next,
                lease.version(),
                grant,
                leadership.version(),
                own.version(),
                policy.version(),
                record,
                told,
                handing == null ? -1 : handing.version()));
        if (nearlyCertain(s, now, why.cause())) {
            s.emit(new Effect.FenceAhead(epoch));
        }
    }

    /** The action that this grant belongs to. */
    private static @Nullable String action(MemberState s, Trigger why, Leadership replaced) {
        if (why.cause().handedOver()) {
            return replaced.action();
        }
        if (why.cause() != Cause.FAILOVER) {
            return null;
        }
        if (Forced.due(s) && s.action != null) {
            return s.action.value().request().id();
        }
        FenceRecord fence = Fencing.of(s, replaced.holder());
        return fence == null ? null : fence.action();
    }

    /**
     * Whether the resource may bar earlier writers before the store has answered: where it is wrong, who serves is fenced for nothing and has to prove its
     * role. So only on the word of the holder, or when its process is gone; and then by one of the standbys at most, or they would fence each other.
     */
    private static boolean nearlyCertain(MemberState s, Now now, Cause cause) {
        return s.resource.fences()
                && (cause.handedOver() || (cause == Cause.CRASHED && Eligibility.firstByName(s, now)));
    }

    /** Whose role was handed over to it is primary by the grant: {@code open} is empty then, so that no proof is missing (Fence or wait, b). */
    private static LeadershipState granted(Cause cause) {
        return cause.handedOver() ? LeadershipState.PRIMARY : LeadershipState.PROMOTING;
    }

    /** Who may still be open once the grant is through: the holder unless it said that it left, and all that it inherited. */
    private static Set<MemberId> inherit(Leadership replaced) {
        Set<MemberId> open = new TreeSet<>(replaced.open());
        boolean left = replaced.state() == LeadershipState.HANDOVER || replaced.state() == LeadershipState.VACANT;
        if (!left && replaced.holder() != null) {
            open.add(replaced.holder());
        }
        return open;
    }

    private static void predecessor(MemberState s, Now now, Leadership replaced) {
        boolean left = replaced.state() == LeadershipState.HANDOVER || replaced.state() == LeadershipState.VACANT;
        Peer peer = replaced.holder() == null ? null : s.peers.get(replaced.holder());
        MemberStatus status = peer == null ? null : peer.status();
        s.predecessorPosition = status == null ? -1 : status.position();
        if (left) {
            s.predecessorLastNanos = s.leadership == null ? now.nanos() : s.leadership.nanos();
        } else if (peer != null && status != null && status.role() == Role.PRIMARY) {
            s.predecessorLastNanos = peer.heardNanos();
        } else {
            s.predecessorLastNanos = s.lease == null ? now.nanos() : s.lease.nanos();
        }
    }

    private static String operator(MemberState s, String action) {
        return s.action != null && s.action.value().request().id().equals(action)
                ? s.action.value().request().operator()
                : "action " + action;
    }
}
