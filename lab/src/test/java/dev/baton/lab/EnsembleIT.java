package dev.baton.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import dev.baton.lab.verify.VerifyReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lab on three ZooKeeper servers of one ensemble, each a process of its own. */
class EnsembleIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    @Timeout(300)
    void anEnsembleOutlivesItsLeaderAndItsDataOutlivesEveryServer() throws Exception {
        LabOptions options = LabOptions.in(dir)
                .withServices(1)
                .withGroups(List.of("orders"))
                .withStoreServers(3)
                .withLimit(Duration.ofMinutes(2));
        Lab lab = Lab.up(options, Progress.silent());
        Set<ProcessRef> all = new HashSet<>(lab.state().processes());
        try {
            assertEquals(3, lab.state().stores().size());
            String first = leader(lab);
            lab.fault(Fault.of(Fault.Kind.KILL, "store-leader"));
            assertEquals("stopped", stateOf(lab, first));
            assertTrue(!leader(lab).equals(first));
            lab.start("store");
            all.addAll(lab.state().processes());
            await().atMost(LIMIT).until(() -> lab.status().stores().stream().allMatch(s -> s.mode() != null));

            lab.fault(Fault.of(Fault.Kind.RESTART, "store"));
            all.addAll(lab.state().processes());
            lab.fault(Fault.of(Fault.Kind.RESTART, "kafka"));
            all.addAll(lab.state().processes());

            long before = lab.verify().committed();
            await().atMost(LIMIT).until(() -> lab.verify().committed() > before + 100);
            VerifyReport report = lab.verify();
            assertTrue(report.clean(), report::toString);
        } finally {
            lab.down();
            assertEquals(List.of(), all.stream().filter(ProcessRef::alive).toList());
            Stopper.stop(all, Duration.ZERO);
        }
    }

    /** The server that says it leads, once one does. */
    private static String leader(Lab lab) {
        return await().atMost(LIMIT)
                .until(
                        () -> lab.status().stores().stream()
                                .filter(s -> "leader".equals(s.mode()))
                                .map(LabState.Server::id)
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private static String stateOf(Lab lab, String server) throws LabException {
        return lab.state().servers().stream()
                .filter(s -> s.id().equals(server))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
