package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.Cause;
import dev.baton.model.EpochRecord;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord.Off;
import dev.baton.model.Outcome;
import dev.baton.model.Role;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A member is barred: by the record, by its own word, by devices, by a person's word; and comes back only when it is reinstated. */
class FencingTest extends ServedByA {
    FencingTest() {
        super(12);
    }

    private Role role(MemberId id) {
        return Member.status(world.member(id).state, world.now()).role();
    }

    @Test
    void aStandbySaysThatItServesNothingAndStaysOutAcrossARestart() {
        world.request(ActionKind.FENCE, SimWorld.B);

        assertEquals(Outcome.SUCCEEDED, ended().outcome());
        assertTrue(ended().done(Name.BARRED) && ended().done(Name.STEPPED_DOWN));
        assertEquals(Role.FENCED, role(SimWorld.B));
        world.kill(SimWorld.B);
        world.runFor(100);
        world.start(SimWorld.B);
        world.runFor(4_000);
        assertEquals(Role.FENCED, role(SimWorld.B));
        world.kill(SimWorld.A);
        assertTrue(world.runUntil(6_000, () -> world.servedBy(SimWorld.C)) >= 0, "B ranks first, and is barred");
        assertEquals(0, world.member(SimWorld.C).devicesAsked);
    }

    @Test
    void aFencedPrimaryStepsDownAndAnotherTakesOverAtOnce() {
        world.request(ActionKind.FENCE, SimWorld.A);

        long took = world.runUntil(2_000, this::anotherServes);
        assertTrue(took >= 0 && took < 400, "without waiting for the lease: " + took + " ms");
        assertEquals(Outcome.SUCCEEDED, ended().outcome());
        assertEquals(Role.FENCED, role(SimWorld.A));
        assertEquals(Cause.FAILOVER, world.store.leadership.cause());
        EpochRecord epoch = Objects.requireNonNull(world.store.epochs.get(world.store.leadership.epoch()));
        assertEquals("oncall", epoch.by(), "the history names the operator");
    }

    @Test
    void whereAPrimaryHangsADevicesAnswerIsTheReceiptAndTheActionSaysSo() {
        world.devices = true;
        world.member(SimWorld.A).paused = true;
        world.request(ActionKind.FENCE, SimWorld.A);

        assertTrue(world.runUntil(5_000, this::anotherServes) >= 0);
        ActionRecord ended = ended();
        assertEquals(Outcome.SUCCEEDED, ended.outcome());
        assertTrue(ended.done(Name.SHUT_OFF));
        Off off = Objects.requireNonNull(world.store.member(SimWorld.A).fence()).off();
        assertEquals(Off.Kind.DEVICE, answer(off).kind());
        assertEquals("ipmi-1 says off", answer(off).detail());
    }

    private static Off answer(@Nullable Off off) {
        return Objects.requireNonNull(off, "nobody answers for it");
    }

    @Test
    void whereNobodyConfirmsItTheOutcomeNamesWhatIsLeft() {
        world.devices = false;
        world.kill(SimWorld.B);
        world.runFor(1_000);
        world.request(ActionKind.FENCE, SimWorld.B);

        ActionRecord ended = ended();
        assertEquals(Outcome.INCOMPLETE, ended.outcome());
        assertEquals(
                List.of("orders-b has not said that it stepped down, and no fence device answered that it is off:"
                        + " ipmi-1: wrong password"),
                ended.leftovers());
        assertNull(
                Objects.requireNonNull(world.store.member(SimWorld.B).fence()).off());
    }

    @Test
    void aPersonsWordIsKeptAsThatAndIsNoReceipt() {
        world.kill(SimWorld.B);
        world.runFor(1_000);
        world.request(ActionKind.FENCE, SimWorld.B);
        assertEquals(Outcome.INCOMPLETE, ended().outcome());

        world.request(ActionKind.FENCE, SimWorld.B, ActionRequest.CONFIRM_OFF);
        ActionRecord ended = ended();
        assertEquals(Outcome.SUCCEEDED, ended.outcome());
        assertTrue(ended.done(Name.CONFIRMED_OFF));
        assertEquals(
                List.of("orders-b is off by oncall's word only: no fence device is configured"), ended.leftovers());
        var fence = Objects.requireNonNull(world.store.member(SimWorld.B).fence());
        assertEquals(Off.Kind.PERSON, answer(fence.off()).kind());
        assertTrue(!fence.receipt());
    }

    @Test
    void aMemberThatIsFencedAlreadyIsRefusedByNameOfTheRule() {
        world.request(ActionKind.FENCE, SimWorld.B);
        ended();
        world.request(ActionKind.FENCE, SimWorld.B);
        assertEquals(Outcome.FAILED_UNCHANGED, ended().outcome());
        assertEquals("member not fenced yet", ended().refused().get(0).rule());
    }

    @Test
    void anotherMemberGoesOnWhereTheOneThatCarriesItOutDies() {
        world.devices = true;
        world.member(SimWorld.B).paused = true; // So that the fence takes a while: A waits for B's word.
        world.request(ActionKind.FENCE, SimWorld.B);
        assertTrue(world.runUntil(2_000, () -> world.store.action().done(Name.BARRED)) >= 0);
        world.kill(SimWorld.A);

        assertTrue(world.runUntil(6_000, () -> world.servedBy(SimWorld.C)) >= 0);
        assertEquals(Outcome.SUCCEEDED, ended().outcome());
        assertTrue(ended().done(Name.SHUT_OFF));
    }

    @Test
    void thePowerIsCutAlsoWhereTheMemberSaysThatItSteppedDownIfThatIsAskedFor() {
        world.devices = true;
        world.request(ActionKind.FENCE, SimWorld.B, ActionRequest.POWER_OFF);
        assertEquals(Outcome.SUCCEEDED, ended().outcome());
        assertTrue(ended().done(Name.STEPPED_DOWN) && ended().done(Name.SHUT_OFF));
    }

    @Test
    void itComesBackByReinstatementWhichTellsWhatWasSetAside() {
        world.request(ActionKind.FENCE, SimWorld.B);
        ended();
        world.member(SimWorld.B).setAside = 3;
        world.request(ActionKind.REINSTATE, SimWorld.B);

        ActionRecord ended = ended();
        assertEquals(Outcome.SUCCEEDED, ended.outcome());
        assertEquals(
                "3 records that only it had: the disk is full",
                Objects.requireNonNull(ended.step(Name.SET_ASIDE)).note());
        assertTrue(ended.done(Name.CLEARED) && ended.done(Name.FOLLOWS));
        assertEquals(Role.STANDBY, role(SimWorld.B));
        world.kill(SimWorld.A);
        assertTrue(world.runUntil(6_000, this::anotherServes) >= 0);
    }

    @Test
    void aMemberWhoseResourceDoesNotFindItsForkStaysFenced() {
        world.request(ActionKind.FENCE, SimWorld.B);
        ended();
        world.member(SimWorld.B).rejoins = false;
        world.request(ActionKind.REINSTATE, SimWorld.B);

        assertEquals(Outcome.FAILED_UNCHANGED, ended().outcome());
        assertEquals(
                "orders-b stays fenced: the disk is full",
                Objects.requireNonNull(ended().last()).note());
        assertEquals(Role.FENCED, role(SimWorld.B));
    }

    @Test
    void aReinstatementOfAMemberThatIsGoneEndsWithItFenced() {
        world.request(ActionKind.FENCE, SimWorld.B);
        ended();
        world.kill(SimWorld.B);
        world.request(ActionKind.REINSTATE, SimWorld.B);

        assertEquals(Outcome.FAILED_UNCHANGED, ended().outcome());
        assertEquals("not expired", ended().refused().get(0).rule());
        assertNotNull(world.store.member(SimWorld.B).fence());
    }

    @Test
    void aFencedPrimaryThatDoesNotStepDownIsReplacedWithoutACooldown() {
        world.member(SimWorld.A).paused = true;
        world.request(ActionKind.FENCE, SimWorld.A);
        assertTrue(world.runUntil(6_000, this::anotherServes) >= 0);
        assertNull(world.store.leadership.lastFailover(), "an operator's deed is no automatic failover");
    }
}
