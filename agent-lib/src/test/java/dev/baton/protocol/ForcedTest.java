package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Cause;
import dev.baton.model.Event;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Rule;
import dev.baton.model.Timing;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A forced failover: without the old holder's help, and whatever automation may not do. */
class ForcedTest extends ServedByA {
    ForcedTest() {
        super(11);
    }

    @Test
    void theNamedMemberTakesTheRoleFromADeadPrimaryWhileAutomationIsPaused() {
        world.store.policy(new Policy(Policy.Mode.PAUSED, Timing.BALANCED.cooldown(0), 1_000, 1_000));
        world.kill(SimWorld.A);
        world.runFor(5_000);
        assertFalse(world.servedBy(SimWorld.B), "automation is paused");

        world.request(ActionKind.FAILOVER, SimWorld.C);

        assertTrue(world.runUntil(5_000, () -> world.servedBy(SimWorld.C)) >= 0, "C was named, although B ranks first");
        assertTrue(world.runUntil(5_000, world::ended) >= 0);
        ActionRecord ended = world.store.action();
        assertEquals(Outcome.SUCCEEDED, ended.outcome());
        assertEquals(List.of("orders-a has not come back as a standby"), ended.leftovers());
        assertEquals(SimWorld.A, ended.former());
        assertTrue(ended.done(ActionStep.Name.GRANTED) && ended.done(ActionStep.Name.ACTIVE));
        assertEquals(Cause.FAILOVER, world.store.leadership.cause());
        assertEquals(
                "oncall",
                Objects.requireNonNull(world.store.epochs.get(world.store.leadership.epoch()))
                        .by());
    }

    @Test
    void itTakesTheRoleFromAHealthyPrimaryWhichThenFollows() {
        world.member(SimWorld.A).storeCut = true; // It does not hear that its epoch is over, and writes on.
        world.request(ActionKind.FAILOVER, SimWorld.B);

        assertTrue(world.runUntil(5_000, () -> world.servedBy(SimWorld.B)) >= 0);
        world.runFor(20);
        world.stallStore(false);
        assertTrue(world.runUntil(6_000, world::ended) >= 0);
        assertEquals(Outcome.SUCCEEDED, world.store.action().outcome());
        assertEquals(List.of(), world.store.action().leftovers());
        ActionStep follows = Objects.requireNonNull(world.store.action().step(ActionStep.Name.FOLLOWS));
        assertEquals(
                "orders-a is a standby; a write was refused, epoch 1: fenced",
                follows.note(),
                "the receipt tells of the old epoch's refused write");
        List<Rule> checked = Objects.requireNonNull(world.store.action().checked());
        assertTrue(checked.stream().noneMatch(Rule::blocks), checked::toString);
        assertTrue(
                checked.stream()
                        .anyMatch(
                                r -> r.state() == Rule.State.WARN && r.actual().equals("orders-a is heard")),
                checked::toString);
    }

    @Test
    void aTargetThatLagsIsRefusedByNameOfTheRuleUnlessDataLossIsAllowed() {
        world.store.policy(new Policy(Policy.Mode.PAUSED, Timing.BALANCED.cooldown(0), 10, 1_000));
        world.kill(SimWorld.A);
        world.runFor(2_000);
        SimMember b = world.member(SimWorld.B);
        b.lagsBy = 50;
        world.runFor(500);

        world.request(ActionKind.FAILOVER, SimWorld.B);
        assertTrue(world.runUntil(2_000, world::ended) >= 0);
        assertEquals(Outcome.FAILED_UNCHANGED, world.store.action().outcome());
        assertEquals("candidate lag", world.store.action().refused().get(0).rule(), () -> world.store
                .action()
                .toString());
        assertEquals("at most 10 records", world.store.action().refused().get(0).expected());
        assertEquals("50 records", world.store.action().refused().get(0).actual());

        world.request(ActionKind.FAILOVER, SimWorld.B, ActionRequest.ALLOW_DATA_LOSS);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(SimWorld.B)) >= 0);
        String reason = Objects.requireNonNull(world.store.epochs.get(world.store.leadership.epoch()))
                .reason();
        assertEquals("test (data loss allowed)", reason, "the permission stays with the epoch");
    }

    @Test
    void noOtherMemberTakesTheRoleByItselfMeanwhile() {
        SimMember c = world.member(SimWorld.C);
        c.grantsRefused = true; // It asks, and the store does not give.
        world.request(ActionKind.FAILOVER, SimWorld.C);
        world.runFor(50);
        world.kill(SimWorld.A);
        world.runFor(4_000);
        assertEquals(1, world.store.leadership.epoch().value(), "B would have taken over long since");
        assertTrue(world.member(SimWorld.B).events.stream()
                .anyMatch(e ->
                        e instanceof Event.Blocked b && b.blocker().contains("oncall gives the role to orders-c")));

        c.grantsRefused = false;
        assertTrue(world.runUntil(2_000, () -> world.servedBy(SimWorld.C)) >= 0);
    }

    @Test
    void aTargetThatDiesHoldsUpAutomationOnlyUntilItIsMissed() {
        world.member(SimWorld.C).grantsRefused = true;
        world.request(ActionKind.FAILOVER, SimWorld.C);
        world.runFor(50);
        world.kill(SimWorld.A);
        world.kill(SimWorld.C);

        assertTrue(world.runUntil(8_000, () -> world.servedBy(SimWorld.B)) >= 0);
        assertTrue(world.runUntil(8_000, world::ended) >= 0);
        assertTrue(world.store.action().outcome() != Outcome.SUCCEEDED);
    }

    @Test
    void itEndsUnchangedWhereNoGrantIsToBeHad() {
        world.member(SimWorld.C).grantsRefused = true;
        world.request(ActionKind.FAILOVER, SimWorld.C);

        assertTrue(world.runUntil(20_000, world::ended) >= 0);
        assertEquals(Outcome.FAILED_UNCHANGED, world.store.action().outcome());
        assertEquals("granted in time", world.store.action().refused().get(0).rule());
        assertTrue(world.servedBy(SimWorld.A));
    }

    @Test
    void anAbortBeforeTheGrantChangesNothing() {
        world.member(SimWorld.C).grantsRefused = true;
        world.request(ActionKind.FAILOVER, SimWorld.C);
        world.runFor(100);
        world.store.abort("carol");

        assertTrue(world.runUntil(1_000, world::ended) >= 0);
        assertEquals(Outcome.FAILED_UNCHANGED, world.store.action().outcome());
        assertEquals(
                "aborted by carol: changed my mind",
                Objects.requireNonNull(world.store.action().last()).note());
        world.member(SimWorld.C).grantsRefused = false;
        world.runFor(3_000);
        assertTrue(world.servedBy(SimWorld.A));
        assertEquals(1, world.store.leadership.epoch().value());
    }

    @Test
    void thePrimaryItselfIsNoCandidate() {
        world.request(ActionKind.FAILOVER, SimWorld.A);
        assertTrue(world.runUntil(100, world::ended) >= 0);
        assertEquals(Outcome.FAILED_UNCHANGED, world.store.action().outcome());
        assertEquals(
                "candidate is a standby", world.store.action().refused().get(0).rule());
        assertTrue(world.servedBy(SimWorld.A));
    }
}
