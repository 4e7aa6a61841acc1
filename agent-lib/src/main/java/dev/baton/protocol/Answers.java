package dev.baton.protocol;

import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import org.jspecify.annotations.Nullable;

/** Takes the store's answers to this member's own questions (spec: Lease.tla Answer; Takeover.tla Answer). */
final class Answers {
    private static final long ASK_AGAIN_NANOS = 30_000_000L;
    private static final long ASK_AFTER_SILENCE_NANOS = 200_000_000L;

    private Answers() {}

    static void take(MemberState s, Now now, long id, Answer answer) {
        Request request = s.answered(id);
        if (request instanceof Request.Renewal r) {
            LeaseKeeper.answered(s, now, r, answer);
        } else if (request instanceof Request.Grant r) {
            granted(s, now, r, answer);
        } else if (request instanceof Request.Lead r) {
            led(s, now, r, answer);
        } else if (request instanceof Request.Act r) {
            Actions.answered(s, now, r, answer);
        } else if (request instanceof Request.Activate) {
            Activating.answered(s, answer);
        }
        // A request that is not known any more was given up; its late answer proves nothing that the watch does not
        // show.
    }

    private static void granted(MemberState s, Now now, Request.Grant r, Answer answer) {
        if (!(answer instanceof Answer.Unknown)) {
            s.unansweredGrant = -1;
        }
        if (!(s.phase instanceof Phase.Asking asking)) {
            return;
        }
        if (answer instanceof Answer.Applied a) {
            long d = r.lease().durationMillis();
            Hold.End guard = new Hold.End(r.sentNanos() + s.timing().guardNanos(d), r.offsetMillis());
            Intake.lease(s, now, r.lease(), a.versions().get(0), a.zxid(), now.nanos());
            Intake.leadership(s, now, r.leadership(), a.versions().get(1), a.zxid());
            Handed.applied(s, now, r.action(), a, 2);
            Promotion.begin(
                    s,
                    now,
                    asking,
                    new Hold(
                            new Hold.Term(asking.epoch(), d, asking.replacedUntilNanos()),
                            a.versions().get(0),
                            a.versions().get(1),
                            new Hold.Renewals(0, r.sentNanos() + d * 1_000_000L / 4),
                            new Hold.Opening(guard, guard, r.sentNanos(), guard.nanos())),
                    r.lease().electors(),
                    r.leadership().state() == LeadershipState.PRIMARY);
            return;
        }
        Handed.refused(s, r.action(), answer);
        boolean silent = answer instanceof Answer.Unknown;
        s.askNotBeforeNanos = now.nanos() + (silent ? ASK_AFTER_SILENCE_NANOS : ASK_AGAIN_NANOS);
        String detail =
                answer instanceof Answer.Refused f ? f.path() + " " + f.detail() : ((Answer.Unknown) answer).detail();
        Transitions.to(
                s,
                now,
                new Phase.Standby(),
                (silent ? "no answer to the grant: " : "the grant was refused: ") + detail);
    }

    private static void led(MemberState s, Now now, Request.Lead r, Answer answer) {
        if (s.hold == null || !s.hold.epoch().equals(r.leadership().epoch())) {
            return;
        }
        if (answer instanceof Answer.Applied a) {
            s.hold = s.hold.leadershipAt(a.versions().get(0));
            Intake.leadership(s, now, r.leadership(), a.versions().get(0), a.zxid());
            Handed.applied(s, now, r.action(), a, 1);
        }
        switch (r.purpose()) {
            case PRIMARY -> Promotion.written(s, now, answer);
            case HANDOVER -> Switchover.handedOver(s, now, answer);
            case UNDO -> Undo.undone(s, now, answer);
            case VACANT -> Demotion.vacated(s, now);
        }
    }

    /** What leadership says now: our epoch still, then the version is adopted and the pending write repeated; else it is lost. */
    static void leadershipRead(MemberState s, Now now, Input.LeadershipRead in) {
        Leadership read = in.leadership();
        if (s.answered(in.request()) instanceof Request.LeadershipRead asked) {
            Arming.leadershipRead(s, now, asked, read != null);
        }
        if (read != null) {
            Intake.leadership(s, now, read, in.version(), -1);
        }
        if (read == null || s.hold == null) {
            return;
        }
        if (mine(s, read)) {
            s.hold = s.hold.leadershipAt(in.version());
        }
    }

    static boolean mine(MemberState s, @Nullable Leadership l) {
        return l != null
                && s.hold != null
                && l.heldBy(s.id, s.incarnation)
                && l.epoch().equals(s.hold.epoch());
    }
}
