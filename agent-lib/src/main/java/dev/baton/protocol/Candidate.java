package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;

/** The standby's part of a switchover: as candidate it reports its position twice; as the old holder it reports that it follows. */
final class Candidate {
    private Candidate() {}

    static void drive(MemberState s, Now now) {
        Seen<ActionRecord> action = s.openAction();
        if (action == null || !(s.phase instanceof Phase.Standby) || Actions.busy(s)) {
            return;
        }
        ActionRecord record = action.value();
        if (s.id.equals(record.target())) {
            ActionStep accepted = record.step(Name.ACCEPTED);
            ActionStep drained = record.step(Name.DRAINED);
            if (drained != null && !record.done(Name.CONFIRMED)) {
                reach(s, now, action, drained, Name.CONFIRMED);
            } else if (accepted != null && !record.done(Name.CAUGHT_UP)) {
                reach(s, now, action, accepted, Name.CAUGHT_UP);
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
        return record.step(Name.ACCEPTED) != null
                && !record.done(Name.RESUMED)
                && (record.step(Name.DRAINED) == null ? !record.done(Name.CAUGHT_UP) : !record.done(Name.CONFIRMED));
    }

    private static void reach(MemberState s, Now now, Seen<ActionRecord> action, ActionStep asked, Name name) {
        if (s.resource.position() >= asked.position() && !action.value().done(Name.RESUMED)) {
            Actions.done(s, now, action, name, s.resource.position(), null);
        }
    }

    private static void follows(MemberState s, Now now, Seen<ActionRecord> action) {
        if (formerHolderIsDue(s, action.value()) && s.resource.ready()) {
            Actions.done(s, now, action, Name.FOLLOWS, s.resource.position(), s.id + " is a standby");
        }
    }

    private static boolean formerHolderIsDue(MemberState s, ActionRecord record) {
        ActionStep accepted = record.step(Name.ACCEPTED);
        boolean wasHolder = accepted != null && accepted.by().equals(s.id.value());
        return wasHolder && record.done(Name.ACTIVE) && !record.done(Name.FOLLOWS);
    }
}
