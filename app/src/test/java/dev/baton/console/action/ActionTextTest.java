package dev.baton.console.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleActions;
import dev.baton.console.SampleCluster;
import dev.baton.console.SampleSource;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.OwnState;
import dev.baton.console.theme.Tone;
import dev.baton.model.ActionKind;
import dev.baton.model.GroupId;
import dev.baton.model.Outcome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ActionTextTest {
    private static final GroupId PAYMENTS = SampleCluster.group("payments");
    private static final long NOW = SampleCluster.NOW;

    private static Plan plan() {
        return new SampleSource(SampleCluster.healthy().view())
                .plan(PAYMENTS, Wish.of(ActionKind.SWITCHOVER, SampleCluster.id("payments-c")));
    }

    private static Availability of(ClusterView view, boolean live, long now) {
        return Availability.switchover(view, view.groups().get(PAYMENTS), live, now);
    }

    @Test
    void aHealthyGroupMayBeSwitched() {
        assertEquals(Availability.YES, of(SampleCluster.healthy().view(), true, NOW));
    }

    @Test
    void thePastMayNotBeActedOn() {
        assertTrue(of(SampleCluster.healthy().view(), false, NOW).why().contains("not live"));
    }

    @Test
    void withoutAStoreSessionNothingMayBeCommanded() {
        ClusterView view = SampleCluster.healthy().storeLost(NOW - 10).view();
        assertEquals(
                "this console has no store session: no server answers",
                of(view, true, NOW).why());
    }

    @Test
    void candidatesThatAreNotHeardAnyMoreAreNoCandidates() {
        Availability silent = of(SampleCluster.healthy().view(), true, NOW + 3_000);
        assertFalse(silent.allowed());
        assertTrue(silent.why().contains("is not heard: its last word is 3."), silent.why());
    }

    @Test
    void aClockThatJumpedDisarmsEitherWay() {
        ClusterView view = SampleCluster.healthy().view();
        OwnState jumped = new OwnState(60_000, NOW - 1_000);
        Availability unsettled =
                Availability.switchover(view, jumped, view.groups().get(PAYMENTS), true, NOW);
        assertTrue(unsettled.why().contains("clock jumped forward by 60.0 s"), unsettled.why());
        assertTrue(of(view, true, NOW - 30_000).why().contains("before what it received last"));
    }

    @Test
    void aSilentStoreDisarms() {
        Availability later = of(SampleCluster.healthy().view(), true, NOW + 60_000);
        assertFalse(later.allowed());
        assertTrue(later.why().contains("said nothing for 1 min"), later.why());
    }

    @Test
    void doneStepsCarryTheirZxidAndTheNextOneRuns() {
        List<StepLine> lines = StepLine.of(Names.of(plan()), List.of(), SampleActions.record(plan(), 5), true);
        assertEquals(9, lines.size());
        assertEquals(StepLine.Sign.DONE, lines.get(3).sign());
        assertEquals(
                "zxid 0x5a0001d4 · position 184\u00a0220\u00a0913", lines.get(3).proof());
        assertEquals(31, lines.get(3).at());
        assertEquals(StepLine.Sign.RUNNING, lines.get(5).sign());
        assertEquals(StepLine.Sign.WAITING, lines.get(6).sign());
        assertEquals("Epoch 8 granted to payments-c", lines.get(6).title());
    }

    @Test
    void unknownIsNeverShownAsFailed() {
        Receipt receipt = Receipt.of(Names.of(plan()), new Progress(null, Outcome.UNKNOWN, ""), Outcome.UNKNOWN);
        assertEquals(Tone.WARN, receipt.tone());
        assertFalse(receipt.headline().toLowerCase(Locale.ROOT).contains("fail"), receipt.headline());
        assertTrue(receipt.headline().contains("still reading the store"), receipt.headline());
        assertFalse(new Progress(null, Outcome.UNKNOWN, "").ended());
    }

    @Test
    void everyOutcomeNamesItselfAndIncompleteNamesItsLeftovers() {
        for (Outcome outcome : Outcome.values()) {
            Progress progress =
                    new Progress(SampleActions.ended(plan(), 8, outcome, List.of("b does not follow")), outcome, "");
            Receipt receipt = Receipt.of(Names.of(plan()), progress, outcome);
            assertTrue(receipt.lines().contains("Left over: b does not follow"));
            assertTrue(receipt.lines().contains("Writes paused for 52 ms."));
        }
        assertEquals(
                "✓ SUCCEEDED · payments-c is primary in epoch 8",
                Receipt.of(
                                Names.of(plan()),
                                new Progress(
                                        SampleActions.ended(plan(), 9, Outcome.SUCCEEDED, List.of()),
                                        Outcome.SUCCEEDED,
                                        ""),
                                Outcome.SUCCEEDED)
                        .headline());
    }

    @Test
    void aRolledBackSwitchoverShowsWhatWasGivenBack() {
        List<StepLine> lines = StepLine.of(Names.of(plan()), List.of(), SampleActions.rolledBack(plan()), false);
        assertEquals(
                List.of(
                        StepLine.Sign.DONE,
                        StepLine.Sign.DONE,
                        StepLine.Sign.DONE,
                        StepLine.Sign.UNDONE,
                        StepLine.Sign.UNDONE,
                        StepLine.Sign.DONE),
                lines.stream().map(StepLine::sign).toList());
        assertEquals("payments-b serves again in epoch 7", lines.getLast().title());
        assertTrue(lines.getLast().proof().contains("did not take the role in time"));
    }

    @Test
    void anActionUnderWayIsSaidWithWhoAskedAndHowFarItIs() {
        assertEquals(
                "Switchover to payments-c by alice, 3.0 s, step DRAINED",
                ActionStrip.words(SampleActions.record(plan(), 4, "alice", NOW - 3_000), NOW));
    }

    @Test
    void eachKindSaysWhyItMayNotBePlanned() {
        ClusterView view = SampleCluster.healthy().view();
        assertEquals("no member of payments is fenced", guard(ActionKind.REINSTATE, view, null));
        assertEquals("automatic failover of payments is not paused", guard(ActionKind.RESUME, view, null));
        assertEquals("payments-b is the primary", guard(ActionKind.FAILOVER, view, "payments-b"));
        assertEquals("the history of payments knows no earlier holder", guard(ActionKind.ROLLBACK, view, null));
        assertEquals(
                "payments-c is fenced already",
                guard(ActionKind.FENCE, SampleActions.fenced().view(), "payments-c"));
        ClusterView open = SampleActions.open(SampleCluster.healthy(), SampleActions.record(plan(), 4))
                .view();
        for (ActionKind kind : ActionKind.values()) {
            assertEquals("action sw-7-1 is open: expected none", guard(kind, open, null));
        }
    }

    private static String guard(ActionKind kind, ClusterView view, @Nullable String member) {
        return ActionGuard.of(
                        kind,
                        view,
                        OwnState.WELL,
                        view.groups().get(PAYMENTS),
                        member == null ? null : SampleCluster.id(member),
                        true,
                        NOW)
                .why();
    }
}
