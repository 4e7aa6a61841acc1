package dev.baton.lab.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep.Name;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import dev.baton.model.StoreLayout;
import dev.baton.port.WriteResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever takes part in an action is killed or paused at one of its steps, on real processes: a sample of what the simulator searches whole. Each
 * time the action ends, one member serves, and the log holds every result once.
 */
@Timeout(300)
@TestMethodOrder(MethodOrderer.MethodName.class)
class ActionsOnRealProcessesIT {
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    private static Practice practice;

    @BeforeAll
    static void up() throws Exception {
        practice = Practice.up(dir, false);
    }

    @BeforeEach
    void heal() throws Exception {
        practice.heal();
    }

    @AfterAll
    static void down() throws Exception {
        if (practice != null) {
            practice.close();
        }
    }

    @Test
    void switchoverWhoseHolderIsKilledOnceItAcceptedEndsIncompleteAndSaysSo() throws Exception {
        MemberId holder = practice.primary();
        MemberId candidate = practice.others().get(0);
        // Paused, it cannot catch up, so that the kill comes before anything was handed over.
        practice.signal(candidate, Signal.STOP);
        ActionRecord record =
                struck(ActionKind.SWITCHOVER, candidate, Name.ACCEPTED, () -> practice.signal(holder, Signal.KILL));
        assertEquals(Outcome.INCOMPLETE, record.outcome(), record::toString);
        assertTrue(
                record.leftovers().stream().anyMatch(l -> l.contains(holder + " was lost while it ran the action")),
                record::toString);
    }

    @Test
    void switchoverWhoseCandidateIsPausedIsUndone() throws Exception {
        MemberId holder = practice.primary();
        MemberId candidate = practice.others().get(0);
        practice.signal(candidate, Signal.STOP);
        ActionRecord record = struck(ActionKind.SWITCHOVER, candidate, Name.ACCEPTED, () -> {});
        assertTrue(
                record.outcome() == Outcome.FAILED_UNCHANGED || record.outcome() == Outcome.ROLLED_BACK,
                record::toString);
        assertEquals(holder, practice.primary());
    }

    @Test
    void switchoverWhoseCandidateIsKilledWhenTheRoleIsHandedOver() throws Exception {
        MemberId candidate = practice.others().get(0);
        struck(ActionKind.SWITCHOVER, candidate, Name.HANDED_OVER, () -> practice.signal(candidate, Signal.KILL));
    }

    @Test
    void switchoverWhoseHolderIsPausedWhenTheCandidateHasCaughtUp() throws Exception {
        MemberId holder = practice.primary();
        struck(
                ActionKind.SWITCHOVER,
                practice.others().get(0),
                Name.CAUGHT_UP,
                () -> practice.signal(holder, Signal.STOP));
    }

    @Test
    void forcedFailoverWhoseTargetIsKilledOnceItAccepted() throws Exception {
        MemberId target = practice.others().get(0);
        struck(ActionKind.FAILOVER, target, Name.ACCEPTED, () -> practice.signal(target, Signal.KILL));
    }

    @Test
    void forcedFailoverWhoseTargetIsPausedWhenItIsGranted() throws Exception {
        MemberId target = practice.others().get(0);
        struck(ActionKind.FAILOVER, target, Name.GRANTED, () -> practice.signal(target, Signal.STOP));
    }

    @Test
    void forcedFailoverWhoseOldHolderIsPaused() throws Exception {
        MemberId holder = practice.primary();
        struck(
                ActionKind.FAILOVER,
                practice.others().get(0),
                Name.ACCEPTED,
                () -> practice.signal(holder, Signal.STOP));
    }

    @Test
    void fenceWhoseRunnerIsKilledAndReinstatementWhoseMemberIs() throws Exception {
        MemberId runner = practice.primary();
        MemberId fenced = practice.others().get(0);
        ActionRecord fence = struck(ActionKind.FENCE, fenced, Name.BARRED, () -> practice.signal(runner, Signal.KILL));
        assertNotNull(practice.store().member(fenced).fence());
        assertTrue(fence.done(Name.STEPPED_DOWN) || fence.outcome() == Outcome.INCOMPLETE, fence::toString);
        practice.restart(runner);

        ActionRecord back =
                struck(ActionKind.REINSTATE, fenced, Name.ACCEPTED, () -> practice.signal(fenced, Signal.KILL));
        boolean still = practice.store().member(fenced).fence() != null;
        assertEquals(still, back.outcome() == Outcome.FAILED_UNCHANGED, back::toString);
    }

    @Test
    void fenceOfAPausedPrimaryThatNoDeviceSwitchesOffIsIncomplete() throws Exception {
        MemberId fenced = practice.primary();
        practice.signal(fenced, Signal.STOP);
        StoreHand.Asked asked = practice.askUntilTaken(ActionKind.FENCE, fenced);
        ActionRecord record = ended(asked);
        assertEquals(Outcome.INCOMPLETE, record.outcome(), "unknown is not off: " + record);
        assertTrue(record.leftovers().stream().anyMatch(l -> l.contains("no fence device")), record::toString);
        assertNotNull(practice.store().member(fenced).fence());
        assertNotEquals(fenced, practice.primary());
    }

    @Test
    void ofTwoOperatorsAtOnceOneIsTakenAndTheOtherIsToldByWhichRule() throws Exception {
        StoreHand store = practice.store();
        List<MemberId> others = practice.others();
        ActionRequest one = store.request(ActionKind.SWITCHOVER, others.get(0));
        ActionRequest two = store.request(ActionKind.SWITCHOVER, others.get(1));
        int version = store.read(StoreLayout.openAction(Practice.ORDERS)).version();
        CompletableFuture<StoreHand.Asked> first = store.send(one, version);
        CompletableFuture<StoreHand.Asked> second = store.send(two, version);
        List<StoreHand.Asked> both = List.of(first.get(), second.get());
        StoreHand.Asked taken =
                both.stream().filter(StoreHand.Asked::accepted).findFirst().orElseThrow();
        StoreHand.Asked refused =
                both.stream().filter(a -> !a.accepted()).findFirst().orElseThrow();
        WriteResult.Refused why = assertInstanceOf(WriteResult.Refused.class, refused.answer());
        // The first check is "leadership as shown", the last "no other action open".
        assertTrue(
                why.path().equals(StoreLayout.openAction(Practice.ORDERS))
                        || why.path().equals(StoreLayout.leadership(Practice.ORDERS)),
                why::toString);
        assertEquals(WriteResult.Why.BAD_VERSION, why.why());
        assertEquals(Outcome.SUCCEEDED, store.ended(taken.id(), BOUND).outcome());
        practice.awaitOnePrimary();
    }

    @Test
    void theFirstStepIsConfirmedSoon() throws Exception {
        List<Double> accepted = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            for (ActionKind kind : List.of(ActionKind.PAUSE, ActionKind.RESUME)) {
                StoreHand.Asked asked = practice.store().ask(kind, null);
                assertTrue(asked.accepted(), asked::toString);
                accepted.add(practice.store().millis(asked, Name.ACCEPTED, BOUND));
                ActionRecord record = practice.store().ended(asked.id(), BOUND);
                assertEquals(Outcome.SUCCEEDED, record.outcome(), record::toString);
                practice.store().awaitNoneOpen(BOUND);
            }
        }
        double median = accepted.stream().sorted().toList().get(accepted.size() / 2);
        System.out.printf("request to first confirmed step: median %.1f ms of %d%n", median, accepted.size());
        assertTrue(median < 50, "median " + median + " ms of " + accepted);
    }

    private interface Blow {
        void strike() throws Exception;
    }

    /** Asks, strikes when the step is confirmed, and expects an end. */
    private static ActionRecord struck(ActionKind kind, MemberId target, Name at, Blow blow) throws Exception {
        StoreHand.Asked asked = practice.askUntilTaken(kind, target);
        double accepted = practice.store().millis(asked, Name.ACCEPTED, BOUND);
        ActionRecord seen = practice.store().step(asked.id(), at, BOUND);
        assertTrue(seen.done(at), () -> "it ended before " + at + ": " + seen);
        blow.strike();
        System.out.printf("%s: request to first confirmed step %.1f ms%n", kind, accepted);
        return ended(asked);
    }

    /** One of the outcomes, nothing open any more, one primary, and a whole history. */
    private static ActionRecord ended(StoreHand.Asked asked) throws Exception {
        ActionRecord record = practice.store().ended(asked.id(), BOUND);
        System.out.println(record.request().kind() + ": " + record.outcome() + " "
                + record.steps().stream().map(s -> s.step().name()).toList() + " " + record.leftovers() + " "
                + record.last());
        practice.store().awaitNoneOpen(BOUND);
        practice.awaitOnePrimary();
        practice.verified();
        return record;
    }
}
