package dev.baton.lab.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.Lab;
import dev.baton.lab.LabOptions;
import dev.baton.lab.torture.TortureReport.Done;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A short run, whole: that the runner does its plan, ends it and cleans up. How Baton bears it is for longer runs to tell. */
class TortureIT {
    @TempDir
    Path dir;

    @Test
    @Timeout(300)
    void aRunDoesItsPlanFindsACleanHistoryAndLeavesNothingRunning() throws Exception {
        LabOptions lab = LabOptions.in(dir).withServices(2).withGroups(List.of("orders"));
        TortureOptions options = new TortureOptions(lab, Duration.ofSeconds(12), 7);
        List<String> said = new ArrayList<>();
        TortureReport report = Torture.run(options, said::add);

        assertEquals(List.of(), Lab.open(dir).state().alive());
        assertEquals(
                options.plan().faults().stream()
                        .map(f -> f.fault().toString())
                        .sorted()
                        .toList(),
                report.faults().stream().map(Done::fault).sorted().toList());
        assertTrue(report.verify().clean(), report::toString);
        assertTrue(report.committed() > 0, report::toString);
        assertTrue(report.primaryWithinMs() >= 0, report::toString);
        // The plan comes before the lab, so that it is known also of a run that fails.
        assertTrue(said.get(1).endsWith(options.plan().faults().get(0).fault().toString()), said.get(1));
    }
}
