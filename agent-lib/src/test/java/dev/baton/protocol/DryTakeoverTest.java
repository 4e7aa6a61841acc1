package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.model.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DryTakeoverTest {
    private final SimWorld world = new SimWorld(13);

    @BeforeEach
    void up() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500); // Until no earlier life of anyone can have promised anything.
    }

    private @Nullable Role rehearsed(MemberId id) {
        DryTakeover.Result result = DryTakeover.run(world.member(id).state, world.now());
        return result == null ? null : result.role();
    }

    @Test
    void aStandbyThatWouldSucceedEndsAsPrimaryOnACopyOnly() {
        MemberState before = world.member(B).state;
        assertEquals(Role.PRIMARY, rehearsed(B));
        assertEquals(Role.PRIMARY, rehearsed(C));
        assertEquals(before, world.member(B).state);
        world.runFor(1_000);
        assertTrue(world.servedBy(A));
        assertEquals(new Epoch(1), world.store.leadership.epoch());
    }

    @Test
    void aStandbyThatWouldNotSucceedStaysOne() {
        world.member(B).ready = false;
        world.runFor(100);
        assertEquals(Role.STANDBY, rehearsed(B));
    }

    @Test
    void thePrimaryHasNobodyToTakeOverFrom() {
        assertNull(rehearsed(A));
    }
}
