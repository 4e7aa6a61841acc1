package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionStep.Name;
import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.model.Outcome;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the taker of a role tells in the record of the action that hands it over (ADR 6). */
class HandedTest {
    private final SimWorld world = new SimWorld(7);

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    private void up() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
    }

    private long zxid(Name step) {
        return Objects.requireNonNull(world.store.action().step(step)).zxid();
    }

    @Test
    void grantedIsToldByTheGrantItself() {
        up();
        world.requestSwitchover(C);
        assertTrue(world.runUntil(5_000, () -> world.store.action().ended()) >= 0);
        assertEquals(zxid(Name.CONFIRMED), zxid(Name.GRANTED));
        assertEquals(zxid(Name.DRAINED), zxid(Name.HANDED_OVER));
        // Between the grant and PRIMARY stand renewals at most, and no write of the action.
        assertTrue(zxid(Name.ACTIVE) > zxid(Name.GRANTED));
    }

    @Test
    void theRecordOfAnActionThatRefusesAWriteHoldsUpNoRole() {
        up();
        world.requestSwitchover(C);
        assertTrue(world.runUntil(5_000, () -> world.store.leadership.state() == LeadershipState.HANDOVER) >= 0);
        world.store.actionVersion++; // By somebody's hand, and no watch has told of it yet.
        assertTrue(world.runUntil(1_000, () -> world.servedBy(C)) >= 0, () -> "leadership " + world.store.leadership);
        assertEquals(new Epoch(2), world.store.leadership.epoch());
        assertTrue(
                world.runUntil(5_000, () -> world.store.action().ended()) >= 0, () -> "action " + world.store.action());
        assertEquals(Outcome.SUCCEEDED, world.store.action().outcome());
    }

    @Test
    void whoIsLostAfterTheGrantIsTheOneThatWasGrantedTheRole() {
        up();
        world.requestSwitchover(C);
        assertTrue(world.runUntil(5_000, () -> world.store.action().done(Name.GRANTED)) >= 0);
        world.kill(C);
        assertTrue(
                world.runUntil(20_000, () -> world.store.action().ended()) >= 0,
                () -> "action " + world.store.action());
        assertEquals(Outcome.INCOMPLETE, world.store.action().outcome());
        String left = world.store.action().leftovers().get(0);
        assertTrue(left.startsWith(C + " was lost once it had been granted the role; a failover made "), left);
    }
}
