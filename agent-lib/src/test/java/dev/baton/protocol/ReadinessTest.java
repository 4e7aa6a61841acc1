package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Event;
import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gray failure: the lease is well, the resource is not. */
class ReadinessTest {
    private static final long UNREADY = 2_000;
    private static final long COOLDOWN = 60_000;

    private final SimWorld world = new SimWorld(9);

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    private void up(Policy.Mode mode) {
        world.store.policy = new Policy(mode, Timing.BALANCED.cooldown(COOLDOWN), 1_000, 1_000, false, UNREADY);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
    }

    private boolean told(MemberId who, String blocker) {
        return world.member(who).events.stream()
                .anyMatch(e -> e instanceof Event.Blocked b && b.blocker().contains(blocker));
    }

    @Test
    void aPrimaryThatIsNotReadyForLongGivesTheRoleToAStandby() {
        up(Policy.Mode.ACTIVE_PASSIVE);
        world.member(A).ready = false;
        long took = world.runUntil(5_000, () -> world.primary() != null && !world.servedBy(A));
        assertTrue(took >= UNREADY && took < UNREADY + 500, () -> "took " + took + " ms");
        assertEquals(
                world.store.leadership.epoch(),
                Objects.requireNonNull(world.store.leadership.lastFailover()).epoch());
    }

    @Test
    void aShortFitMovesNothing() {
        up(Policy.Mode.ACTIVE_PASSIVE);
        for (int i = 0; i < 5; i++) {
            world.member(A).ready = false;
            world.runFor(UNREADY - 100);
            world.member(A).ready = true;
            world.runFor(100);
        }
        assertTrue(world.servedBy(A));
    }

    @Test
    void whereNoStandbyWouldDoBetterThePrimaryKeepsTheRoleAndSaysSo() {
        up(Policy.Mode.ACTIVE_PASSIVE);
        List.of(A, B, C).forEach(each -> world.member(each).ready = false);
        world.runFor(3 * UNREADY);
        assertTrue(world.servedBy(A));
        assertTrue(told(A, "no standby is eligible"));
        world.member(C).ready = true;
        assertTrue(world.runUntil(1_000, () -> world.servedBy(C)) >= 0);
    }

    @Test
    void whilePausedByPolicyNothingMoves() {
        up(Policy.Mode.ACTIVE_PASSIVE);
        Policy paused =
                new Policy(Policy.Mode.PAUSED, Timing.BALANCED.cooldown(COOLDOWN), 1_000, 1_000, false, UNREADY);
        world.member(A).input(new Input.PolicySeen(paused, 1, 2));
        world.member(A).ready = false;
        world.runFor(2 * UNREADY);
        assertTrue(world.servedBy(A));
        assertTrue(told(A, "paused by policy"));
    }

    @Test
    void aFaultThatFollowsTheRoleMovesItOnceThenWaitsForAnOperator() {
        up(Policy.Mode.ACTIVE_PASSIVE);
        world.member(A).ready = false;
        assertTrue(world.runUntil(5_000, () -> world.primary() != null && !world.servedBy(A)) >= 0);
        MemberId second = Objects.requireNonNull(world.primary()).id;
        world.member(A).ready = true;
        world.member(second).ready = false;
        world.runFor(3 * UNREADY);
        assertTrue(world.servedBy(second));
        assertTrue(told(second, "cooldown"));
        world.store.acknowledge();
        assertTrue(world.runUntil(1_000, () -> world.primary() != null && !world.servedBy(second)) >= 0);
    }

    @Test
    void aPolicyThatAsksForNothingLeavesItAlone() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.member(A).ready = false;
        world.runFor(20_000);
        assertTrue(world.servedBy(A));
        assertFalse(told(A, "standby"));
    }
}
