package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;

/**
 * The standby's part of a switchover: as candidate it reports that it has caught up, and asks for the handed over role only once it has the
 * last record; as the old holder it reports that it follows.
 */
final class Candidate {
    private Candidate() {}

    static void drive(MemberState s, Now now) {
        Seen<ActionRecord> action = s.openAction();
        if (action == null || !(s.phase instanceof Phase.Standby) || Actions.busy(s)) {
            return;
        }
        ActionRecord record = action.value();
        if (s.id.equals(record.target()) && !record.request().kind().handsOver()) {
            return;
        }
        if (s.id.equals(record.target())) {
            ActionStep accepted = record.step(Name.ACCEPTED);
            prepare(s, record);
            if (accepted != null && !record.done(Name.DRAINED) && !record.done(Name.CAUGHT_UP)) {
                reach(s, now, action, accepted);
            }
        } else {
            follows(s, now, action);
        }
    }

    /** Whether this member's turn comes with its resource: once it has got far enough, or is ready. */
    static boolean waitsForResource(MemberState s) {
        Seen<ActionRecord> action = s.openAction();
        if (action == null || !(s.phase instanceof Phase.Standby) || Actions.busy(s)) {
            return false;
        }
        ActionRecord record = action.value();
        if (!s.id.equals(record.target())) {
            return formerHolderIsDue(s, record);
        }
        if (!record.request().kind().handsOver()) {
            return false;
        }
        return record.step(Name.ACCEPTED) != null
                && !record.done(Name.RESUMED)
                && (record.done(Name.DRAINED) || !record.done(Name.CAUGHT_UP));
    }

    /** Whether this member is handed the role and does not have the last record yet. */
    static boolean awaitsLastRecord(MemberState s) {
        Leadership l = s.leadership == null ? null : s.leadership.value();
        return l != null && l.state() == LeadershipState.HANDOVER && s.id.equals(l.target()) && !hasAll(s, l);
    }

    /** Whether this member has all that the holder of that handover had written. False until the action that tells it is seen. */
    static boolean hasAll(MemberState s, Leadership handover) {
        if (handover.action() == null) {
            return true; // Nobody's action: a record that people put there.
        }
        Seen<ActionRecord> action = s.action;
        if (action == null || !action.value().request().id().equals(handover.action())) {
            return false;
        }
        ActionStep drained = action.value().step(Name.DRAINED);
        return drained != null && s.resource.position() >= drained.position();
    }

    /** Once an action: one that does not replay all the time begins with it, and stays with the log until the role is its own. */
    private static void prepare(MemberState s, ActionRecord record) {
        String id = record.request().id();
        if (!s.resource.kind().replaysAlways()
                && !id.equals(s.prepared)
                && record.done(Name.ACCEPTED)
                && !record.done(Name.RESUMED)) {
            s.prepared = id;
            s.emit(new Effect.Prepare());
        }
    }

    private static void reach(MemberState s, Now now, Seen<ActionRecord> action, ActionStep accepted) {
        if (s.resource.position() >= accepted.position() && !action.value().done(Name.RESUMED)) {
            Actions.done(s, now, action, Name.CAUGHT_UP, s.resource.position(), null);
        }
    }

    private static void follows(MemberState s, Now now, Seen<ActionRecord> action) {
        if (formerHolderIsDue(s, action.value()) && s.resource.ready()) {
            Actions.done(s, now, action, Name.FOLLOWS, s.resource.position(), standby(s));
        }
    }

    private static String standby(MemberState s) {
        return s.id + " is a standby" + (s.refusedWrite == null ? "" : "; a write was refused, " + s.refusedWrite);
    }

    private static boolean formerHolderIsDue(MemberState s, ActionRecord record) {
        boolean wasHolder = s.id.equals(record.former());
        return wasHolder && record.done(Name.ACTIVE) && !record.done(Name.FOLLOWS);
    }
}
