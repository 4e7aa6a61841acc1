package dev.baton.console.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.port.Ticker;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private long nanos = -5;
    private final Pace pace = new Pace(new Ticker() {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            return 0;
        }
    });

    @Test
    void whatTookLongIsNotDoneAgainForThreeTimesAsLong() {
        assertTrue(pace.due());
        nanos = 40;
        pace.done(0);
        nanos = 159;
        assertFalse(pace.due());
        nanos = 160;
        assertTrue(pace.due());
    }

    @Test
    void butWithinASecond() {
        nanos = 2_000_000_000;
        pace.done(0);
        nanos = 3_000_000_000L;
        assertTrue(pace.due());
    }
}
