package dev.baton.protocol;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Rule;
import java.util.List;

/**
 * Automatic failover off and on again: one multi writes the policy and ends the action. A pause that has an end is over by each member's own
 * wall clock; nobody has to write that.
 */
final class Pausing {
    private Pausing() {}

    static void drive(MemberState s, Now now) {
        Seen<ActionRecord> pause = Actions.open(s, ActionKind.PAUSE);
        Seen<ActionRecord> action = pause == null ? Actions.open(s, ActionKind.RESUME) : pause;
        if (action != null && Runner.first(s, now, null)) {
            apply(s, now, action);
        }
    }

    private static void apply(MemberState s, Now now, Seen<ActionRecord> action) {
        Seen<Policy> policy = s.policy;
        List<Rule> rules = policy == null ? null : Actions.admitted(s, now, action);
        if (policy == null || rules == null) {
            return;
        }
        ActionRequest request = action.value().request();
        boolean pause = request.kind() == ActionKind.PAUSE;
        Policy next = pause
                ? policy.value()
                        .paused(new Policy.Pause(
                                request.untilMillis(), request.operator(), request.reason(), request.id()))
                : policy.value().paused(null).in(Policy.Mode.ACTIVE_PASSIVE);
        String told = pause ? "automatic failover is off" : "automatic failover is on";
        ActionStep accepted = Actions.step(s, now, Name.ACCEPTED, ActionStep.State.DONE, -1, null);
        ActionStep applied = Actions.step(s, now, Name.APPLIED, ActionStep.State.DONE, -1, told);
        ActionStep ended = Actions.step(s, now, Name.ENDED, ActionStep.State.DONE, -1, told);
        ActionRecord record = action.value()
                .accepted(
                        null, s.leadership == null ? null : s.leadership.value().holder(), rules)
                .with(accepted, action.zxid())
                .with(applied, -1)
                .measured(s.epoch(), -1)
                .ended(Outcome.SUCCEEDED, List.of(), List.of(), ended, -1);
        Actions.write(s, now, action, record, true, new Effect.Change.OfPolicy(next, policy.version()), -1);
    }
}
