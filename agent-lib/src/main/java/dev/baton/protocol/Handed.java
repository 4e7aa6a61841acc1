package dev.baton.protocol;

import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * What the taker of a role tells in the record of the action that hands it over: in the grant itself, that it had the last record and was
 * granted the epoch, which spares two writes, and their watches, while nobody serves; and once it serves, that it does. Where the
 * record refuses the grant it is told apart, since no record of an action may hold up the role.
 */
final class Handed {
    private Handed() {}

    /** The record of the open action by which the role is handed over, if it is seen, quiet, and refused no write of the role before. */
    static @Nullable Seen<ActionRecord> open(MemberState s, @Nullable String id) {
        Seen<ActionRecord> action = s.openAction();
        if (action == null || id == null || id.equals(s.toldApart) || Actions.busy(s)) {
            return null;
        }
        ActionRecord record = action.value();
        boolean ready = record.request().kind().handsOver() ? record.done(Name.HANDED_OVER) : Forced.mine(s, record);
        return ready && record.request().id().equals(id) ? action : null;
    }

    /** It asks only once it has the last record; the grant is what matters, so one write tells both. */
    static ActionRecord granted(MemberState s, Now now, Seen<ActionRecord> action, Epoch epoch) {
        ActionStep granted =
                Actions.step(s, now, Name.GRANTED, ActionStep.State.DONE, s.resource.position(), "epoch " + epoch);
        if (!action.value().request().kind().handsOver()) {
            return action.value().with(granted, action.zxid());
        }
        ActionStep drained = action.value().step(Name.DRAINED);
        long position = drained == null ? s.resource.position() : Math.max(drained.position(), s.resource.position());
        ActionStep confirmed = Actions.step(s, now, Name.CONFIRMED, ActionStep.State.DONE, position, null);
        return action.value().with(confirmed, action.zxid()).with(granted, -1);
    }

    /** {@code millis}: the wall clock's, when it began to serve. */
    static ActionRecord active(MemberState s, Now now, Seen<ActionRecord> action, long millis) {
        ActionStep active =
                Actions.step(s, now, Name.ACTIVE, ActionStep.State.DONE, s.resource.position(), s.id + " serves");
        return measured(s, action.value(), millis).with(active, action.zxid());
    }

    /** With the epoch that followed and how long writes were paused. */
    static ActionRecord measured(MemberState s, ActionRecord record, long servesMillis) {
        long pause = record.pausedAt() == null
                ? -1
                : Math.max(0, servesMillis - record.pausedAt().millis());
        return record.measured(s.epoch(), pause);
    }

    /** The multi was refused because of that record. */
    static void refused(MemberState s, @Nullable ActionRecord told, Answer answer) {
        if (told != null && answer instanceof Answer.Refused r && r.path().contains("/action")) {
            s.toldApart = told.request().id();
        }
    }

    /** The multi was applied; {@code index} is that of the record's version in its answer. */
    static void applied(MemberState s, Now now, @Nullable ActionRecord told, Answer.Applied answer, int index) {
        if (told != null) {
            Intake.action(s, now, told, answer.versions().get(index), answer.zxid());
        }
    }
}
