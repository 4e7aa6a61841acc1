package dev.baton.lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped core under faults on simulated time. */
class SimulationTest {
    private static final long SEEDS_WITH_OPERATORS = 40;
    private static final long SEEDS = Long.getLong("baton.seeds", 2_000);

    @Test
    void noSeedBreaksAGuarantee() throws InterruptedException {
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        SeedRuns.Report report = SeedRuns.run(1, SEEDS, threads, SimOptions.DEFAULT, now -> {});
        assertEquals(
                List.of(), report.violations(), "rerun: baton lab simulate --seeds 1 --seed THE_SEED --transcript");
        assertEquals(SEEDS, report.seeds());
        assertTrue(report.epochs() > SEEDS, () -> "faults must cost some leaderships: " + report.epochs());
    }

    @Test
    void theSameSeedIsTheSameRun() {
        for (long seed = 1; seed <= 10; seed++) {
            SimResult once = Simulation.run(seed, SimOptions.DEFAULT);
            assertEquals(once, Simulation.run(seed, SimOptions.DEFAULT), "seed " + seed);
        }
    }

    @Test
    void aTranscriptChangesNothing() {
        List<String> lines = new ArrayList<>();
        SimResult told = Simulation.run(5, SimOptions.DEFAULT.withTranscript(lines::add));
        assertEquals(Simulation.run(5, SimOptions.DEFAULT).hash(), told.hash());
        assertTrue(lines.size() > 20, () -> "lines: " + lines);
    }

    @Test
    void anotherSeedIsAnotherRun() {
        assertNotEquals(
                Simulation.run(1, SimOptions.DEFAULT).hash(),
                Simulation.run(2, SimOptions.DEFAULT).hash());
    }

    /** Beside the seeds that choose to have operators: each of these does. */
    @Test
    void whatNoOperatorSignedIsNeverCarriedOut() throws InterruptedException {
        SimOptions options = SimOptions.DEFAULT.withPreset("fast").withOperators(true);
        SeedRuns.Report report = SeedRuns.run(1, SEEDS_WITH_OPERATORS, 2, options, now -> {});
        assertEquals(List.of(), report.violations());
        assertEquals(SEEDS_WITH_OPERATORS, report.withOperators());
        SimResult.Asked asked = report.asked();
        assertTrue(asked.attacks() > 5 * SEEDS_WITH_OPERATORS, () -> "hardly an attack: " + asked);
        assertTrue(asked.refused() > SEEDS_WITH_OPERATORS, () -> "hardly a refusal: " + asked);
        assertTrue(asked.started() > SEEDS_WITH_OPERATORS, () -> "those who may are kept from it: " + asked);
    }

    @Test
    void theSameSeedIsTheSameRunWithOperatorsToo() {
        SimOptions options = SimOptions.DEFAULT.withOperators(true);
        assertEquals(Simulation.run(3, options), Simulation.run(3, options));
        assertEquals(
                Simulation.run(3, options).hash(),
                Simulation.run(3, options.withTranscript(line -> {})).hash());
    }
}
