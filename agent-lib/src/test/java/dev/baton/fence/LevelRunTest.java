package dev.baton.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.fence.FenceLevels.Level;
import dev.baton.fence.LevelRun.Step;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceReceipt.Kind;
import dev.baton.port.FencingReport.DeviceAnswer;
import dev.baton.port.FencingReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelRunTest {
    private static final FenceAnswer OFF = new FenceAnswer.Off("powered off", true);
    private static final FenceAnswer FAILED = new FenceAnswer.Failed("exit code 0", "exit code 1", "look at it");
    private static final FenceAnswer UNKNOWN = new FenceAnswer.Unknown("an answer", "none", "look at it");

    @Test
    void everyDeviceOfALevelMustSayOff() {
        LevelRun run = LevelRun.of(levels(List.of("pdu-1", "pdu-2")));
        run = answer(run, OFF);
        assertEquals(new Step.Ask(1, "pdu-2"), run.next());
        assertEquals(Outcome.OFF, over(answer(run, OFF)).outcome());
        assertEquals(Outcome.FAILED, over(answer(run, FAILED)).outcome());
        assertEquals(Outcome.UNKNOWN, over(answer(run, UNKNOWN)).outcome());
    }

    @Test
    void theFirstFailureEndsItsLevelAndTheNextOneBegins() {
        LevelRun run = LevelRun.of(levels(List.of("a", "b"), List.of("c")));
        run = answer(run, FAILED);
        assertEquals(new Step.Ask(2, "c"), run.next());
        Step.Over over = over(answer(run, OFF));
        assertEquals(Outcome.OFF, over.outcome());
        assertEquals(2, over.level());
    }

    @Test
    void anUnknownNeverCountsAsOffAndIsNamedWithItsReason() {
        LevelRun run = answer(LevelRun.of(levels(List.of("a"), List.of("b"))), UNKNOWN);
        Step.Over over = over(answer(run, FAILED));
        assertEquals(Outcome.UNKNOWN, over.outcome());
        assertTrue(over.reason().contains("level 1, a: unknown: expected an answer, found none"), over.reason());
        assertTrue(
                over.reason().contains("level 2, b: failed: expected exit code 0, found exit code 1"), over.reason());
    }

    @Test
    void anOffOfAnAbandonedLevelCountsForNothing() {
        LevelRun run = LevelRun.of(levels(List.of("a", "b"), List.of("a")));
        run = answer(answer(run, OFF), FAILED);
        assertEquals(new Step.Ask(2, "a"), run.next());
        assertEquals(Outcome.FAILED, over(answer(run, FAILED)).outcome());
    }

    @Test
    void outOfTimeNamesWhoWasNotAskedAndUndoesNoCompleteLevel() {
        LevelRun run = LevelRun.of(levels(List.of("a", "b"), List.of("c")));
        Step.Over over = over(answer(run, OFF).outOfTime());
        assertEquals(Outcome.FAILED, over.outcome());
        assertEquals("Out of time before these were asked: b, c", over.reason());
        assertEquals(
                Outcome.OFF, over(answer(answer(run, OFF), OFF).outOfTime()).outcome());
    }

    @Test
    void anAnswerThatWasNotAskedForIsRefused() {
        LevelRun run = LevelRun.of(levels(List.of("a", "b")));
        assertThrows(IllegalStateException.class, () -> run.answered(of(1, "b", OFF)));
        assertThrows(IllegalStateException.class, () -> run.answered(of(2, "a", OFF)));
        LevelRun done = answer(answer(run, OFF), OFF);
        assertThrows(IllegalStateException.class, () -> done.answered(of(1, "b", OFF)));
    }

    @Test
    void aLevelWithoutADeviceIsRefusedRatherThanComplete() {
        assertThrows(IllegalArgumentException.class, () -> LevelRun.of(levels(List.of())));
    }

    /** Whatever the levels and the answers: it ends, asks each device of each level at most once, and says OFF exactly where all of one level did. */
    @Test
    void anyLevelsAndAnyAnswersKeepTheRules() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            List<Level> levels = randomLevels(random);
            int devices = levels.stream().mapToInt(l -> l.devices().size()).sum();
            LevelRun run = LevelRun.of(levels);
            int asked = 0;
            while (run.next() instanceof Step.Ask ask) {
                run = random.nextInt(30) == 0
                        ? run.outOfTime()
                        : run.answered(of(ask.level(), ask.device(), randomAnswer(random)));
                asked++;
                assertTrue(asked <= devices + 1, "seed " + seed + " does not end");
            }
            check(run, levels, "seed " + seed + ": " + run);
        }
    }

    private static void check(LevelRun run, List<Level> levels, String seed) {
        Step.Over over = over(run);
        boolean complete = levels.stream().anyMatch(level -> level.devices().equals(offs(run, level)));
        boolean unknown = run.answers().stream().anyMatch(a -> a.answer() instanceof FenceAnswer.Unknown);
        assertEquals(complete, over.outcome() == Outcome.OFF, seed);
        if (!complete) {
            assertEquals(unknown ? Outcome.UNKNOWN : Outcome.FAILED, over.outcome(), seed);
            assertFalse(over.reason().isBlank(), seed);
        }
        List<Integer> order = run.answers().stream().map(DeviceAnswer::level).toList();
        assertEquals(order.stream().sorted().toList(), order, seed);
        // Behind an answer other than off, no device of the same level is asked.
        for (int i = 0; i + 1 < run.answers().size(); i++) {
            DeviceAnswer answer = run.answers().get(i);
            assertTrue(
                    answer.answer() instanceof FenceAnswer.Off
                            || run.answers().get(i + 1).level() > answer.level(),
                    seed);
        }
    }

    private static List<String> offs(LevelRun run, Level level) {
        return run.answers().stream()
                .filter(a -> a.level() == level.number() && a.answer() instanceof FenceAnswer.Off)
                .map(DeviceAnswer::device)
                .toList();
    }

    private static List<Level> randomLevels(Random random) {
        List<Level> levels = new ArrayList<>();
        int count = 1 + random.nextInt(FenceLevels.MOST);
        for (int i = 1; i <= count; i++) {
            List<String> devices = new ArrayList<>();
            for (int d = 0; d <= random.nextInt(4); d++) {
                devices.add("d" + d);
            }
            levels.add(new Level(i, devices));
        }
        return levels;
    }

    private static FenceAnswer randomAnswer(Random random) {
        int number = random.nextInt(10);
        return number < 6 ? OFF : number < 8 ? FAILED : UNKNOWN;
    }

    @SafeVarargs
    private static List<Level> levels(List<String>... devices) {
        List<Level> levels = new ArrayList<>();
        for (List<String> names : devices) {
            levels.add(new Level(levels.size() + 1, names));
        }
        return levels;
    }

    private static LevelRun answer(LevelRun run, FenceAnswer answer) {
        Step.Ask ask = assertInstanceOf(Step.Ask.class, run.next());
        return run.answered(of(ask.level(), ask.device(), answer));
    }

    private static DeviceAnswer of(int level, String device, FenceAnswer answer) {
        return new DeviceAnswer(level, device, Kind.DEVICE, 1_000, 10, answer);
    }

    private static Step.Over over(LevelRun run) {
        return assertInstanceOf(Step.Over.class, run.next());
    }
}
