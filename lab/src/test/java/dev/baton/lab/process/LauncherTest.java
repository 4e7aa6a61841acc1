package dev.baton.lab.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.LabException;
import dev.baton.lab.process.ProcessRef.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private final List<ProcessRef> started = new ArrayList<>();

    @AfterEach
    void killLeftovers() {
        Stopper.stop(started, Duration.ZERO);
    }

    @Test
    void aProcessIsReadyOnceItSaysSo() throws Exception {
        Launched launched = start("wait");
        assertEquals(Long.toString(launched.process().pid()), launched.awaitReady(LIMIT));
        assertTrue(launched.process().alive());
        assertTrue(launched.process().residentKib() > 0);
    }

    @Test
    void aProcessThatEndsBeforeItIsReadyIsReportedWithItsLastWords() throws Exception {
        Launched launched = start("fail");
        LabException failed = assertThrows(LabException.class, () -> launched.awaitReady(LIMIT));
        assertTrue(String.valueOf(failed.getMessage()).contains("port 9 is in use"), failed.getMessage());
    }

    @Test
    void stopEndsWillingDeafAndPausedOnes() throws Exception {
        Launched willing = start("wait");
        Launched deaf = start("deaf");
        Launched paused = start("wait");
        for (Launched launched : List.of(willing, deaf, paused)) {
            launched.awaitReady(LIMIT);
        }
        paused.process().signal(Signal.STOP);
        await().until(() -> paused.process().paused());

        assertEquals(List.of(), Stopper.stop(started, Duration.ofMillis(500)));
        for (ProcessRef process : started) {
            assertFalse(process.alive());
        }
    }

    @Test
    void aStrangerWithTheSamePidIsNeverHit() throws Exception {
        Launched launched = start("wait");
        launched.awaitReady(LIMIT);
        ProcessRef stranger = new ProcessRef(
                "kafka", launched.process().pid(), launched.process().startTicks() - 1);
        assertFalse(stranger.alive());
        assertFalse(stranger.signal(Signal.KILL));
        assertEquals(List.of(), Stopper.stop(List.of(stranger), Duration.ZERO));
        assertTrue(launched.process().alive());
    }

    @Test
    void aPausedProcessIsAliveAndWakes() throws Exception {
        Launched launched = start("wait");
        launched.awaitReady(LIMIT);
        assertTrue(launched.process().signal(Signal.STOP));
        await().until(() -> launched.process().paused());
        assertTrue(launched.process().alive());
        assertTrue(launched.process().signal(Signal.CONT));
        await().until(() -> !launched.process().paused());
    }

    private Launched start(String how) throws LabException {
        Launched launched = new Launcher(dir)
                .start(
                        "sleeper-" + started.size(),
                        Sleeper.class,
                        List.of("-Xmx32m", "-XX:+UseSerialGC"),
                        List.of(how));
        started.add(launched.process());
        return launched;
    }
}
