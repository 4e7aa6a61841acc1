package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import java.util.ArrayList;
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
        ActionKind kind = record.request().kind();
        boolean movesTheRole = kind.handsOver() || kind == ActionKind.FAILOVER;
        return movesTheRole && s.hold != null && record.request().seenEpoch().isBefore(s.hold.epoch());
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
        boolean handedToMe = s.leadership != null
                && id.equals(s.leadership.value().action())
                && (record.done(Name.HANDED_OVER) || Forced.mine(s, record));
        if (handedToMe && !record.done(Name.GRANTED)) {
            Actions.write(s, now, action, Handed.granted(s, now, action, s.hold.epoch()), false);
        } else if (s.phase instanceof Phase.Serving serving) {
            if (handedToMe) {
                finish(s, now, action, serving);
            } else {
                orphaned(s, now, action);
            }
        }
    }

    private static void finish(MemberState s, Now now, Seen<ActionRecord> action, Phase.Serving serving) {
        ActionRecord record = action.value();
        if (!record.done(Name.ACTIVE)) {
            if (!Activating.quiet(s, now, serving)) {
                return;
            }
            Actions.write(s, now, action, Handed.active(s, now, action, serving.sinceMillis()), false);
        } else if (record.done(Name.FOLLOWS)) {
            Actions.end(
                    s,
                    now,
                    action,
                    Handed.measured(s, record, serving.sinceMillis()),
                    Outcome.SUCCEEDED,
                    List.of(),
                    List.of(),
                    s.id + " is primary in epoch " + s.epoch());
        } else if (now.nanos() - serving.sinceNanos() > FOLLOW_NANOS || Forced.withoutFormer(s, now, record)) {
            boolean forced = record.request().kind() == ActionKind.FAILOVER;
            List<String> left = new ArrayList<>();
            if (record.former() != null || !forced) {
                left.add((record.former() == null ? "the old holder" : record.former())
                        + " has not come back as a standby");
            }
            Actions.end(
                    s,
                    now,
                    action,
                    Handed.measured(s, record, serving.sinceMillis()),
                    forced ? Outcome.SUCCEEDED : Outcome.INCOMPLETE,
                    List.of(),
                    left,
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
        String what = lost(record) + "; a failover made " + s.id + " primary in epoch " + s.epoch();
        Actions.incomplete(s, now, action, record.measured(s.epoch(), -1), what);
    }

    /** Once the role was granted, the holder that ran the action has done its part. */
    private static String lost(ActionRecord record) {
        ActionStep accepted = record.step(Name.ACCEPTED);
        if (record.done(Name.GRANTED) && record.target() != null) {
            return record.target() + " was lost once it had been granted the role";
        }
        return (accepted == null ? "its runner" : accepted.by()) + " was lost while it ran the action";
    }
}
