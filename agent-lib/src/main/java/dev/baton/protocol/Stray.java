package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends an action that nobody else can end: nobody started it before it expired or was aborted, or the member that carries it out for itself (a forced
 * failover, a reinstatement) is gone. An action that has changed something is never ended by age alone: the next primary ends a handover.
 */
final class Stray {
    /** Its runner refuses an expired action by itself, if there is one. */
    static final long GRACE_MILLIS = 2_000;

    static final long LOST_NANOS = 5_000_000_000L;

    private Stray() {}

    static void drive(MemberState s, Now now) {
        Seen<ActionRecord> action = s.openAction();
        if (action == null && s.hold == null && s.run != null && !Actions.busy(s)) {
            s.run = null; // It has ended, by whomsoever.
        }
        if (action == null || Actions.busy(s)) {
            return;
        }
        ActionRecord record = action.value();
        MemberId target = record.request().target();
        boolean own = runsItself(record.request().kind());
        if (!record.done(Name.ACCEPTED)) {
            if (Actions.aborted(s, record) != null && Runner.first(s, now, null)) {
                Actions.admitted(s, now, action); // Who would have started it may never come.
            } else if (own && nobodys(s, target) && (s.hold != null || Runner.first(s, now, null))) {
                Actions.admitted(s, now, action);
            } else if (!(own && heard(s, now, target))
                    && Runner.first(s, now, null)
                    && Licence.refuses(s, now, record)) {
                Actions.admitted(s, now, action); // Who would refuse it may never come, and it names its own expiry.
            } else if (now.wallMillis() > record.request().expiresAt() + GRACE_MILLIS && Runner.first(s, now, null)) {
                expired(s, now, action);
            }
        } else if (own
                && target != null
                && !target.equals(s.id)
                && lost(s, now, target)
                && Runner.first(s, now, target)) {
            lost(s, now, action, target);
        } else if (record.request().kind().handsOver()) {
            abandoned(s, now, action);
        }
    }

    /**
     * A handover that was aborted, whose runner is gone, and that no next primary ends, because automatic failover is off: it would keep the
     * operator from every other action. Should the runner come back, it finds its action over and serves as it may.
     */
    private static void abandoned(MemberState s, Now now, Seen<ActionRecord> action) {
        ActionRecord record = action.value();
        MemberId runner = record.former();
        String aborted = Actions.aborted(s, record);
        if (aborted == null
                || runner == null
                || runner.equals(s.id)
                || s.hold != null
                || !lost(s, now, runner)
                || !Runner.first(s, now, runner)) {
            return;
        }
        String what = runner + " was lost while it ran the action";
        Actions.end(
                s,
                now,
                action,
                record,
                Outcome.INCOMPLETE,
                List.of(),
                List.of(what + ": nobody may hold the role, a failover gives it to somebody"),
                aborted + "; " + what);
    }

    /** Whether there is no member that could start it: none of that name, or it is the primary, who has nothing to take and was never fenced. */
    private static boolean nobodys(MemberState s, @Nullable MemberId target) {
        return target == null || !s.members.containsKey(target) || (target.equals(s.id) && s.hold != null);
    }

    private static boolean heard(MemberState s, Now now, @Nullable MemberId target) {
        return target != null && Prechecks.fresh(s, now, target);
    }

    private static boolean runsItself(ActionKind kind) {
        return kind == ActionKind.FAILOVER || kind == ActionKind.REINSTATE;
    }

    /** Not heard for long; a member that this one never heard counts from its own start. */
    private static boolean lost(MemberState s, Now now, MemberId target) {
        return !Prechecks.fresh(s, now, target) && now.nanos() - lostNanos(s, target) >= 0;
    }

    /** When that member counts as lost, unless it is heard again. */
    static long lostNanos(MemberState s, MemberId target) {
        Peer peer = s.peers.get(target);
        long heard = peer == null || peer.status() == null ? s.startNanos : peer.heardNanos();
        return LOST_NANOS + (heard - s.startNanos > 0 ? heard : s.startNanos);
    }

    private static void expired(MemberState s, Now now, Seen<ActionRecord> action) {
        long expiry = action.value().request().expiresAt();
        Refusal refusal = new Refusal(
                "not expired",
                "started by " + expiry + " ms",
                "nobody started it, and it is " + now.wallMillis() + " ms");
        Actions.end(
                s,
                now,
                action,
                action.value(),
                Outcome.FAILED_UNCHANGED,
                List.of(refusal),
                List.of(),
                "refused: " + refusal);
    }

    private static void lost(MemberState s, Now now, Seen<ActionRecord> action, MemberId target) {
        ActionRecord record = action.value();
        String what = target + " was lost while it carried out the action";
        if (record.request().kind() == ActionKind.FAILOVER) {
            if (!Forced.moved(s, record)) {
                Actions.unchanged(s, now, action, what);
            } // Else whoever holds the role next ends it.
            return;
        }
        if (record.done(Name.CLEARED)) {
            Actions.incomplete(s, now, action, record, what);
        } else {
            Actions.unchanged(s, now, action, what + "; it stays fenced");
        }
    }
}
