package dev.baton.lab.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A machine's two clocks. */
class HostClockTest {
    private static final long SECOND = 1_000_000_000L;

    private final Scheduler time = new Scheduler();

    private void pass(long nanos) {
        long until = time.nanos() + nanos;
        while (time.next(until)) {
            // Nothing is due.
        }
    }

    @Test
    void aFastClockIsAheadByItsRate() {
        HostClock clock = new HostClock(time, 10_000, -5, 1_000);
        pass(SECOND);
        assertEquals(1_010_000_000L - 5, clock.nanos());
        assertEquals(1_000 + 1_010, clock.wallMillis());
    }

    @Test
    void onlyTheWallClockGoesOnWhileTheMachineIsSuspended() {
        HostClock clock = new HostClock(time, 0, 0, 0);
        pass(SECOND);
        clock.suspend();
        pass(SECOND);
        assertEquals(SECOND, clock.nanos());
        assertEquals(2_000, clock.wallMillis());
        clock.wake();
        pass(SECOND);
        assertEquals(2 * SECOND, clock.nanos());
        assertEquals(3_000, clock.wallMillis());
    }

    @Test
    void aDeadlineIsReachedAtItsTrueInstantAndNotBefore() {
        for (long ppm = -300_000; ppm <= 300_000; ppm += 7_919) {
            HostClock clock = new HostClock(time, ppm, 123_456_789_012_345L, 0);
            long deadline = clock.nanos() + 777_777_777L;
            long at = clock.trueAt(deadline);
            pass(at - time.nanos() - 2);
            assertTrue(clock.nanos() < deadline, "ppm " + ppm);
            pass(2);
            assertTrue(clock.nanos() >= deadline, "ppm " + ppm);
        }
    }
}
