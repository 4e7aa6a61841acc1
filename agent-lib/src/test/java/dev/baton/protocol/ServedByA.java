package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionRecord;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A group that A has served for a while, so that nobody counts as just started; and nothing that happens to it may break a guarantee. */
abstract class ServedByA {
    /** The longest that an action may take: fence devices that never answer. */
    private static final long LONGEST_MILLIS = 120_000;

    final SimWorld world;

    ServedByA(long seed) {
        world = new SimWorld(seed);
    }

    @BeforeEach
    void aServes() {
        settle(world);
    }

    static void settle(SimWorld world) {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(SimWorld.A)) >= 0);
        world.runFor(3_000);
    }

    @AfterEach
    void nothingWasViolated() {
        assertEquals(List.of(), world.violations);
    }

    final boolean anotherServes() {
        return world.servedBy(SimWorld.B) || world.servedBy(SimWorld.C);
    }

    /** The action as it ended, whenever that is. */
    final ActionRecord ended() {
        assertTrue(world.runUntil(LONGEST_MILLIS, world::ended) >= 0, () -> "never ended: " + world.store.action());
        return world.store.action();
    }
}
