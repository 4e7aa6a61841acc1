package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Epoch;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import java.util.List;

/**
 * The new primary's part: it reports the grant and that it serves, and ends the action; also an action that somebody else left behind,
 * because its runner died or because it was asked for in an epoch that is over. An unfinished action never ages out.
 */
final class ActionEnd {
    static final long FOLLOW_NANOS = 5_000_000_000L;

    private ActionEnd() {}

    /** Whether this action was asked for or accepted in an epoch before the one that is held. */
    static boolean belongsToAnEarlierEpoch(MemberState s, ActionRecord record) {
        return s.hold != null && record.request().seenEpoch().isBefore(s.hold.epoch());
    }

    static void drive(MemberState s, Now now) {
        Seen<ActionRecord> action = s.openAction();
        if (action == null
                || s.hold == null
                || Actions.busy(s)
                || !belongsToAnEarlierEpoch(s, action.value())
                || s.phase instanceof Phase.Demoting) {
            return;
        }
        ActionRecord record = action.value();
        String id = record.request().id();
        boolean handedToMe =
                s.leadership != null && id.equals(s.leadership.value().action()) && record.done(Name.HANDED_OVER);
        if (handedToMe && !record.done(Name.GRANTED)) {
            granted(s, now, action, s.hold.epoch());
        } else if (s.phase instanceof Phase.Serving serving) {
            if (handedToMe) {
                finish(s, now, action, serving);
            } else {
                orphaned(s, now, action);
            }
        }
    }

    /** It had asked only once it had the last record; the grant is what matters, so one write tells both. */
    private static void granted(MemberState s, Now now, Seen<ActionRecord> action, Epoch epoch) {
        ActionRecord record = action.value();
        ActionStep drained = record.step(Name.DRAINED);
        long position = drained == null ? s.resource.position() : Math.max(drained.position(), s.resource.position());
        ActionStep confirmed = Actions.step(s, now, Name.CONFIRMED, ActionStep.State.DONE, position, null);
        ActionStep granted =
                Actions.step(s, now, Name.GRANTED, ActionStep.State.DONE, s.resource.position(), "epoch " + epoch);
        Actions.write(s, now, action, record.with(confirmed, action.zxid()).with(granted, -1), false);
    }

    private static void finish(MemberState s, Now now, Seen<ActionRecord> action, Phase.Serving serving) {
        ActionRecord record = action.value();
        if (!record.done(Name.ACTIVE)) {
            long pause = record.pausedAt() == null
                    ? -1
                    : Math.max(0, serving.sinceMillis() - record.pausedAt().millis());
            ActionStep active =
                    Actions.step(s, now, Name.ACTIVE, ActionStep.State.DONE, s.resource.position(), s.id + " serves");
            Actions.write(s, now, action, record.measured(s.epoch(), pause).with(active, action.zxid()), false);
        } else if (record.done(Name.FOLLOWS)) {
            Actions.end(
                    s,
                    now,
                    action,
                    record,
                    Outcome.SUCCEEDED,
                    List.of(),
                    List.of(),
                    s.id + " is primary in epoch " + s.epoch());
        } else if (now.nanos() - serving.sinceNanos() > FOLLOW_NANOS) {
            ActionStep accepted = record.step(Name.ACCEPTED);
            String old = accepted == null ? "the old holder" : accepted.by();
            Actions.end(
                    s,
                    now,
                    action,
                    record,
                    Outcome.INCOMPLETE,
                    List.of(),
                    List.of(old + " has not come back as a standby"),
                    s.id + " is primary in epoch " + s.epoch());
        }
    }

    private static void orphaned(MemberState s, Now now, Seen<ActionRecord> action) {
        ActionRecord record = action.value();
        if (!record.done(Name.ACCEPTED)) {
            Refusal moved =
                    new Refusal("epoch as shown", "epoch " + record.request().seenEpoch(), "epoch " + s.epoch());
            Actions.end(
                    s, now, action, record, Outcome.FAILED_UNCHANGED, List.of(moved), List.of(), "refused: " + moved);
            return;
        }
        ActionStep accepted = record.step(Name.ACCEPTED);
        String runner = accepted == null ? "its runner" : accepted.by();
        String what = runner + " was lost while it ran the action; a failover made " + s.id + " primary in epoch "
                + s.epoch();
        Actions.end(s, now, action, record.measured(s.epoch(), -1), Outcome.INCOMPLETE, List.of(), List.of(what), what);
    }
}
