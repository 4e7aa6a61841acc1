package dev.baton.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PauseTest {
    private static PauseWindow window() {
        return new PauseWindow(10_000, 500, 5);
    }

    @Test
    void noPauseIsFine() {
        assertTrue(window().judge(0).ok());
    }

    @Test
    void oneLongPauseFailsUntilItHasLeftTheWindow() {
        PauseWindow window = window();
        window.add(1_000, 1_501);
        Finding found = window.judge(2_000);
        assertEquals("1 pauses in 10 s, the longest 501 ms, together 5.0 %; expected none over 500 ms", found.detail());
        assertFalse(window.judge(11_500).ok(), "its end is within the window still");
        assertTrue(window.judge(11_501).ok());
    }

    @Test
    void manyShortPausesFailTogether() {
        PauseWindow window = window();
        for (int i = 0; i < 10; i++) {
            window.add(i * 100L, i * 100L + 50);
        }
        assertTrue(window.judge(1_000).ok(), "500 ms of 10 s are 5 %");
        window.add(1_000, 1_050);
        Finding found = window.judge(1_100);
        assertFalse(found.ok());
        assertTrue(found.detail().contains("expected at most 5.0 %"), found::detail);
    }

    @Test
    void cyclesThatRunBesideTheProgramAreNoPauses() {
        assertFalse(GcPauseProbe.pauses("ZGC Major Cycles"));
        assertFalse(GcPauseProbe.pauses("Shenandoah Cycles"));
        assertTrue(GcPauseProbe.pauses("ZGC Major Pauses"));
        assertTrue(GcPauseProbe.pauses("G1 Young Generation"));
    }

    @Test
    void aRealCollectionIsHeard() throws Exception {
        Probe probe = Probes.gcPauses(Duration.ofMinutes(1), 100, Duration.ofMinutes(10));
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                System.gc();
                return !probe.look().detail().startsWith("0 pauses");
            });
            assertTrue(probe.look().ok());
        } finally {
            probe.close();
        }
    }

    @Test
    void aLoopThatStandsStillIsNotGivenMoreToDo() throws Exception {
        Deque<Runnable> queue = new ArrayDeque<>();
        Probe probe = Probes.eventLoop(queue::add, Duration.ofMillis(20));
        for (int i = 0; i < 3; i++) {
            Finding found = probe.look();
            assertFalse(found.ok());
            assertTrue(found.detail().contains("expected at most 20 ms"), found::detail);
        }
        assertEquals(1, queue.size());
        queue.remove().run();
        assertFalse(probe.look().ok(), "it ran at last, but late");
        assertTrue(queue.isEmpty());
    }

    @Test
    void aLoopThatRunsPasses() throws Exception {
        assertTrue(
                Probes.eventLoop(Runnable::run, Duration.ofSeconds(20)).look().ok());
        Finding refused = Probes.eventLoop(
                        task -> {
                            throw new RejectedExecutionException("shut down");
                        },
                        Duration.ofSeconds(1))
                .look();
        assertEquals("the loop takes no task: shut down", refused.detail());
    }
}
