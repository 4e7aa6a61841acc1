package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Cause;
import dev.baton.model.LeadershipState;
import dev.baton.model.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DryHandoverTest {
    private final SimWorld world = new SimWorld(17);

    @BeforeEach
    void up() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
    }

    @Test
    void aStandbyIsHandedTheRoleAndHandsItOnOnACopyOnly() {
        MemberState before = world.member(B).state;
        List<Effect> effects = DryHandover.run(before, world.now());
        assertTrue(effects.stream()
                .anyMatch(e -> e instanceof Effect.Grant g && g.leadership().cause() == Cause.SWITCHOVER));
        assertTrue(effects.stream()
                .anyMatch(e -> e instanceof Effect.WriteAction w && w.action().outcome() == Outcome.SUCCEEDED));
        assertTrue(
                effects.stream()
                        .anyMatch(e ->
                                e instanceof Effect.Lead l && l.leadership().state() == LeadershipState.HANDOVER),
                effects::toString);
        assertEquals(before, world.member(B).state);
        world.runFor(1_000);
        assertTrue(world.servedBy(A));
        assertFalse(world.store.leadership.state() == LeadershipState.HANDOVER);
    }

    @Test
    void thePrimaryRehearsesNothing() {
        assertEquals(List.of(), DryHandover.run(world.member(A).state, world.now()));
    }
}
