package dev.baton.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import dev.baton.lab.proxy.Route;
import dev.baton.lab.verify.VerifyReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole lab, once: up, a kill, a pause, a cut, verify, down. */
class WholeLabIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    @Timeout(600)
    void aKilledAPausedAndACutOffPrimaryAreReplacedAndNothingIsLost() throws Exception {
        // One group keeps the run short, and the conservative choice of a lease would hide nothing: takeovers are what
        // is tested.
        LabOptions options = LabOptions.in(dir).withGroups(List.of("orders")).withLimit(Duration.ofMinutes(4));
        Lab lab = Lab.up(options, Progress.silent());
        List<ProcessRef> all = lab.state().processes();
        try {
            LabException second = assertThrows(LabException.class, () -> Lab.up(options, Progress.silent()));
            assertTrue(String.valueOf(second.getMessage()).contains("runs already"), second.getMessage());

            String killed = primaryAfter(lab, 0, "");
            long epoch = epoch(lab);
            lab.fault(Fault.of(Fault.Kind.KILL, service(killed)));
            String next = primaryAfter(lab, epoch, killed);
            assertNotEquals(killed, next);
            lab.start(service(killed));
            all = lab.state().processes();

            epoch = epoch(lab);
            String paused = primaryAfter(lab, 0, "");
            lab.fault(Fault.of(Fault.Kind.PAUSE, service(paused)).lasting(Duration.ofSeconds(4)));
            primaryAfter(lab, epoch, paused);
            await().atMost(LIMIT).until(() -> state(lab, paused).equals("running"));

            epoch = epoch(lab);
            String cut = primaryAfter(lab, 0, "");
            lab.fault(Fault.of(Fault.Kind.CUT, service(cut))
                    .towards(Set.of(Route.Kind.STORE, Route.Kind.KAFKA, Route.Kind.PEERS))
                    .lasting(Duration.ofSeconds(4)));
            primaryAfter(lab, epoch, cut);

            long before = lab.verify().committed();
            await().atMost(LIMIT).until(() -> lab.verify().committed() > before);
            VerifyReport report = lab.verify();
            assertTrue(report.clean(), report::toString);
            assertTrue(report.epochs() >= 4, report::toString);
        } finally {
            lab.down();
            assertEquals(List.of(), all.stream().filter(ProcessRef::alive).toList());
            Stopper.stop(all, Duration.ZERO);
        }
        assertFalse(lab.state().services().stream().anyMatch(s -> s.state().equals("running")));
    }

    /** Waits for a primary of a later epoch than that, and other than {@code not}. */
    private static String primaryAfter(Lab lab, long epoch, String not) {
        LabState.Group group = await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> lab.status().groups().get(0), g -> {
                    String primary = g.primary();
                    return primary != null && g.epoch() > epoch && !primary.equals(not);
                });
        return Objects.requireNonNull(group.primary());
    }

    private static long epoch(Lab lab) throws LabException {
        return lab.status().groups().get(0).epoch();
    }

    private static String service(String member) {
        return member.substring(member.lastIndexOf('-') + 1);
    }

    private static String state(Lab lab, String member) throws LabException {
        return lab.state().services().stream()
                .filter(s -> s.id().equals(service(member)))
                .findFirst()
                .orElseThrow()
                .state();
    }
}
