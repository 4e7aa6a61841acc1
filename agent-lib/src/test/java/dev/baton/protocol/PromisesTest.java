package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.Timing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while the store answers nobody. */
class PromisesTest {
    private final SimWorld world = new SimWorld(11);

    @BeforeEach
    void up() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
    }

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    private int transitionsOfA() {
        return (int) world.member(A).events.stream()
                .filter(Event.Transition.class::isInstance)
                .count();
    }

    @Test
    void aSilentStoreDoesNotTakeTheRoleFromAHealthyPrimary() {
        int before = transitionsOfA();
        world.stallStore(true);
        for (int i = 0; i < 100; i++) {
            world.runFor(50);
            assertTrue(world.member(A).guardOpen(), "after " + (i + 1) * 50 + " ms");
        }
        assertNotNull(Member.status(world.member(A).state, world.now()).ask());
        assertTrue(world.log.entries.size() > 900, () -> "it went on serving: " + world.log.entries.size());
        world.stallStore(false);
        world.runFor(2_000);
        assertTrue(world.servedBy(A));
        assertEquals(new Epoch(1), world.store.leadership.epoch());
        assertEquals(before, transitionsOfA());
        assertEquals(null, Member.status(world.member(A).state, world.now()).ask());
    }

    @Test
    void anElectorThatPromisedForAnEarlierEpochPromisesForTheNextOneToo() {
        world.stallStore(true);
        world.runFor(3_000); // Some sixty asks: the numbers of the next epoch begin again below.
        world.stallStore(false);
        world.runFor(2_500);
        world.requestSwitchover(B);
        assertTrue(world.runUntil(3_000, () -> world.servedBy(B)) >= 0);
        world.runFor(2_500);
        world.requestSwitchover(A);
        assertTrue(world.runUntil(3_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
        world.stallStore(true);
        world.runFor(3_000);
        assertTrue(world.member(A).guardOpen());
    }

    @Test
    void oneElectorThatIsNotHeardEndsItWithTheLease() {
        world.cutLink(A, C);
        world.stallStore(true);
        world.runFor(1_200);
        assertFalse(world.member(A).guardOpen());
        world.stallStore(false);
        assertTrue(world.runUntil(5_000, () -> world.primary() != null) >= 0);
    }

    @Test
    void aPrimaryThatAloneLosesTheStoreIsReplaced() {
        world.member(A).storeCut = true;
        long took = world.runUntil(3_000, () -> world.servedBy(B) || world.servedBy(C));
        assertTrue(took > 0 && took < 1_500, () -> "took " + took + " ms");
        assertTrue(
                world.member(A).events.stream()
                        .anyMatch(
                                e -> e instanceof Event.Blocked b && b.blocker().contains("the store answers it")),
                () -> "no refusal is told: " + world.member(A).events);
    }

    @Test
    void aPromiseIsKeptWhenTheStoreComesBackAndTheAskerIsGone() {
        world.stallStore(true);
        world.runFor(1_500);
        assertTrue(world.member(A).guardOpen());
        world.kill(A);
        world.stallStore(false);
        long took = world.runUntil(5_000, () -> world.servedBy(B) || world.servedBy(C));
        long atLeast = Timing.BALANCED.promiseMillis() - 100;
        assertTrue(took >= atLeast && took < atLeast + 500, () -> "took " + took + " ms");
    }

    @Test
    void aMemberThatHasJustStartedAsksForNoGrantBeforeAnEarlierPromiseIsOver() {
        world.kill(B);
        world.kill(C);
        world.runFor(3_000);
        world.start(B);
        world.runFor(300);
        world.kill(A);
        long took = world.runUntil(5_000, () -> world.servedBy(B));
        assertTrue(
                took >= Timing.LONGEST_PROMISE_MILLIS - 300 && took < Timing.LONGEST_PROMISE_MILLIS + 200,
                () -> "took " + took + " ms");
    }
}
