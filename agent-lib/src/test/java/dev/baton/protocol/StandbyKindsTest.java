package dev.baton.protocol;

import static dev.baton.protocol.SimWorld.A;
import static dev.baton.protocol.SimWorld.B;
import static dev.baton.protocol.SimWorld.C;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionRecord;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.StandbyKind;
import dev.baton.model.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Standbys that do not replay all the time: who of them may take over, in which order, and how a switchover to one goes. */
class StandbyKindsTest {
    private static final StandbyKind WARM = StandbyKind.warm(Duration.ofHours(1));

    private final SimWorld world = new SimWorld(7);

    @AfterEach
    void safetyHeldThroughout() {
        assertEquals(List.of(), world.violations);
    }

    private void up() {
        // So few records may a hot one lag that no other kind could meet it.
        world.store.policy =
                new Policy(Policy.Mode.ACTIVE_PASSIVE, Timing.BALANCED.cooldown(0), 10, 1_000, false, 0, 20_000);
        assertTrue(world.runUntil(5_000, () -> world.servedBy(A)) >= 0, () -> "no primary: " + world.store.leadership);
        world.runFor(2_500); // Until no earlier life of anyone can have promised anything.
    }

    private void standby(MemberId id, StandbyKind kind, long recoveryMillis) {
        world.member(id).kind = kind;
        world.member(id).recoveryMillis = recoveryMillis;
    }

    private MemberStatus status(MemberId id) {
        return Member.status(world.member(id).state, world.now());
    }

    private ActionRecord ended(long limitMillis) {
        assertTrue(
                world.runUntil(limitMillis, () -> Objects.requireNonNull(world.store.latest)
                                .ended())
                        >= 0,
                () -> String.valueOf(world.store.latest));
        return Objects.requireNonNull(world.store.latest);
    }

    @Test
    void aWarmStandbyThatLagsTakesOverWhereItsPredictedRecoveryIsWithinThePolicy() {
        standby(B, WARM, 400);
        standby(C, WARM, 20_001);
        up();
        assertTrue(status(B).lag() > 10, () -> "lag " + status(B).lag());
        assertEquals("would succeed: rank 1, warm: in about 400 ms", status(B).reason());
        world.kill(A);
        assertTrue(world.runUntil(3_000, () -> world.servedBy(B)) >= 0, () -> "leadership " + world.store.leadership);
    }

    @Test
    void aColdStandbyWithTooLongARecoveryTakesNothingOverAndSaysWhy() {
        standby(B, StandbyKind.cold(), 20_001);
        standby(C, StandbyKind.cold(), -1);
        up();
        assertFalse(status(B).eligible());
        assertEquals(
                "would fail: cold standby: predicted recovery 20001 ms > 20000 ms",
                status(B).reason());
        assertEquals(
                "would fail: cold standby, and its recovery time is not known yet: expected at most 20000 ms",
                status(C).reason());
        world.kill(A);
        world.runFor(5_000);
        assertNull(world.primary());
        // Once it would be quick enough it goes on with what has been due since.
        world.member(B).recoveryMillis = 20_000;
        assertTrue(world.runUntil(3_000, () -> world.servedBy(B)) >= 0, () -> "leadership " + world.store.leadership);
    }

    @Test
    void aHotStandbyIsStillJudgedByItsLagWhateverItPredicts() {
        standby(B, StandbyKind.hot(), 1_000_000);
        up();
        assertTrue(status(B).eligible(), status(B)::reason);
    }

    @Test
    void hotGoesBeforeWarmBeforeColdWhateverThePriority() {
        standby(A, StandbyKind.cold(), 100);
        standby(B, WARM, 100);
        up();
        world.kill(A);
        assertTrue(world.runUntil(3_000, () -> world.servedBy(C)) >= 0, () -> "leadership " + world.store.leadership);
        world.start(A);
        world.member(A).kind = StandbyKind.cold();
        world.member(A).recoveryMillis = 100;
        world.runFor(4_000);
        assertTrue(status(A).reason().startsWith("would succeed: rank 2, cold"), status(A)::reason);
        assertTrue(status(B).reason().startsWith("would succeed: rank 1, warm"), status(B)::reason);
        world.kill(C);
        assertTrue(world.runUntil(3_000, () -> world.servedBy(B)) >= 0, () -> "leadership " + world.store.leadership);
    }

    @Test
    void aSwitchoverTellsAWarmCandidateOnceToCatchUpAndWaitsForItAsLongAsItPredicts() {
        standby(B, WARM, 4_000);
        world.member(B).catchUpMillis = 8_000; // More than a hot one is given.
        up();
        world.requestSwitchover(B);
        ActionRecord action = ended(20_000);
        assertEquals(Outcome.SUCCEEDED, action.outcome(), action::toString);
        assertEquals(1, world.member(B).prepared);
        assertTrue(world.servedBy(B));
        // Writes paused only once it had caught up.
        assertTrue(action.writePauseMillis() < 1_000, action::toString);
    }

    @Test
    void aSwitchoverToAColdCandidateThatIsSlowerThanItPredictsIsGivenUpWithoutAPause() {
        standby(B, StandbyKind.cold(), 1_000);
        world.member(B).catchUpMillis = 60_000;
        up();
        world.requestSwitchover(B);
        world.runFor(6_500);
        assertFalse(Objects.requireNonNull(world.store.latest).ended());
        ActionRecord action = ended(1_500);
        assertEquals(Outcome.FAILED_UNCHANGED, action.outcome(), action::toString);
        assertTrue(world.servedBy(A));
    }

    @Test
    void aSwitchoverToAColdStandbyOfUnknownRecoveryIsRefusedWithTheReason() {
        standby(B, StandbyKind.cold(), -1);
        up();
        world.requestSwitchover(B);
        ActionRecord action = ended(1_000);
        assertEquals(Outcome.FAILED_UNCHANGED, action.outcome());
        assertTrue(
                action.refused().stream()
                        .anyMatch(r -> r.toString().contains("candidate recovers in time")
                                && r.toString().contains("20000 ms")
                                && r.toString().contains("not known")),
                action::toString);
    }

    @Test
    void withoutANameASwitchoverGoesToTheHotStandby() {
        standby(B, WARM, 10);
        up();
        world.requestSwitchover(null);
        assertEquals(Outcome.SUCCEEDED, ended(5_000).outcome());
        assertTrue(world.servedBy(C));
        assertEquals(0, world.member(C).prepared);
    }
}
