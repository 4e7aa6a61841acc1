package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import dev.baton.model.Refusal;
import dev.baton.model.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A forced failover, carried out by the member that is to become primary: it asks for the role although nobody handed it over. It needs no
 * suspicion, and no pause or cooldown counts; a promise, and the wait or the fence before it serves, count as ever (protocol: When the store
 * stalls, Fence or wait). The grant is one multi with the action's record, so that an action that was aborted or has ended grants nothing.
 *
 * <p>Meanwhile no other member takes the role by itself.
 */
final class Forced {
    private static final long TAKE_NANOS = 15_000_000_000L;
    /** The action holds up automation for so long after its expiry at the most, should nobody end it. */
    private static final long RESERVED_MILLIS = 60_000L;

    private Forced() {}

    static void drive(MemberState s, Now now) {
        Seen<ActionRecord> action = Actions.open(s, ActionKind.FAILOVER);
        if (action == null
                || !(s.phase instanceof Phase.Standby)
                || !s.id.equals(action.value().target())) {
            return;
        }
        ActionRecord record = action.value();
        if (!record.done(Name.ACCEPTED)) {
            accept(s, now, action);
            return;
        }
        ActionRun run = s.run;
        String aborted = Actions.aborted(s, record);
        if (moved(s, record)) {
            return; // It held the role and lost it, or somebody else has it: whoever holds it next ends the action.
        }
        if (run == null || !run.id().equals(record.request().id())) {
            Actions.unchanged(s, now, action, s.id + " was started anew before it had the role");
        } else if (aborted != null) {
            Actions.unchanged(s, now, action, aborted);
        } else if (now.nanos() - run.deadlineNanos() >= 0) {
            tooLate(s, now, action);
        }
    }

    /** Whether the role is no more what the operator saw: by this action's grant, or by another one. */
    static boolean moved(MemberState s, ActionRecord record) {
        return record.done(Name.GRANTED) || s.epoch().isAfter(record.request().seenEpoch());
    }

    private static void accept(MemberState s, Now now, Seen<ActionRecord> action) {
        List<Rule> rules = s.leadership == null ? null : Actions.admitted(s, now, action);
        if (s.leadership == null || rules == null) {
            return;
        }
        s.run = ActionRun.at(
                action.value().request().id(), ActionRun.Stage.TAKING, s.id, now.nanos(), now.nanos() + TAKE_NANOS);
        MemberId former = s.leadership.value().holder();
        ActionStep accepted = Actions.step(
                s,
                now,
                Name.ACCEPTED,
                ActionStep.State.DONE,
                s.resource.position(),
                s.id + " takes the role" + (former == null ? "" : " from " + former));
        Actions.write(
                s,
                now,
                action,
                action.value().accepted(s.id, former, rules).with(accepted, action.zxid()),
                false,
                null,
                s.leadership.version());
    }

    private static void tooLate(MemberState s, Now now, Seen<ActionRecord> action) {
        String blocker = blocker(s, now);
        Refusal refusal = new Refusal(
                "granted in time",
                "within " + TAKE_NANOS / 1_000_000L + " ms",
                blocker == null ? "every grant was refused by the store" : blocker);
        Actions.end(
                s,
                now,
                action,
                action.value(),
                Outcome.FAILED_UNCHANGED,
                List.of(refusal),
                List.of(),
                "not granted: " + refusal.actual());
    }

    /** Whether an accepted forced failover to this member stands, in the epoch that the operator saw. */
    static boolean due(MemberState s) {
        Seen<ActionRecord> action = s.openAction();
        ActionRun run = s.run;
        return action != null
                && run != null
                && run.id().equals(action.value().request().id())
                && mine(s, action.value())
                && !action.value().done(Name.GRANTED)
                && Actions.aborted(s, action.value()) == null
                && s.leadership != null
                && s.leadership.value().epoch().equals(action.value().request().seenEpoch());
    }

    /** Whether it is a forced failover that this member has accepted. */
    static boolean mine(MemberState s, ActionRecord record) {
        return record.request().kind() == ActionKind.FAILOVER && s.id.value().equals(record.runner());
    }

    static @Nullable String blocker(MemberState s, Now now) {
        Seen<ActionRecord> action = s.openAction();
        boolean loss = action != null && action.value().request().overrides(ActionRequest.ALLOW_DATA_LOSS);
        return Eligibility.forcedBlocker(s, now, loss);
    }

    static String reason(MemberState s) {
        ActionRequest request = s.action == null ? null : s.action.value().request();
        if (request == null) {
            return "an operator's failover";
        }
        return (request.reason().isEmpty() ? "forced by " + request.operator() : request.reason())
                + (request.overrides(ActionRequest.ALLOW_DATA_LOSS) ? " (data loss allowed)" : "");
    }

    /** Why no other member may take the role by itself: an operator gives it to one that lives. Null where nobody does. */
    static @Nullable String reserved(MemberState s, Now now) {
        Seen<ActionRecord> action = s.openAction();
        if (action == null || action.value().request().kind() != ActionKind.FAILOVER) {
            return null;
        }
        ActionRequest request = action.value().request();
        MemberId target = action.value().target();
        boolean over = now.wallMillis() > request.expiresAt() + RESERVED_MILLIS;
        return target == null || target.equals(s.id) || over || !Prechecks.fresh(s, now, target)
                ? null
                : "action " + request.id() + ": " + request.operator() + " gives the role to " + target;
    }

    /** Whether a forced failover need not wait for the old holder, which is not heard: it was forced because of that. */
    static boolean withoutFormer(MemberState s, Now now, ActionRecord record) {
        MemberId former = record.former();
        return record.request().kind() == ActionKind.FAILOVER && (former == null || !Prechecks.fresh(s, now, former));
    }
}
