package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A pause, its end, its resumption; and the role given back, and an action aborted. */
class PausingTest extends ServedByA {
    PausingTest() {
        super(13);
    }

    @Test
    void nobodyFailsOverUntilThePauseIsOverByTheClock() {
        long until = world.now().wallMillis() + 6_000;
        world.request(ActionKind.PAUSE, null, null, until);
        assertTrue(world.runUntil(500, world::ended) >= 0);
        assertEquals(Outcome.SUCCEEDED, world.store.action().outcome());
        Policy.Pause pause = Objects.requireNonNull(world.store.policy.pause());
        assertEquals("oncall", pause.by());

        world.kill(SimWorld.A);
        assertEquals(-1, world.runUntil(until - world.now().wallMillis() - 1, this::anotherServes));
        assertTrue(world.runUntil(300, this::anotherServes) >= 0, "at once when it is over");
        assertNotNull(world.store.policy.pause(), "nobody had to write that");
    }

    @Test
    void aPauseWithoutAnEndIsResumed() {
        world.request(ActionKind.PAUSE, null);
        assertTrue(world.runUntil(500, world::ended) >= 0);
        world.kill(SimWorld.A);
        assertEquals(-1, world.runUntil(4_000, this::anotherServes));

        world.request(ActionKind.RESUME, null);
        assertTrue(world.runUntil(2_000, this::anotherServes) >= 0);
        assertNull(world.store.policy.pause());
        assertTrue(world.store.action().done(Name.APPLIED));
    }

    @Test
    void toResumeWhatIsNotPausedIsRefused() {
        world.request(ActionKind.RESUME, null);
        assertTrue(world.runUntil(500, world::ended) >= 0);
        assertEquals(Outcome.FAILED_UNCHANGED, world.store.action().outcome());
        assertEquals("automatic failover", world.store.action().refused().get(0).rule());
    }

    @Test
    void aPauseThatIsOverAlreadyIsRefused() {
        world.request(ActionKind.PAUSE, null, null, world.now().wallMillis() - 1);
        assertTrue(world.runUntil(500, world::ended) >= 0);
        assertEquals("end of the pause", world.store.action().refused().get(0).rule());
        assertNull(world.store.policy.pause());
    }

    @Test
    void aRollbackGivesTheRoleBackInANewEpoch() {
        world.requestSwitchover(SimWorld.B);
        assertTrue(world.runUntil(3_000, world::ended) >= 0);
        assertTrue(world.servedBy(SimWorld.B));

        world.request(ActionKind.ROLLBACK, SimWorld.A, new Epoch(2), null);
        assertTrue(world.runUntil(3_000, world::ended) >= 0);
        assertEquals(Outcome.SUCCEEDED, world.store.action().outcome());
        assertTrue(world.servedBy(SimWorld.A));
        assertEquals(new Epoch(3), world.store.leadership.epoch());
        assertEquals(Cause.ROLLBACK, world.store.leadership.cause());
    }

    @Test
    void aRollbackBehindAnEpochThatNeverWasIsRefused() {
        world.request(ActionKind.ROLLBACK, SimWorld.B, new Epoch(9), null);
        assertTrue(world.runUntil(3_000, world::ended) >= 0);
        assertEquals(
                "epoch to go back behind", world.store.action().refused().get(0).rule());
        assertTrue(world.servedBy(SimWorld.A));
    }

    @Test
    void anAbortedSwitchoverIsUndoneWhereverItIs() {
        for (Name at : List.of(Name.REQUESTED, Name.ACCEPTED, Name.CAUGHT_UP, Name.HANDED_OVER)) {
            SimWorld each = new SimWorld(14);
            settle(each);
            each.member(SimWorld.B).grantsRefused = true;
            each.requestSwitchover(SimWorld.B);
            assertTrue(each.runUntil(2_000, () -> each.store.action().done(at)) >= 0, () -> at + " was not reached");
            each.store.abort("carol");

            assertTrue(each.runUntil(3_000, each::ended) >= 0, () -> at + ": " + each.store.action());
            Outcome outcome = each.store.action().outcome();
            assertTrue(
                    outcome == Outcome.FAILED_UNCHANGED || outcome == Outcome.ROLLED_BACK,
                    () -> at + ": " + each.store.action());
            each.runFor(500);
            assertTrue(each.servedBy(SimWorld.A), () -> "A serves again after an abort at " + at);
            assertEquals(1, each.store.leadership.epoch().value());
            assertEquals(List.of(), each.violations);
        }
    }

    @Test
    void anAbortedSwitchoverThatNobodyStartedEndsAtOnceAlsoWithoutAPrimary() {
        pausedForGood();
        world.kill(SimWorld.A);
        world.runFor(2_000);
        world.requestSwitchover(SimWorld.B);
        assertEquals(-1, world.runUntil(1_000, world::ended), "nobody is there to start it");
        world.store.abort("carol");
        assertTrue(world.runUntil(500, world::ended) >= 0, () -> "" + world.store.action());
        assertEquals(Outcome.FAILED_UNCHANGED, world.store.action().outcome());
    }

    @Test
    void anAbortGetsAPausedGroupOutOfASwitchoverWhoseHolderIsLost() {
        pausedForGood();
        world.requestSwitchover(SimWorld.B);
        assertTrue(world.runUntil(2_000, () -> world.store.action().done(Name.ACCEPTED)) >= 0);
        world.kill(SimWorld.A);
        assertEquals(-1, world.runUntil(20_000, world::ended), "it never ages out");
        world.store.abort("carol");
        assertTrue(world.runUntil(1_000, world::ended) >= 0, () -> "" + world.store.action());
        assertEquals(Outcome.INCOMPLETE, world.store.action().outcome());
        assertEquals(1, world.store.action().leftovers().size());

        world.request(ActionKind.FAILOVER, SimWorld.B);
        assertTrue(world.runUntil(8_000, () -> world.servedBy(SimWorld.B)) >= 0, () -> "" + world.store.action());
    }

    private void pausedForGood() {
        world.request(ActionKind.PAUSE, null);
        assertTrue(world.runUntil(500, world::ended) >= 0);
    }
}
