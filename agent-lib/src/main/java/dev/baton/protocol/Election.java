package dev.baton.protocol;

import dev.baton.model.ActionKind;
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
import dev.baton.model.Verdict;
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
        Trigger due = trigger(s, now);
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

    /** Why this member would ask now, were it eligible and the first in rank; null where nothing asks for a takeover. */
    private static @Nullable Trigger trigger(MemberState s, Now now) {
        if (s.lease == null || s.leadership == null || s.policy == null) {
            return null;
        }
        Leadership l = s.leadership.value();
        Lease lease = s.lease.value();
        if (!lease.epoch().equals(l.epoch())) {
            return null; // One of the two is older than the other: the watch will bring its pair.
        }
        if (Forced.due(s)) {
            return at(s, now, Cause.FAILOVER, Forced.reason(s));
        }
        boolean out = now.nanos() - leaseEnd(s) >= 0;
        return switch (l.state()) {
            case HANDOVER -> {
                if (s.id.equals(l.target()) && (out || Candidate.hasAll(s, l))) {
                    yield at(s, now, handedOverBy(s, l), "handover to " + s.id);
                }
                yield out ? at(s, now, Cause.LEASE_EXPIRED, "nobody took the handover before the lease ran out") : null;
            }
            case VACANT -> vacant(s, now, l);
            case PROMOTING, PRIMARY -> held(s, now, l, out);
        };
    }

    private static Cause handedOverBy(MemberState s, Leadership handover) {
        Seen<ActionRecord> action = s.action;
        boolean back = action != null
                && action.value().request().id().equals(handover.action())
                && action.value().request().kind() == ActionKind.ROLLBACK;
        return back ? Cause.ROLLBACK : Cause.SWITCHOVER;
    }

    private static @Nullable Trigger vacant(MemberState s, Now now, Leadership l) {
        if (l.epoch().equals(Epoch.NONE)) {
            boolean waited = s.policy != null
                    && now.nanos() - s.startNanos >= s.policy.value().bootstrapMillis() * 1_000_000L;
            return s.priority == 0 || waited ? at(s, now, Cause.INITIAL, "the group never had a primary") : null;
        }
        FenceRecord fence = Fencing.of(s, l.holder());
        return fence == null
                ? at(s, now, Cause.VACATED, l.holder() + " left epoch " + l.epoch())
                : at(s, now, Cause.FAILOVER, l.holder() + " is fenced: " + fence.reason());
    }

    private static @Nullable Trigger held(MemberState s, Now now, Leadership l, boolean out) {
        MemberId holder = l.holder();
        if (holder == null) {
            return null;
        }
        FenceRecord fence = Fencing.overdue(s, now, holder);
        if (fence != null) {
            return at(s, now, Cause.FAILOVER, holder + " is fenced: " + fence.reason());
        }
        Peer peer = s.peers.get(holder);
        Verdict verdict = peer == null ? Verdict.UNKNOWN : peer.verdict();
        Cause cause =
                switch (verdict) {
                    case CRASHED -> Cause.CRASHED;
                    case HUNG -> Cause.HUNG;
                    case HEALTHY, SLOW, PARTITIONED, STALE_PRIMARY, FENCED, UNKNOWN -> Cause.LEASE_EXPIRED;
                };
        if (out) {
            return at(s, now, cause, "the lease of " + holder + " ran out; seen " + verdict);
        }
        if (cause == Cause.LEASE_EXPIRED || holder.equals(s.id) || Suspicion.renewedSince(s, now, holder)) {
            return null;
        }
        if (!Suspicion.majority(s, now, holder)) {
            Transitions.blocked(
                    s,
                    now,
                    "takeover from " + holder + " before its lease ends, seen " + verdict,
                    "no majority of the monitors suspects it");
            return null;
        }
        return at(s, now, cause, "a majority of the monitors sees " + holder + " " + verdict);
    }

    private static Trigger at(MemberState s, Now now, Cause cause, String reason) {
        return new Trigger(cause, Objects.requireNonNull(s.lease).version(), now.nanos(), reason);
    }

    /** When the lease of the version that was seen has run out for this member, by the D written in it. */
    static long leaseEnd(MemberState s) {
        Seen<Lease> lease = Objects.requireNonNull(s.lease);
        return lease.nanos() + s.timing().waitNanos(lease.value().durationMillis());
    }

    /**
     * D of the next epoch: the policy's, but while the replaced lease has not run out not below its own, since guards of earlier epochs may
     * be open for that long and who follows counts by the D that it reads (spec: Takeover.tla KeepLonger).
     */
    private static long durationMillis(MemberState s, Now now, Leadership replaced) {
        long wanted = Objects.requireNonNull(s.policy).value().timing().leaseMillis();
        boolean over = replaced.epoch().equals(Epoch.NONE) || handedOver(replaced) || now.nanos() - leaseEnd(s) >= 0;
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
        s.askedReplacedUntilNanos = handedOver(replaced) ? now.nanos() : leaseEnd(s);
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
