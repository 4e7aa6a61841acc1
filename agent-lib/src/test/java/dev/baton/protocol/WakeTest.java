package dev.baton.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each deadline of the core, by itself; that none is missing is shown by the simulation's WAKE. */
class WakeTest {
    private static final long MS = 1_000_000L;
    private static final long NOW = -5_000 * MS; // A monotonic clock may show less than 0.
    private static final Incarnation LIFE = new Incarnation("b");
    private static final Epoch EPOCH = new Epoch(3);

    private final MemberState s = new MemberState(SimWorld.B, LIFE, 10);

    @BeforeEach
    void anIdleStandby() {
        s.stepped = true;
        s.lastNanos = NOW;
        s.arming = new Arming(NOW - 100 * MS, "", true, true, NOW - 100 * MS);
        s.storeConnected = 2;
        s.own = new Seen<>(new MemberRecord(SimWorld.B, LIFE, 10, Map.of(), null, false), 1, 1, NOW);
        s.startNanos = NOW - 60_000 * MS;
        s.askNotBeforeNanos = s.startNanos;
    }

    private void wakesIn(long nanos) {
        assertEquals(nanos, Member.wakeNanos(s, NOW));
    }

    private void holds() {
        Hold.End end = new Hold.End(NOW + 900 * MS, 0);
        s.hold = new Hold(
                new Hold.Term(EPOCH, 1_000, NOW),
                1,
                1,
                new Hold.Renewals(1, NOW + 200 * MS),
                new Hold.Opening(end, end, NOW - 1_000 * MS, NOW));
    }

    private void actionIsOpen(ActionStep.Name... done) {
        ActionRequest request = new ActionRequest(
                "act-1",
                new GroupId("orders"),
                ActionKind.SWITCHOVER,
                SimWorld.B,
                EPOCH,
                1,
                "test",
                "oncall",
                Hlc.ZERO,
                1,
                List.of(),
                null,
                null);
        ActionRecord record = ActionRecord.requested(request).accepted(SimWorld.B, SimWorld.A, List.of());
        for (ActionStep.Name step : done) {
            record = record.with(
                    new ActionStep(step, ActionStep.State.DONE, 1, Hlc.ZERO, SimWorld.A.value(), 7, null), 1);
        }
        s.action = new Seen<>(record, 1, 1, NOW);
        s.openAction = new Seen<>(new OpenAction("act-1"), 1, 1, NOW);
    }

    private void run(ActionRun.Stage stage, long fromNanos, long deadlineNanos) {
        s.run = new ActionRun("act-1", stage, SimWorld.A, fromNanos, deadlineNanos, null, -1, null);
    }

    @Test
    void anIdleMemberStepsOftenEnoughNotToLookPaused() {
        wakesIn(Wake.IDLE_NANOS);
        assertTrue(2 * Wake.IDLE_NANOS < Member.OWN_PAUSE_NANOS);
    }

    @Test
    void aStandbyWakesForTheEndOfTheLease() {
        s.policy = new Seen<>(new Policy(Policy.Mode.ACTIVE_PASSIVE, Timing.BALANCED, 1_000, 500), 1, 1, NOW);
        Lease lease = new Lease(EPOCH, SimWorld.A, LIFE, 1_000, Set.of(SimWorld.B), 1);
        s.lease = new Seen<>(lease, 1, 1, NOW - 1_000 * MS);
        wakesIn(Timing.BALANCED.waitNanos(1_000) - 1_000 * MS);
    }

    @Test
    void aStandbyWakesWhenARenewalIsTooOldToSpeakForASilentHolder() {
        Lease lease = new Lease(EPOCH, SimWorld.A, LIFE, 1_000, Set.of(SimWorld.B), 1);
        s.lease = new Seen<>(lease, 1, 1, NOW - 490 * MS);
        wakesIn(10 * MS);
    }

    @Test
    void aStandbyWakesAtTheEndOfTheWaitForABetterFirstPrimary() {
        s.policy = new Seen<>(new Policy(Policy.Mode.ACTIVE_PASSIVE, Timing.BALANCED, 1_000, 60_010), 1, 1, NOW);
        wakesIn(10 * MS);
    }

    @Test
    void aMemberThatCouldNotReadAgainWakesForTheNextTry() {
        s.arming = new Arming(NOW, "was paused", false, true, NOW + 20 * MS);
        wakesIn(20 * MS);
        s.arming = new Arming(NOW, "was paused", false, true, NOW - 20 * MS);
        wakesIn(Wake.SOON_NANOS);
        s.storeConnected = 0;
        wakesIn(Wake.IDLE_NANOS);
    }

    @Test
    void aStandbyThatIsToCloseDoesSoInTheNextStep() {
        s.closing = true;
        wakesIn(Wake.SOON_NANOS);
    }

    @Test
    void aHolderWakesForItsRenewalAndForTheEndOfItsGuard() {
        holds();
        Hold hold = Objects.requireNonNull(s.hold);
        s.phase = new Phase.Serving(0, NOW, 0, true);
        s.hold = hold.renewAt(NOW + 30 * MS, false);
        wakesIn(30 * MS);
        s.hold = hold.renewAt(NOW - 30 * MS, false);
        wakesIn(Wake.SOON_NANOS);
        s.hold = hold.voidBefore(NOW - 30 * MS).graceUntil(NOW + 40 * MS).renewAt(NOW + 45 * MS, false);
        wakesIn(40 * MS);
    }

    @Test
    void aRenewalThatWaitsForAReadIsNotDue() {
        holds();
        s.phase = new Phase.Serving(0, NOW, 0, true);
        s.hold = Objects.requireNonNull(s.hold).renewAt(NOW - 30 * MS, false);
        s.requests = Maps.with(s.requests, 1L, new Request.LeaseRead(NOW, Request.Why.REFUSED));
        wakesIn(Wake.IDLE_NANOS);
    }

    @Test
    void aHolderWhoseRenewalIsUnansweredWakesToAskForPromises() {
        holds();
        s.phase = new Phase.Serving(0, NOW, 0, true);
        s.asks = Asks.none(Set.of(SimWorld.B));
        s.requests = Maps.with(s.requests, 1L, new Request.Renewal(NOW - 120 * MS, 0, 3));
        wakesIn(5 * MS);
        s.asks = s.asks.ask(new Now(NOW, 0), 1_000, NOW + 15 * MS);
        wakesIn(15 * MS);
    }

    @Test
    void aPromotionWakesForItsNextTryAndForTheEndOfTheWait() {
        holds();
        s.phase = new Phase.Promoting(
                Cause.HUNG, NOW + 10 * MS, new Phase.Tries(1, NOW + 25 * MS, 0), false, false, -1, true, false);
        wakesIn(25 * MS);
        s.phase = new Phase.Promoting(Cause.HUNG, NOW + 10 * MS, new Phase.Tries(1, 0, 0), true, false, 5, true, false);
        wakesIn(10 * MS);
    }

    @Test
    void whoGoesDownWakesForItsDeadlineOnly() {
        holds();
        s.hold = Objects.requireNonNull(s.hold).renewAt(NOW - MS, false);
        s.phase = new Phase.Demoting(NOW + 7 * MS, false, true);
        wakesIn(7 * MS);
        s.phase = new Phase.HandingOver(NOW + 9 * MS, false);
        wakesIn(9 * MS);
        s.phase = new Phase.HandingOver(NOW - 9 * MS, true);
        wakesIn(Wake.IDLE_NANOS);
    }

    @Test
    void theRunnerOfAnActionWakesForItsDeadlineAndOnceMoreWhenAStageHasBegun() {
        holds();
        s.phase = new Phase.Serving(0, NOW - 60_000 * MS, 0, true);
        run(ActionRun.Stage.PAUSING, NOW - 1_480 * MS, NOW + 20 * MS);
        wakesIn(20 * MS);
        run(ActionRun.Stage.PAUSING, NOW, NOW + 1_000 * MS);
        wakesIn(Wake.SOON_NANOS);
        run(ActionRun.Stage.ENDING, NOW - 5 * MS, Long.MAX_VALUE);
        wakesIn(Wake.IDLE_NANOS);
    }

    @Test
    void aNewPrimaryWakesWhenTheOldHolderShouldHaveFollowed() {
        holds();
        actionIsOpen(ActionStep.Name.ACCEPTED);
        s.phase = new Phase.Serving(0, NOW - ActionEnd.FOLLOW_NANOS + 3 * MS, 0, true);
        wakesIn(3 * MS + 1);
    }

    @Test
    void aCandidateLooksAtItsResourceUntilItHasGotThere() {
        actionIsOpen();
        wakesIn(Wake.IDLE_NANOS);
        actionIsOpen(ActionStep.Name.ACCEPTED);
        wakesIn(2 * MS);
        actionIsOpen(ActionStep.Name.ACCEPTED, ActionStep.Name.CAUGHT_UP);
        wakesIn(Wake.IDLE_NANOS);
        actionIsOpen(ActionStep.Name.ACCEPTED, ActionStep.Name.CAUGHT_UP, ActionStep.Name.DRAINED);
        wakesIn(2 * MS);
    }

    @Test
    void whoIsHandedTheRoleLooksAtItsResourceUntilItHasTheLastRecordWhateverElseItKnowsOfTheAction() {
        actionIsOpen(ActionStep.Name.ACCEPTED, ActionStep.Name.CAUGHT_UP, ActionStep.Name.DRAINED);
        s.openAction = null;
        wakesIn(Wake.IDLE_NANOS);
        s.leadership = new Seen<>(
                new Leadership(
                        EPOCH,
                        SimWorld.A,
                        LIFE,
                        LeadershipState.HANDOVER,
                        Hlc.ZERO,
                        Cause.INITIAL,
                        SimWorld.B,
                        "act-1",
                        Set.of(),
                        null),
                1,
                1,
                NOW);
        wakesIn(300_000L);
    }
}
