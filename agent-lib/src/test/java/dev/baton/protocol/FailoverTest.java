package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Event;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberRecord;
import dev.baton.model.Outcome;
import dev.baton.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The core's behaviour in the small world: who becomes primary, when, and by which right. */
class FailoverTest {
    private final SimWorld world = new SimWorld(7);

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    private void up() {
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0, () -> "no primary: " + world.store.leadership);
        world.runFor(2_500); // Until no earlier life of anyone can have promised anything.
    }

    private Role role(dev.baton.model.MemberId id) {
        return Member.status(world.member(id).state, world.now()).role();
    }

    @Test
    void theMemberOfBestPriorityBecomesTheFirstPrimary() {
        up();
        assertEquals(new Epoch(1), world.store.leadership.epoch());
        assertEquals(
                Cause.INITIAL,
                Objects.requireNonNull(world.store.epochs.get(new Epoch(1))).cause());
        assertEquals(Role.STANDBY, role(B));
        assertEquals(Role.STANDBY, role(C));
    }

    @Test
    void aHealthyGroupKeepsItsPrimary() {
        up();
        world.runFor(60_000);
        assertTrue(world.servedBy(A));
        assertEquals(new Epoch(1), world.store.leadership.epoch());
    }

    @Test
    void aKilledPrimaryIsReplacedLongBeforeItsLeaseEnds() {
        up();
        world.kill(A);
        long took = world.runUntil(3_000, () -> world.servedBy(B) || world.servedBy(C));
        assertTrue(took >= 0 && took < 200, () -> "took " + took + " ms, leadership " + world.store.leadership);
        assertEquals(
                Cause.CRASHED,
                Objects.requireNonNull(world.store.epochs.get(new Epoch(2))).cause());
        assertEquals(
                "receipts",
                Objects.requireNonNull(world.store.activations.get(new Epoch(2)))
                        .proof());
    }

    @Test
    void aMonotonicClockMayShowLessThanZero() {
        SimWorld early = new SimWorld(1, Map.of(), -60_000_000_000L);
        assertTrue(early.runUntil(10_000, () -> early.servedBy(A)) >= 0, () -> "leadership " + early.store.leadership);
        early.runFor(3_000);
        early.kill(A);
        assertTrue(early.runUntil(3_000, () -> early.servedBy(B) || early.servedBy(C)) >= 0);
    }

    @Test
    void aRetiredMemberIsGrantedNothingAndSaysWhy() {
        up();
        MemberRecord record = Objects.requireNonNull(world.store.members.get(B));
        world.store.register(
                new MemberRecord(B, record.incarnation(), record.priority(), record.tags(), record.fence(), true));
        world.runFor(1_000);
        var status = Member.status(world.member(B).state, world.now());
        assertFalse(status.eligible());
        assertTrue(status.reason().contains("retired"), status::reason);
        world.kill(A);
        world.kill(C);
        world.runFor(5_000);
        assertNull(world.primary());
    }

    @Test
    void aPausedPrimaryIsReplacedAndComesBackAsStandby() {
        up();
        world.member(A).paused = true;
        long took = world.runUntil(5_000, () -> world.servedBy(B) || world.servedBy(C));
        assertTrue(took >= 400 && took < 1_100, () -> "took " + took + " ms");
        world.runFor(2_000);
        world.member(A).resume();
        world.runFor(1_000);
        assertEquals(Role.STANDBY, role(A));
        assertEquals(new Epoch(2), world.store.leadership.epoch());
    }

    @Test
    void aPrimaryCutFromTheStoreStopsBeforeAnotherActsAndFollowsAfterwards() {
        up();
        world.member(A).storeCut = true;
        assertTrue(world.runUntil(5_000, () -> world.servedBy(B) || world.servedBy(C)) >= 0);
        assertTrue(!world.member(A).guardOpen());
        world.member(A).storeCut = false;
        world.runFor(3_000);
        assertEquals(Role.STANDBY, role(A));
    }

    @Test
    void brokenLinksAloneNeverMoveTheRole() {
        up();
        world.cutLink(A, B);
        world.cutLink(A, C);
        world.runFor(20_000);
        assertTrue(world.servedBy(A));
        assertEquals(new Epoch(1), world.store.leadership.epoch());
    }

    @Test
    void oneSuspiciousStandbyAloneMustWaitForTheEndOfTheLease() {
        up();
        world.kill(C);
        world.runFor(1_000);
        world.kill(A);
        long took = world.runUntil(5_000, () -> world.servedBy(B));
        assertTrue(took >= 700 && took < 1_500, () -> "took " + took + " ms");
    }

    @Test
    void aLostAnswerToTheGrantIsAdoptedFromTheStore() {
        up();
        world.member(B).loseAnswers = 1;
        world.kill(C);
        world.runFor(1_000);
        world.kill(A);
        assertTrue(world.runUntil(8_000, () -> world.servedBy(B)) >= 0, () -> "leadership " + world.store.leadership);
    }

    @Test
    void aRenewalThatLostAgainstItsOwnTwinCostsNothing() {
        up();
        for (int i = 0; i < 20; i++) {
            world.member(A).loseAnswers = 1;
            world.runFor(1_300);
        }
        assertTrue(world.servedBy(A));
        assertEquals(new Epoch(1), world.store.leadership.epoch());
    }

    @Test
    void aMemberThatStopsInOrderLeavesVacantAndIsReplacedAtOnce() {
        up();
        world.member(A).input(new Input.Close());
        long took = world.runUntil(2_000, () -> world.servedBy(B) || world.servedBy(C));
        assertTrue(took >= 0 && took < 200, () -> "took " + took + " ms");
        assertEquals(
                Cause.VACATED,
                Objects.requireNonNull(world.store.epochs.get(new Epoch(2))).cause());
    }

    @Test
    void aSwitchoverMovesTheRoleAndConfirmsEachStepInTheStore() {
        up();
        world.requestSwitchover(C);
        assertTrue(
                world.runUntil(5_000, () -> world.store.action().ended()) >= 0, () -> "action " + world.store.action());
        assertEquals(Outcome.SUCCEEDED, world.store.action().outcome());
        assertTrue(world.servedBy(C));
        assertEquals(new Epoch(2), world.store.action().epochAfter());
        assertTrue(world.store.action().writePauseMillis() >= 0
                && world.store.action().writePauseMillis() < 100);
        assertEquals(
                world.store.action().steps().size() - 1,
                world.store.action().steps().stream().filter(s -> s.zxid() > 0).count());
        assertEquals(
                "open-empty",
                Objects.requireNonNull(world.store.activations.get(new Epoch(2)))
                        .proof());
        assertEquals(Role.STANDBY, role(A));
    }

    @Test
    void aSwitchoverToADeadCandidateIsRefusedByTheNameOfTheRule() {
        up();
        world.kill(C);
        world.runFor(800);
        world.requestSwitchover(C);
        assertTrue(world.runUntil(3_000, () -> world.store.action().ended()) >= 0);
        assertEquals(Outcome.FAILED_UNCHANGED, world.store.action().outcome());
        assertEquals("candidate heard", world.store.action().refused().get(0).rule());
        assertTrue(world.servedBy(A));
    }

    @Test
    void aCandidateThatDiesBeforeItConfirmsLeavesTheOldHolderServing() {
        up();
        world.requestSwitchover(C);
        assertTrue(
                world.runUntil(3_000, () -> world.store.action().done(dev.baton.model.ActionStep.Name.CAUGHT_UP)) >= 0);
        world.kill(C);
        assertTrue(world.runUntil(5_000, () -> world.store.action().ended()) >= 0);
        assertEquals(Outcome.ROLLED_BACK, world.store.action().outcome());
        assertTrue(world.servedBy(A));
        int written = world.log.entries.size();
        world.runFor(100);
        assertTrue(world.log.entries.size() > written, "it must write again");
    }

    @Test
    void anEndThatIsLostOnItsWayIsWrittenAgain() {
        up();
        world.requestSwitchover(C);
        assertTrue(
                world.runUntil(3_000, () -> world.store.action().done(dev.baton.model.ActionStep.Name.CAUGHT_UP)) >= 0);
        world.kill(C);
        assertTrue(
                world.runUntil(3_000, () -> world.store.action().done(dev.baton.model.ActionStep.Name.RESUMED)) >= 0);
        world.member(A).storeCut = true;
        world.runFor(300);
        world.member(A).storeCut = false;
        assertTrue(
                world.runUntil(5_000, () -> world.store.action().ended()) >= 0, () -> "action " + world.store.action());
        assertEquals(Outcome.ROLLED_BACK, world.store.action().outcome());
        assertTrue(world.servedBy(A));
        world.runFor(500);
        assertNull(world.member(A).state.run);
    }

    @Test
    void aCandidateThatDiesAfterTheHandoverGivesTheRoleBackInTheSameEpoch() {
        up();
        world.requestSwitchover(C);
        assertTrue(world.runUntil(3_000, () -> world.store.action().done(dev.baton.model.ActionStep.Name.HANDED_OVER))
                >= 0);
        world.kill(C);
        assertTrue(
                world.runUntil(5_000, () -> world.store.action().ended()) >= 0, () -> "action " + world.store.action());
        assertEquals(Outcome.ROLLED_BACK, world.store.action().outcome());
        assertEquals(new Epoch(1), world.store.leadership.epoch());
        assertEquals(LeadershipState.PRIMARY, world.store.leadership.state());
        assertTrue(world.servedBy(A));
    }

    @Test
    void aHolderThatDiesMidwayMakesItAFailoverAndTheActionSaysSo() {
        up();
        world.requestSwitchover(C);
        assertTrue(
                world.runUntil(3_000, () -> world.store.action().done(dev.baton.model.ActionStep.Name.CAUGHT_UP)) >= 0);
        world.kill(A);
        assertTrue(
                world.runUntil(5_000, () -> world.store.action().ended()) >= 0, () -> "action " + world.store.action());
        assertEquals(Outcome.INCOMPLETE, world.store.action().outcome());
        assertTrue(
                world.store.action().leftovers().get(0).contains("failover"),
                world.store.action().leftovers()::toString);
        assertNotNull(world.primary());
    }

    @Test
    void everyChangeOfRoleIsAnEventWithItsReason() {
        up();
        world.kill(A);
        world.runFor(1_000);
        SimMember primary = Objects.requireNonNull(world.primary());
        assertTrue(primary.events.stream()
                .anyMatch(e -> e instanceof Event.Transition t
                        && t.to() == Role.PROMOTING
                        && t.reason().contains("CRASHED")));
    }
}
