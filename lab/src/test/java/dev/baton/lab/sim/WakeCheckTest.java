package dev.baton.lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Stepping at each wake is as good as stepping all the time. */
class WakeCheckTest {
    private static final long SEEDS = Long.getLong("baton.wakes", 24);

    @Test
    void aMemberThatStepsWhenItAskedToDecidesTheSameAsOneThatStepsEachMillisecond() throws InterruptedException {
        SimOptions thorough = SimOptions.DEFAULT.withLeases(16).withWakesOfEvery(1);
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        SeedRuns.Report report = SeedRuns.run(1, SEEDS, threads, thorough, now -> {});
        assertEquals(List.of(), report.violations());
    }
}
