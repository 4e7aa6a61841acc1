package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a shorter lease comes into force, and how long a new holder is alone (ADR 14). */
class LeaseLengthTest {
    private static final long LONG = 4_000;
    private static final long SHORT = 1_000;

    private final SimWorld world = new SimWorld(7);

    LeaseLengthTest() {
        world.store.policy = policy(LONG);
    }

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    private static Policy policy(long lease) {
        Timing t = Timing.BALANCED.cooldown(0);
        return new Policy(
                Policy.Mode.ACTIVE_PASSIVE,
                new Timing(
                        t.heartbeatMillis(),
                        t.suspectMillis(),
                        lease,
                        t.marginMillis(),
                        t.driftPpm(),
                        0,
                        t.promiseMillis()),
                1_000,
                1_000);
    }

    private void up() {
        assertTrue(world.runUntil(9_000, () -> world.servedBy(A)) >= 0, () -> "no primary: " + world.store.leadership);
        world.runFor(5_000);
        assertEquals(LONG, world.store.lease.durationMillis());
        world.store.policy(policy(SHORT));
        world.runFor(500);
    }

    private void failover() {
        world.kill(A);
        long took = world.runUntil(5_000, () -> world.servedBy(B));
        assertTrue(took >= 0 && took < SHORT, () -> "took " + took + " ms");
    }

    @Test
    void aTakeoverBeforeTheLeaseRanOutKeepsItsLength() {
        up();
        failover();
        assertEquals(new Epoch(2), world.store.lease.epoch());
        assertEquals(LONG, world.store.lease.durationMillis());
    }

    @Test
    void aSwitchoverBringsTheShorterLeaseAndItsTakerIsAloneAtOnce() {
        up();
        world.requestSwitchover(C);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(C)) >= 0);
        assertEquals(SHORT, world.store.lease.durationMillis());
        Hold hold = world.member(C).state.hold;
        assertTrue(hold != null && world.now().nanos() - hold.term().exclusiveFromNanos() >= 0);
    }

    @Test
    void whoHasJustTakenOverHandsOnOnlyOnceNoEarlierGuardCanBeOpen() {
        up();
        failover();
        Hold hold = world.member(B).state.hold;
        assertTrue(hold != null && world.now().nanos() - hold.term().exclusiveFromNanos() < 0);
        long due = hold.term().exclusiveFromNanos();
        world.requestSwitchover(C);
        assertTrue(world.runUntil(9_000, () -> world.servedBy(C)) >= 0, () -> "action " + world.store.action());
        assertTrue(world.now().nanos() - due >= 0, "handed on before it was alone");
        assertTrue(world.runUntil(5_000, () -> world.store.action().ended()) >= 0);
        assertEquals(Outcome.SUCCEEDED, world.store.action().outcome());
        assertEquals(SHORT, world.store.lease.durationMillis());
    }
}
