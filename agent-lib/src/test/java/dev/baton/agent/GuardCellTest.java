package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import dev.baton.port.Guard.NotPrimaryException;
import dev.baton.port.Ticker;
import org.junit.jupiter.api.Test;

class GuardCellTest {
    private static final Epoch SEVEN = new Epoch(7);

    private static final class BentTicker implements Ticker {
        long nanos = 5_000_000_000L;
        long wall = 1_000_000L;
        /** How many of the next readings of the wall clock come 80 ms after the reading before. */
        int putAside;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long wallMillis() {
            if (putAside > 0) {
                putAside--;
                advance(80);
            }
            return wall;
        }

        void advance(long millis) {
            nanos += millis * 1_000_000L;
            wall += millis;
        }

        long offset() {
            return wall - nanos / 1_000_000L;
        }
    }

    private final BentTicker ticker = new BentTicker();
    private final GuardCell guard = new GuardCell(ticker);

    private void openFor(long millis) {
        guard.open(SEVEN, ticker.nanos + millis * 1_000_000L, ticker.offset(), ticker.nanos);
    }

    @Test
    void aGuardThatWasNeverOpenedRefuses() {
        NotPrimaryException e = assertThrows(NotPrimaryException.class, () -> guard.check(SEVEN));
        assertTrue(String.valueOf(e.getMessage()).contains("epoch 7"), e.getMessage());
        assertEquals(-1, guard.remainingMillis());
    }

    @Test
    void aThreadThatWasPutAsideBetweenTheTwoClocksSeesNoJump() {
        openFor(900);
        ticker.putAside = 2;
        assertDoesNotThrow(() -> guard.check(SEVEN));
    }

    @Test
    void theTimeForWhichItWasPutAsideCounts() {
        openFor(100);
        ticker.putAside = 2;
        assertThrows(NotPrimaryException.class, () -> guard.check(SEVEN));
    }

    @Test
    void anOpenGuardPassesUntilItsEndAndNotAMomentLonger() {
        openFor(900);
        ticker.advance(899);
        assertDoesNotThrow(() -> guard.check(SEVEN));
        assertEquals(1, guard.remainingMillis());
        ticker.advance(1);
        assertThrows(NotPrimaryException.class, () -> guard.check(SEVEN));
        assertFalse(guard.open());
    }

    @Test
    void aGuardOfOneEpochRefusesAnother() {
        openFor(900);
        assertThrows(NotPrimaryException.class, () -> guard.check(new Epoch(6)));
        assertThrows(NotPrimaryException.class, () -> guard.check(new Epoch(8)));
    }

    @Test
    void aMachineThatWasSuspendedFindsItsGuardShut() {
        openFor(900);
        ticker.wall += 10_000;
        NotPrimaryException e = assertThrows(NotPrimaryException.class, () -> guard.check(SEVEN));
        assertTrue(String.valueOf(e.getMessage()).contains("10000 ms"), e.getMessage());
    }

    @Test
    void aWallClockThatWasSetBackShutsTheGuard() {
        openFor(900);
        ticker.wall -= 500;
        assertThrows(NotPrimaryException.class, () -> guard.check(SEVEN));
    }

    @Test
    void effectsOutsideTheFencedResourceWaitForTheClock() {
        guard.open(SEVEN, ticker.nanos + 900_000_000L, ticker.offset(), ticker.nanos + 300_000_000L);
        assertDoesNotThrow(() -> guard.check(SEVEN));
        assertThrows(NotPrimaryException.class, () -> guard.checkExclusive(SEVEN));
        ticker.advance(300);
        assertDoesNotThrow(() -> guard.checkExclusive(SEVEN));
    }

    @Test
    void aShutGuardSaysWhy() {
        openFor(900);
        guard.shut("handing over to orders-b");
        NotPrimaryException e = assertThrows(NotPrimaryException.class, () -> guard.check(SEVEN));
        assertTrue(String.valueOf(e.getMessage()).contains("handing over to orders-b"), e.getMessage());
    }
}
