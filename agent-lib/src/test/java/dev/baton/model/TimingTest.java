package dev.baton.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void thePresetsAreSound() {
        for (String name : List.of("fast", "balanced", "conservative")) {
            assertEquals(List.of(), Timing.preset(name).problems(), name);
        }
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        Timing bad = new Timing(0, 2_000, 1_000, 10, 600_000, -1, 9_000);
        List<String> problems = bad.problems();
        for (String part : List.of(
                "heartbeat is 0",
                "drift is 600000",
                "suspect is 2000",
                "margin is 10",
                "promise is 9000",
                "cooldown is -1")) {
            assertTrue(problems.stream().anyMatch(p -> p.contains(part)), () -> part + " is missing in " + problems);
        }
    }

    @Test
    void aPromiseThatTheMarginEatsUpIsRefused() {
        Timing bad = new Timing(100, 500, 1_000, 80, 10_000, 0, 100);
        assertEquals(1, bad.problems().size(), () -> bad.problems().toString());
        assertTrue(bad.problems().get(0).contains("twice the margin"));
    }

    @Test
    void aStoreThatIsTooSlowForTheLeaseIsAProblem() {
        assertEquals(List.of(), Timing.BALANCED.problems(500));
        assertTrue(Timing.BALANCED.problems(501).get(0).contains("twice the store's round trip"));
    }

    @Test
    void aPauseLongerThanTheGuardIsAWarning() {
        assertEquals(List.of(), Timing.BALANCED.warnings(900));
        assertTrue(Timing.BALANCED.warnings(3_000).get(0).contains("3000 ms"));
    }

    @Test
    void aWaitIsNeverShorterThanAGuard() {
        for (long d : new long[] {1, 99, 600, 1_000, 15_000, 60_000}) {
            assertTrue(Timing.BALANCED.waitNanos(d) > Timing.BALANCED.guardNanos(d) * 1.01, "D = " + d);
        }
    }
}
