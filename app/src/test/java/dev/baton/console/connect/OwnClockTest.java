package dev.baton.console.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.model.OwnState;
import dev.baton.port.Ticker;
import org.junit.jupiter.api.Test;

class OwnClockTest {
    private long wall = 1_000_000;
    private long nanos = 5_000_000_000L;
    private final OwnClock clock = new OwnClock(new Ticker() {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return wall;
        }
    });

    private void pass(long millis) {
        wall += millis;
        nanos += millis * 1_000_000;
    }

    @Test
    void whileNothingHappensItIsTheWallClock() {
        pass(2_000);
        assertEquals(1_002_000, clock.wallMillis());
        assertEquals(OwnState.WELL, clock.state());
    }

    @Test
    void aSuspendedMachineComesBackLateAndKnowsIt() {
        pass(100);
        wall += 60_000; // the monotonic clock stood still
        assertEquals(1_060_100, clock.wallMillis());
        OwnState state = clock.state();
        assertEquals(60_000, state.jumpMillis());
        assertTrue(state.unsettled(1_060_100));
        pass(10_000);
        assertFalse(clock.state().unsettled(clock.wallMillis()), "it settles");
    }

    @Test
    void aClockThatIsSetBackGoesOnAndIsKnown() {
        pass(100);
        wall -= 3_600_000;
        assertEquals(1_000_100, clock.wallMillis());
        assertEquals(-3_600_000, clock.state().jumpMillis());
        pass(500);
        assertEquals(1_000_600, clock.wallMillis());
        assertEquals(1_000_100, clock.state().jumpedAtMillis(), "one jump is told once");
    }

    @Test
    void aClockThatIsSetBackAndForthIsWhereItWas() {
        wall -= 10_000;
        clock.wallMillis();
        wall += 10_000;
        pass(1_000);
        assertEquals(1_001_000, clock.wallMillis());
    }

    @Test
    void theTimeServiceAtWorkIsNoJump() {
        for (int i = 0; i < 100; i++) {
            pass(100);
            wall += 5;
            clock.wallMillis();
        }
        assertEquals(wall, clock.wallMillis());
        assertEquals(OwnState.WELL, clock.state());
    }
}
