package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Now NOW = new Now(1_000_000_000L, 1_000L);

    private MemberState state = new MemberState(SimWorld.B, new Incarnation("b"), 10);

    private void take(Input input) {
        state = Member.step(state, NOW, input).state();
    }

    private static ActionRecord requested(String id) {
        return ActionRecord.requested(new ActionRequest(
                id,
                new GroupId("orders"),
                ActionKind.SWITCHOVER,
                null,
                new Epoch(1),
                1,
                "test",
                "oncall",
                Hlc.ZERO,
                60_000,
                List.of(),
                null,
                null));
    }

    private static ActionRecord ended(String id) {
        ActionStep end =
                new ActionStep(ActionStep.Name.ENDED, ActionStep.State.DONE, -1, Hlc.ZERO, "orders-a", -1, null);
        return requested(id).ended(Outcome.SUCCEEDED, List.of(), List.of(), end, 1);
    }

    /** After a start the store's records come in any order. */
    @Test
    void anOldActionThatHasEndedDoesNotHideTheOpenOne() {
        take(new Input.OpenActionSeen(new OpenAction("new"), 3, 9));
        take(new Input.ActionSeen(requested("new"), 0, 9));
        take(new Input.ActionSeen(ended("old"), 7, 5));
        assertEquals(
                "new",
                Objects.requireNonNull(state.openAction()).value().request().id());
    }

    @Test
    void anOpenActionReplacesOneThatHasEnded() {
        take(new Input.OpenActionSeen(new OpenAction("new"), 3, 9));
        take(new Input.ActionSeen(ended("old"), 7, 5));
        take(new Input.ActionSeen(requested("new"), 0, 9));
        assertNotNull(state.openAction());
        take(new Input.ActionSeen(ended("new"), 4, 12));
        assertEquals(null, state.openAction());
    }
}
