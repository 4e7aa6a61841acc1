package dev.baton.protocol;

import dev.baton.model.Activation;
import dev.baton.model.Cause;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.Recovery;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a grant to PRIMARY: fence or wait (spec: Takeover.tla SendPrimary, Proved, MustWait, Answer; Lease.tla Adopt; KafkaFence.tla Grant,
 * Refuse, Fenced, Asked, FencedRereads, LinearRead, RefusedDemotes).
 *
 * <p>PRIMARY needs one of: the wait for the replaced lease is over by the own clock; {@code open} is empty; the resource gave a receipt,
 * which refuses every earlier epoch. Only the acknowledgement of the write of PRIMARY opens the guard.
 */
final class Promotion {
    private static final int MAX_ATTEMPTS = 5;
    private static final long RETRY_NANOS = 200_000_000L;
    private static final long REFUSED_PAUSE_NANOS = 1_000_000_000L;

    private Promotion() {}

    /** {@code primary}: whether the grant that was answered wrote PRIMARY. */
    static void begin(MemberState s, Now now, Phase.Asking asking, Hold hold, Set<MemberId> electors, boolean primary) {
        s.hold = hold;
        s.asks = Asks.none(electors);
        s.asked = asking.epoch();
        s.refusedWrite = null;
        s.trigger = null;
        s.marks = s.marks == null ? null : s.marks.granted(now.nanos());
        s.blockers = Map.of();
        Transitions.to(
                s,
                now,
                new Phase.Promoting(
                        asking.cause(), asking.replacedUntilNanos(), Phase.Tries.NONE, false, false, -1, true, primary),
                "epoch " + asking.epoch() + " granted: " + asking.cause());
        s.emit(new Effect.Promote(asking.epoch()));
    }

    static void drive(MemberState s, Now now) {
        adopt(s, now);
        if (!(s.phase instanceof Phase.Promoting p) || s.hold == null) {
            return;
        }
        long retry = p.tries().retryNanos();
        if (!p.promoted() && retry != 0 && now.nanos() - retry >= 0) {
            s.phase = p.trying(p.tries().running());
            s.emit(new Effect.Promote(s.hold.epoch()));
        }
        if (!p.promoted() || s.asks(Request.Lead.class) || s.reads(Request.Why.REFUSED)) {
            return;
        }
        String proof = proof(s, now, p);
        if (proof != null) {
            writePrimary(s, now, p, proof);
        }
    }

    /** The answer to the grant was lost, but the store shows that it was applied: held, with a shut guard that a renewal must open. */
    private static void adopt(MemberState s, Now now) {
        if (s.hold != null
                || s.closing
                || !(s.phase instanceof Phase.Standby)
                || s.lease == null
                || s.leadership == null) {
            return;
        }
        Leadership l = s.leadership.value();
        boolean ours = l.heldBy(s.id, s.incarnation)
                && s.lease.value().heldBy(s.id, s.incarnation)
                && l.epoch().equals(s.asked)
                && s.lease.value().epoch().equals(s.asked)
                && (l.state() == LeadershipState.PROMOTING || l.state() == LeadershipState.PRIMARY)
                && !s.asked.equals(dev.baton.model.Epoch.NONE);
        if (!ours) {
            return;
        }
        long d = s.lease.value().durationMillis();
        Hold.End shut = new Hold.End(now.nanos() - 1, now.offsetMillis());
        begin(
                s,
                now,
                new Phase.Asking(s.asked, l.cause(), s.askedReplacedUntilNanos),
                new Hold(
                        new Hold.Term(s.asked, d, s.askedReplacedUntilNanos),
                        s.lease.version(),
                        s.leadership.version(),
                        new Hold.Renewals(s.lease.value().renewal(), now.nanos()),
                        new Hold.Opening(shut, shut, now.nanos(), now.nanos() + d * 1_000_000L)),
                s.lease.value().electors(),
                false); // Only an acknowledged write opens the guard, not one that was read.
    }

    private static @Nullable String proof(MemberState s, Now now, Phase.Promoting p) {
        if (s.leadership != null
                && Answers.mine(s, s.leadership.value())
                && s.leadership.value().open().isEmpty()) {
            return "open-empty";
        }
        if (p.receipt() || Fencing.allOff(s)) {
            return "receipts";
        }
        return now.nanos() - p.replacedUntilNanos() >= 0 ? "wait" : null;
    }

    private static @Nullable Recovery recovery(MemberState s) {
        return s.marks == null ? null : s.marks.untilReady();
    }

    private static void writePrimary(MemberState s, Now now, Phase.Promoting p, String proof) {
        Hold hold = s.hold;
        if (hold == null || s.leadership == null || !Answers.mine(s, s.leadership.value())) {
            return; // The watch has not shown our own grant yet.
        }
        Leadership mine = s.leadership.value();
        Leadership primary = mine.in(LeadershipState.PRIMARY, s.stamp(now), null, mine.action(), Set.of());
        Activation activation = p.withActivation() ? activation(s, now, p, proof) : null;
        long request = s.ask(new Request.Lead(now.nanos(), Request.Purpose.PRIMARY, primary, null));
        s.emit(new Effect.Lead(request, primary, hold.leadershipVersion(), activation, null, -1));
    }

    private static Activation activation(MemberState s, Now now, Phase.Promoting p, String proof) {
        long outage =
                p.cause() == Cause.INITIAL ? -1 : Math.max(0, (now.nanos() - s.predecessorLastNanos) / 1_000_000L);
        return new Activation(s.epoch(), s.stamp(now), p.position(), outage, proof, recovery(s));
    }

    /** The answer to the write of PRIMARY. */
    static void written(MemberState s, Now now, Answer answer) {
        if (!(s.phase instanceof Phase.Promoting p) || s.hold == null) {
            return;
        }
        if (answer instanceof Answer.Applied) {
            serve(s, now, p.withoutActivation());
            return;
        }
        boolean activationThere = answer instanceof Answer.Refused r && r.path().endsWith("/active");
        s.phase = activationThere ? p.withoutActivation() : p;
        s.emit(new Effect.ReadLeadership(s.ask(new Request.LeadershipRead(now.nanos(), Request.Why.REFUSED))));
    }

    /** PRIMARY is acknowledged and the resource ready. */
    private static void serve(MemberState s, Now now, Phase.Promoting p) {
        s.marks = s.marks == null ? null : s.marks.active(now.nanos());
        s.untold = p.withActivation() ? activation(s, now, p, "open-empty") : null;
        Transitions.to(
                s,
                now,
                new Phase.Serving(0, now.nanos(), now.wallMillis(), false),
                "PRIMARY acknowledged in epoch " + s.epoch());
        LeaseKeeper.openGuard(s, now);
    }

    static void promoted(MemberState s, Now now, Input.Promoted in) {
        if (s.phase instanceof Phase.Promoting p
                && s.hold != null
                && s.hold.epoch().equals(in.epoch())) {
            s.marks = s.marks == null ? null : s.marks.promoted(now.nanos(), in);
            Phase.Promoting ready = p.ready(in.receipt(), in.position());
            s.phase = ready;
            if (ready.acknowledged()) {
                serve(s, now, ready);
            }
        }
    }

    /** The resource holds a higher epoch: step down, do not retry. */
    static void refused(MemberState s, Now now, Input.PromotionRefused in) {
        if (s.hold != null && s.hold.epoch().equals(in.epoch()) && !(s.phase instanceof Phase.Demoting)) {
            Demotion.begin(
                    s,
                    now,
                    "the resource refuses epoch " + in.epoch() + ": it holds epoch " + in.held() + ", " + in.detail(),
                    true);
            s.askNotBeforeNanos = now.nanos() + REFUSED_PAUSE_NANOS;
        }
    }

    static void failed(MemberState s, Now now, Input.PromotionFailed in) {
        if (s.hold == null || !s.hold.epoch().equals(in.epoch())) {
            return;
        }
        if (s.phase instanceof Phase.Promoting p) {
            again(s, now, p, p.tries().failedUntil(now.nanos() + RETRY_NANOS), in.detail());
        } else if (s.phase instanceof Phase.Serving) {
            fenced(s, now, new Input.ResourceFenced(in.epoch(), in.detail()));
        }
    }

    private static void again(MemberState s, Now now, Phase.Promoting p, Phase.Tries next, String why) {
        Transitions.blocked(s, now, "promotion to epoch " + s.epoch(), why);
        if (next.failed() >= MAX_ATTEMPTS) {
            Demotion.begin(s, now, "promotion failed " + MAX_ATTEMPTS + " times: " + why, true);
            s.askNotBeforeNanos = now.nanos() + 2 * REFUSED_PAUSE_NANOS;
        } else {
            s.phase = p.trying(next);
        }
    }

    /** Being fenced is no proof that the leadership is lost: prove the role by a renewal sent from now on, then start again. */
    static void fenced(MemberState s, Now now, Input.ResourceFenced in) {
        if (s.hold == null || !s.hold.epoch().equals(in.epoch())) {
            return;
        }
        if (s.phase instanceof Phase.Promoting p) {
            s.hold = s.hold.renewAt(now.nanos(), false);
            again(s, now, p, p.tries().fencedAt(now.nanos()), in.detail());
        } else if (s.phase instanceof Phase.Serving serving) {
            s.refusedWrite = "epoch " + in.epoch() + ": " + in.detail();
            Transitions.blocked(s, now, "serving in epoch " + in.epoch(), "the resource stopped: " + in.detail());
            s.phase = serving.proving(now.nanos());
            s.hold = s.hold.renewAt(now.nanos(), false);
        }
    }

    /** A renewal that was sent at that instant is acknowledged. */
    static void proved(MemberState s, long sentNanos) {
        Phase asks = s.phase;
        long from = asks instanceof Phase.Serving serving
                ? serving.proveFromNanos()
                : asks instanceof Phase.Promoting p ? p.tries().proveFromNanos() : 0;
        if (s.hold == null || from == 0 || sentNanos - from < 0) {
            return;
        }
        if (asks instanceof Phase.Serving serving) {
            s.phase = serving.proving(0);
            s.blockers = Map.of();
        } else if (asks instanceof Phase.Promoting p) {
            s.phase = p.trying(p.tries().running());
        }
        s.emit(new Effect.Promote(s.hold.epoch()));
    }
}
