package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.MemberRecord;
import dev.baton.model.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two members and a witness. */
class WitnessTest {
    private final SimWorld world = new SimWorld(5, Map.of(C, Map.of(MemberRecord.WITNESS, "true")));

    @BeforeEach
    void up() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
    }

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    @Test
    void aWitnessMakesTheMajorityThatLetsATakeoverStartEarly() {
        world.kill(A);
        long took = world.runUntil(3_000, () -> world.servedBy(B));
        assertTrue(took > 0 && took < 300, () -> "took " + took + " ms");
    }

    @Test
    void withoutTheWitnessTheTakeoverWaitsForTheLease() {
        world.cutLink(B, C);
        world.cutLink(A, C);
        world.kill(A);
        long took = world.runUntil(3_000, () -> world.servedBy(B));
        assertTrue(took > 500, () -> "took " + took + " ms");
    }

    @Test
    void aWitnessNeverTakesTheRole() {
        world.kill(A);
        world.kill(B);
        world.runFor(10_000);
        assertEquals(null, world.primary());
        var status = Member.status(world.member(C).state, world.now());
        assertFalse(status.eligible());
        assertTrue(status.reason().contains("witness"), status::reason);
        assertEquals(Role.DETACHED, status.role());
        assertFalse(world.store.lease.electors().contains(C));
    }
}
