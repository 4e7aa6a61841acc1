package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberRecord.FenceRecord;
import dev.baton.model.Outcome;
import dev.baton.model.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fenced member becomes a standby again. It carries that out itself, since only it has its history: its resource finds where that leaves
 * the group's and sets aside what nobody else has; only then is the fence record taken away, and the action ends once the member could take
 * the role (protocol: Actions, REINSTATE).
 */
final class Reinstating {
    private static final long REJOIN_NANOS = 30_000_000_000L;
    private static final long RETURN_NANOS = 60_000_000_000L;

    private Reinstating() {}

    static void drive(MemberState s, Now now) {
        Seen<ActionRecord> action = Actions.open(s, ActionKind.REINSTATE);
        if (action == null || !s.id.equals(action.value().request().target())) {
            return;
        }
        ActionRecord record = action.value();
        if (record.done(Name.ACCEPTED) && !record.done(Name.CLEARED) && !Fencing.barred(s, s.id) && known(s)) {
            byHand(s, now, action);
            return;
        }
        if (!(s.phase instanceof Phase.Standby)) {
            if (s.hold != null && record.done(Name.CLEARED)) {
                ended(s, now, action, null); // It was needed at once.
            }
            return;
        }
        if (!record.done(Name.ACCEPTED)) {
            accept(s, now, action);
            return;
        }
        ActionRun run = s.run;
        if (run == null || !run.id().equals(record.request().id())) {
            begin(s, now, record);
            return;
        }
        String aborted = Actions.aborted(s, record);
        if (record.done(Name.CLEARED)) {
            if (run.stage() == ActionRun.Stage.RETURNING) {
                returning(s, now, action, run);
            } else {
                s.run = run.to(ActionRun.Stage.RETURNING, now.nanos(), now.nanos() + RETURN_NANOS);
            }
        } else if (aborted != null) {
            Actions.unchanged(s, now, action, aborted + "; " + s.id + " stays fenced");
        } else if (run.stage() == ActionRun.Stage.CLEARING) {
            clear(s, now, action, run);
        } else if (now.nanos() - run.deadlineNanos() >= 0 || run.failure() != null) {
            String why = run.failure() == null ? "its resource did not find its fork in time" : run.failure();
            Actions.unchanged(s, now, action, s.id + " stays fenced: " + why);
        }
    }

    /** Whether this life has read its own record, which it has written itself. */
    private static boolean known(MemberState s) {
        return s.own != null && s.own.value().incarnation().equals(s.incarnation);
    }

    private static void byHand(MemberState s, Now now, Seen<ActionRecord> action) {
        String what = "the fence record of " + s.id + " was taken away before its fork was found";
        Actions.incomplete(s, now, action, action.value().measured(s.epoch(), -1), what);
    }

    private static void accept(MemberState s, Now now, Seen<ActionRecord> action) {
        List<Rule> rules = s.leadership == null ? null : Actions.admitted(s, now, action);
        if (s.leadership == null || rules == null) {
            return;
        }
        ActionStep accepted = Actions.step(
                s, now, Name.ACCEPTED, ActionStep.State.DONE, s.resource.position(), s.id + " finds its fork");
        Actions.write(
                s,
                now,
                action,
                action.value()
                        .accepted(s.id, s.leadership.value().holder(), rules)
                        .with(accepted, action.zxid()),
                false,
                null,
                s.leadership.version());
    }

    /** Also after a start in the middle: what was done stands in the record, and to find the fork once more does no harm. */
    private static void begin(MemberState s, Now now, ActionRecord record) {
        boolean cleared = record.done(Name.CLEARED);
        s.run = ActionRun.at(
                record.request().id(),
                cleared ? ActionRun.Stage.RETURNING : ActionRun.Stage.REJOINING,
                s.id,
                now.nanos(),
                now.nanos() + (cleared ? RETURN_NANOS : REJOIN_NANOS));
        if (!cleared) {
            FenceRecord fence = s.own == null ? null : s.own.value().fence();
            s.emit(new Effect.Rejoin(fence == null ? s.epoch() : fence.epoch()));
        }
    }

    static void rejoined(MemberState s, Now now, Input.Rejoined in) {
        ActionRun run = s.run;
        if (run != null && run.stage() == ActionRun.Stage.REJOINING) {
            s.run = in.done()
                    ? run.drained(in.setAside())
                            .failed(in.detail())
                            .to(ActionRun.Stage.CLEARING, now.nanos(), Long.MAX_VALUE)
                    : run.failed(in.detail());
        }
    }

    private static void clear(MemberState s, Now now, Seen<ActionRecord> action, ActionRun run) {
        Seen<MemberRecord> own = s.own;
        if (own == null) {
            return;
        }
        ActionStep aside = Actions.step(
                s,
                now,
                Name.SET_ASIDE,
                ActionStep.State.DONE,
                -1,
                run.drainedAt() == 0
                        ? "nothing that only it had"
                        : run.drainedAt() + " records that only it had: " + run.failure());
        ActionStep cleared = Actions.step(s, now, Name.CLEARED, ActionStep.State.DONE, s.resource.position(), null);
        Actions.write(
                s,
                now,
                action,
                action.value().with(aside, action.zxid()).with(cleared, -1),
                false,
                new Effect.Change.OfMember(own.value().fenced(null), own.version()),
                -1);
    }

    private static void returning(MemberState s, Now now, Seen<ActionRecord> action, ActionRun run) {
        String blocker = Eligibility.blocker(s, now);
        boolean late = now.nanos() - run.deadlineNanos() >= 0;
        if (blocker == null || late) {
            ended(s, now, action, blocker);
        }
    }

    private static void ended(MemberState s, Now now, Seen<ActionRecord> action, @Nullable String blocker) {
        ActionRecord record = action.value();
        if (blocker == null) {
            ActionStep follows = Actions.step(
                    s, now, Name.FOLLOWS, ActionStep.State.DONE, s.resource.position(), s.id + " is a standby");
            record = record.with(follows, action.zxid());
        }
        Actions.end(
                s,
                now,
                action,
                record.measured(s.epoch(), -1),
                blocker == null ? Outcome.SUCCEEDED : Outcome.INCOMPLETE,
                List.of(),
                blocker == null ? List.of() : List.of(s.id + " follows, and could not take the role yet: " + blocker),
                s.id + " is a standby again");
    }
}
