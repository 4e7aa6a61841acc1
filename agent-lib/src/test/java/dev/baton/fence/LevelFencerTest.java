package dev.baton.fence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceDevice;
import dev.baton.port.FenceReceipt;
import dev.baton.port.FenceTarget;
import dev.baton.port.FencingReport;
import dev.baton.port.FencingReport.Outcome;
import dev.baton.port.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LevelFencerTest {
    private static final MemberId A = new MemberId("orders-a");
    private static final MemberId B = new MemberId("orders-b");
    private static final Set<MemberId> BOTH = Set.of(A, B);
    private static final FenceTarget TARGET = FenceTarget.of(A, new Epoch(7));
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final FenceAnswer OFF = new FenceAnswer.Off("powered off", true);
    private static final FenceAnswer FAILED = new FenceAnswer.Failed("exit code 0", "exit code 1", "look at it");

    private final List<LevelFencer> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(LevelFencer::close);
    }

    @Test
    void theReportHoldsEveryAnswerInOrderAndAReceiptForEachDeviceOfTheLevelThatDidIt() throws Exception {
        LevelFencer fencer = fencer(
                List.of(List.of("ipmi"), List.of("pdu-1", "pdu-2")),
                device("ipmi", FAILED),
                device("pdu-1", OFF),
                device("pdu-2", OFF));
        FencingReport report = get(fencer.fence(TARGET, LONG));
        assertEquals(Outcome.OFF, report.outcome());
        assertEquals(2, report.level());
        assertEquals(
                List.of("ipmi", "pdu-1", "pdu-2"),
                report.answers().stream()
                        .map(FencingReport.DeviceAnswer::device)
                        .toList());
        assertEquals(
                List.of("pdu-1", "pdu-2"),
                report.receipts().stream().map(FenceReceipt::by).toList());
        assertTrue(report.receipts().stream().allMatch(r -> r.kind() == FenceReceipt.Kind.DEVICE));
        FencingReport read = Json.read(Json.bytes(report), FencingReport.class, "a report");
        assertEquals(report, read);
    }

    @Test
    void aFailureHasEveryDevicesReasonAndNoReceipt() throws Exception {
        FencingReport report = get(fencer(List.of(List.of("x"), List.of("y")), device("x", FAILED), device("y", FAILED))
                .fence(TARGET, LONG));
        assertEquals(Outcome.FAILED, report.outcome());
        assertTrue(
                report.reason().contains("level 1, x: ") && report.reason().contains("level 2, y: "), report.reason());
        assertEquals(List.of(), report.receipts());
    }

    @Test
    void aSecondRequestForTheSameEpochGetsTheSameFencing() throws Exception {
        FakeDevice slow = new FakeDevice("slow", BOTH, OFF, false);
        LevelFencer fencer = fencer(List.of(List.of("slow")), slow);
        CompletionStage<FencingReport> first = fencer.fence(TARGET, LONG);
        CompletionStage<FencingReport> second = fencer.fence(TARGET, LONG);
        slow.gate.countDown();
        assertEquals(get(first), get(second));
        assertEquals(1, slow.limits.size());
    }

    @Test
    void oneForAnotherEpochIsRefusedWhileAFencingRuns() throws Exception {
        FakeDevice slow = new FakeDevice("slow", BOTH, OFF, false);
        LevelFencer fencer = fencer(List.of(List.of("slow")), slow);
        CompletionStage<FencingReport> first = fencer.fence(TARGET, LONG);
        FencingReport refused = get(fencer.fence(FenceTarget.of(A, new Epoch(8)), LONG));
        assertEquals(Outcome.FAILED, refused.outcome());
        assertTrue(refused.reason().contains("is being fenced for epoch 7"), refused.reason());
        slow.gate.countDown();
        assertTrue(get(first).off());
        assertTrue(get(fencer.fence(FenceTarget.of(A, new Epoch(8)), LONG)).off());
    }

    @Test
    void membersAreFencedBesideEachOther() throws Exception {
        FakeDevice slow = new FakeDevice("slow", Set.of(A), OFF, false);
        LevelFencer fencer =
                fencer(List.of(List.of("slow"), List.of("quick")), slow, new FakeDevice("quick", Set.of(B), OFF, true));
        CompletionStage<FencingReport> first = fencer.fence(TARGET, LONG);
        FencingReport other = get(fencer.fence(FenceTarget.of(B, new Epoch(7)), LONG));
        assertEquals(2, other.level());
        slow.gate.countDown();
        assertTrue(get(first).off());
    }

    @Test
    void aMemberThatNoDeviceCoversIsRefusedAndSaysWhatToDo() throws Exception {
        LevelFencer fencer = fencer(List.of(List.of("x")), new FakeDevice("x", Set.of(B), OFF, true));
        assertFalse(fencer.covers(A));
        assertTrue(fencer.covers(B));
        FencingReport report = get(fencer.fence(TARGET, LONG));
        assertEquals(Outcome.FAILED, report.outcome());
        assertTrue(report.reason().contains("add the member to a device's targets"), report.reason());
    }

    @Test
    void aDeviceOfTheLevelThatDoesNotCoverTheMemberFailsTheLevel() throws Exception {
        FencingReport report =
                get(fencer(List.of(List.of("x", "y")), device("x", OFF), new FakeDevice("y", Set.of(B), OFF, true))
                        .fence(TARGET, LONG));
        assertEquals(Outcome.FAILED, report.outcome());
        assertTrue(report.reason().contains("device 'y' does not"), report.reason());
    }

    @Test
    void aFaultInADeviceIsUnknownAndTheNextLevelIsTried() throws Exception {
        LevelFencer fencer = fencer(List.of(List.of("broken"), List.of("y")), device("broken", OFF), device("y", OFF));
        FencingReport report = get(fencer.fence(TARGET, LONG));
        assertTrue(report.off());
        assertInstanceOf(FenceAnswer.Unknown.class, report.answers().get(0).answer());
    }

    @Test
    void noDeviceIsGivenMoreThanWhatIsLeftOfTheWhole() throws Exception {
        FakeDevice x = device("x", OFF);
        get(fencer(List.of(List.of("x")), x).fence(TARGET, Duration.ofSeconds(3)));
        assertTrue(x.limits.get(0).compareTo(Duration.ofSeconds(3)) <= 0, x.limits.toString());
        FakeDevice y = device("y", OFF);
        get(fencer(List.of(List.of("y")), y).fence(TARGET, Duration.ofMinutes(5)));
        assertEquals(Duration.ofSeconds(20), y.limits.get(0));
    }

    @Test
    void withoutTimeNobodyIsAsked() throws Exception {
        FakeDevice x = device("x", OFF);
        FencingReport report = get(fencer(List.of(List.of("x")), x).fence(TARGET, Duration.ZERO));
        assertEquals(Outcome.FAILED, report.outcome());
        assertEquals("Out of time before these were asked: x", report.reason());
        assertEquals(List.of(), x.limits);
    }

    @Test
    void closeEndsWhatRunsAndWhatWaitsAsUnknown() throws Exception {
        FakeDevice slow = new FakeDevice("slow", BOTH, OFF, false);
        LevelFencer fencer = fencer(List.of(List.of("slow")), slow);
        CompletionStage<FencingReport> running = fencer.fence(TARGET, LONG);
        await().until(() -> slow.limits.size() == 1);
        fencer.close();
        FencingReport report = get(running);
        assertEquals(Outcome.UNKNOWN, report.outcome());
        assertTrue(get(fencer.fence(TARGET, LONG)).reason().contains("is ending"));
    }

    @Test
    void tooManyAtOnceAreRefused() throws Exception {
        int fit = LevelFencer.MOST_AT_ONCE + LevelFencer.MOST_WAITING;
        Set<MemberId> members = new java.util.TreeSet<>();
        for (int i = 0; i <= fit; i++) {
            members.add(new MemberId("g" + i + "-a"));
        }
        FakeDevice slow = new FakeDevice("slow", members, OFF, false);
        LevelFencer fencer = fencer(List.of(List.of("slow")), slow);
        List<CompletionStage<FencingReport>> all = members.stream()
                .map(member -> fencer.fence(FenceTarget.of(member, new Epoch(1)), LONG))
                .toList();
        slow.gate.countDown();
        int off = 0;
        for (CompletionStage<FencingReport> one : all) {
            off += get(one).off() ? 1 : 0;
        }
        assertEquals(fit, off);
    }

    @Test
    void theClockGivesAReceiptOfTheClockOnceTheGuardHasRunOut() throws Exception {
        Ticker ticker = Ticker.system();
        LevelFencer fencer =
                fencer(List.of(List.of("self")), new SelfFenceDevice("self", Duration.ofSeconds(10), ticker));
        assertEquals(Outcome.UNKNOWN, get(fencer.fence(TARGET, LONG)).outcome());

        long shut = ticker.nanos() + Duration.ofMillis(200).toNanos();
        FencingReport report = get(fencer.fence(TARGET.guardShutAt(shut), LONG));
        assertTrue(ticker.nanos() - shut >= 0, "it did not wait");
        assertEquals(FenceReceipt.Kind.CLOCK, report.receipts().get(0).kind());

        FenceTarget far =
                TARGET.guardShutAt(ticker.nanos() + Duration.ofHours(1).toNanos());
        FencingReport tooFar = get(fencer.fence(far, LONG));
        assertEquals(Outcome.UNKNOWN, tooFar.outcome());
        assertTrue(tooFar.reason().contains("longer than the 10000 ms given"), tooFar.reason());
    }

    @Test
    void aPersonsWordIsNoProofAndReadsAsNothingElse() {
        FenceReceipt word = FenceReceipt.person(A, new Epoch(7), "mia", 1_000, "pulled both plugs");
        assertFalse(word.kind().proof());
        assertEquals("mia gave the word, unproven, that orders-a is off: pulled both plugs", word.words());
        for (FenceReceipt.Kind kind : FenceReceipt.Kind.values()) {
            assertEquals(kind != FenceReceipt.Kind.PERSON, kind.proof());
        }
    }

    private static FakeDevice device(String name, FenceAnswer answer) {
        return new FakeDevice(name, BOTH, answer, true);
    }

    private LevelFencer fencer(List<List<String>> levels, FenceDevice... devices) {
        LevelFencer fencer = new LevelFencer(List.of(devices), FenceLevels.of(levels), Ticker.system());
        open.add(fencer);
        return fencer;
    }

    private static FencingReport get(CompletionStage<FencingReport> stage) throws Exception {
        return stage.toCompletableFuture().get(50, TimeUnit.SECONDS);
    }
}
