package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.MemberId;
import dev.baton.model.Recovery;
import dev.baton.model.Recovery.Part;
import dev.baton.model.Recovery.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private final SimWorld world = new SimWorld(5);

    private Event.Recovered recovered(MemberId by) {
        MemberState state = world.member(by).state;
        Step step = Member.step(state, world.now(), new Input.Effective(state.epoch()));
        List<Event.Recovered> told = step.effects().stream()
                .filter(effect -> effect instanceof Effect.Emit emit && emit.event() instanceof Event.Recovered)
                .map(effect -> (Event.Recovered) ((Effect.Emit) effect).event())
                .toList();
        assertEquals(1, told.size());
        Step again = Member.step(step.state(), world.now(), new Input.Effective(state.epoch()));
        assertTrue(again.effects().stream()
                .noneMatch(effect -> effect instanceof Effect.Emit emit && emit.event() instanceof Event.Recovered));
        return told.get(0);
    }

    private static List<Phase> phases(Recovery recovery) {
        return recovery.parts().stream().map(Part::phase).toList();
    }

    @Test
    void afterACrashThePartsAddUpToTheOutage() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500); // Until no earlier life of anyone can have promised anything.
        long from = world.now().nanos();
        world.kill(A);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(B)) >= 0);

        Event.Recovered told = recovered(B);
        assertEquals(new Epoch(2), told.epoch());
        assertEquals(Cause.CRASHED, told.cause());
        assertEquals(List.of(Phase.values()), phases(told.recovery()));
        long outage = (world.now().nanos() - from) / 1_000;
        long heartbeat = 100_000;
        assertTrue(
                told.recovery().totalMicros() >= outage && told.recovery().totalMicros() <= outage + heartbeat,
                () -> told + " within " + outage + " us");
        assertEquals(0, told.recovery().lostRecords());
    }

    @Test
    void aSwitchoverHasNothingToDetect() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500); // Until no earlier life of anyone can have promised anything.
        world.requestSwitchover(B);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(B)) >= 0);
        assertEquals(
                List.of(Phase.DECIDE, Phase.GRANT, Phase.FENCE, Phase.CATCH_UP, Phase.ACTIVATE, Phase.SERVE),
                phases(recovered(B).recovery()));
    }

    @Test
    void whatTheNewPrimaryHasNotIsLost() {
        assertEquals(3, new Recovery(List.of(), 10, 7).lostRecords());
        assertEquals(0, new Recovery(List.of(), 10, 12).lostRecords());
        assertEquals(0, new Recovery(List.of(), -1, 0).lostRecords());
    }
}
