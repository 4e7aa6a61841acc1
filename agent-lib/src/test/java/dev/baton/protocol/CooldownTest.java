package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionStep;
import dev.baton.model.Event;
import dev.baton.model.MemberId;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Within the cooldown after an automatic failover the next one waits for an operator. */
class CooldownTest {
    private static final long COOLDOWN = 60_000;

    private final SimWorld world = new SimWorld(3);

    @BeforeEach
    void oneFailover() {
        world.store.policy = new Policy(Policy.Mode.ACTIVE_PASSIVE, Timing.BALANCED.cooldown(COOLDOWN), 1_000, 1_000);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0);
        world.runFor(2_500);
        world.kill(A);
        assertTrue(world.runUntil(2_000, () -> world.primary() != null) >= 0);
        world.runFor(500);
    }

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    private MemberId killThePrimary() {
        SimMember first = world.primary();
        assertTrue(first != null);
        world.kill(first.id);
        return first.id.equals(B) ? C : B;
    }

    /** Just when it has accepted, so that nobody can end the action before there is a primary again. */
    private MemberId killThePrimaryInASwitchover() {
        SimMember first = world.primary();
        assertTrue(first != null);
        MemberId spare = first.id.equals(B) ? C : B;
        world.requestSwitchover(spare);
        assertTrue(world.runUntil(1_000, () -> world.store.action().done(ActionStep.Name.ACCEPTED)) >= 0);
        world.kill(first.id);
        return spare;
    }

    @Test
    void theSecondFailoverWaitsForAnAcknowledgementAndSaysSo() {
        MemberId spare = killThePrimary();
        world.runFor(5_000);
        assertNull(world.primary());
        assertTrue(
                world.member(spare).events.stream()
                        .anyMatch(
                                e -> e instanceof Event.Blocked b && b.blocker().contains("cooldown")),
                () -> "not told: " + world.member(spare).events);
        world.store.acknowledge();
        assertTrue(world.runUntil(1_000, () -> world.servedBy(spare)) >= 0);
    }

    @Test
    void theCooldownEndsByItself() {
        MemberId spare = killThePrimary();
        long took = world.runUntil(COOLDOWN + 5_000, () -> world.servedBy(spare));
        assertTrue(took > COOLDOWN - 2_000, () -> "took " + took + " ms");
    }

    @Test
    void anUnfinishedActionKeepsItFromAgeingOut() {
        MemberId spare = killThePrimaryInASwitchover();
        world.runFor(COOLDOWN + 10_000);
        assertNull(world.primary());
        world.store.acknowledge();
        assertTrue(world.runUntil(1_000, () -> world.servedBy(spare)) >= 0);
    }

    /** As a member that has just started may see it: which action is open comes before the action's record. */
    @Test
    void anActionThatIsNotReadYetIsNotOneThatHasEnded() {
        MemberId spare = killThePrimaryInASwitchover();
        world.runFor(COOLDOWN + 5_000);
        MemberState s = world.member(spare).state.copy();
        s.action = null;
        assertTrue(blocker(s).contains(" is unfinished"), () -> blocker(s));
        s.openAction = null;
        assertTrue(blocker(s).contains("not known yet"), () -> blocker(s));
    }

    private String blocker(MemberState s) {
        return String.valueOf(Cooldown.unacknowledged(s, world.now()));
    }

    @Test
    void aMemberMayTakeItsOwnRoleBack() {
        MemberId spare = killThePrimary();
        MemberId old = spare.equals(B) ? C : B;
        world.kill(spare);
        world.start(old);
        assertTrue(world.runUntil(6_000, () -> world.servedBy(old)) >= 0);
    }
}
