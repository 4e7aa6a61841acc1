package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.Lease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that breaks S1, which only a hand from outside can write. */
class VigilTest {
    private final SimWorld world = new SimWorld(9);

    @BeforeEach
    void up() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
    }

    private Lease changed(Epoch epoch, dev.baton.model.MemberId holder, String life) {
        Lease lease = world.store.lease;
        return new Lease(epoch, holder, new Incarnation(life), lease.durationMillis(), lease.electors(), 0);
    }

    private boolean told(String words) {
        return world.member(B).events.stream()
                .anyMatch(e -> e instanceof Event.Blocked b && b.blocker().contains(words));
    }

    @Test
    void anotherHolderInTheSameEpochIsToldAndTheHolderStepsDown() {
        world.store.overwrite(changed(new Epoch(1), B, "forged"));
        world.runFor(1_000);
        assertTrue(told("S1 is broken: epoch 1 is held by orders-b after orders-a"));
        assertFalse(world.member(A).guardOpen());
        assertTrue(Member.status(world.member(B).state, world.now()).reason().contains("S1"));
    }

    @Test
    void anEpochThatGoesBackIsToldAndNobodyTakesPartUntilItIsMended() {
        Lease good = world.store.lease;
        world.store.overwrite(changed(Epoch.NONE, B, "forged"));
        world.runFor(1_000);
        assertTrue(told("S1 is broken: epoch 0 after epoch 1"));
        assertEquals(null, world.primary());
        world.store.overwrite(good);
        assertTrue(world.runUntil(5_000, () -> world.primary() != null) >= 0);
    }
}
