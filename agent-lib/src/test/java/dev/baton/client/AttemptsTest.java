package dev.baton.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.Epoch;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Epoch SEVEN = new Epoch(7);

    private static Attempts failed(Attempts before, long now, double random) {
        return before.failed(SEVEN, now, 20, 1_000, random);
    }

    @Test
    void theWaitDoublesUpToTheLimit() {
        Attempts attempts = Attempts.NONE;
        long now = 0;
        for (long expected : new long[] {20, 40, 80, 160, 320, 640, 1_000, 1_000}) {
            attempts = failed(attempts, now, 0);
            assertEquals(expected, attempts.holdNanos(SEVEN, now));
            now += expected;
            assertEquals(0, attempts.holdNanos(SEVEN, now));
        }
    }

    @Test
    void noNumberOfFailuresOverflows() {
        Attempts attempts = Attempts.NONE;
        for (int i = 0; i < 10_000; i++) {
            attempts = attempts.failed(SEVEN, 0, 20_000_000L, 1_000_000_000L, 0.5);
            long hold = attempts.holdNanos(SEVEN, 0);
            assertTrue(hold > 0 && hold <= 1_000_000_000L, "" + hold);
        }
    }

    @Test
    void upToHalfIsTakenOffByChance() {
        assertEquals(20, failed(Attempts.NONE, 0, 0).holdNanos(SEVEN, 0));
        assertEquals(15, failed(Attempts.NONE, 0, 0.5).holdNanos(SEVEN, 0));
        assertEquals(11, failed(Attempts.NONE, 0, 0.999).holdNanos(SEVEN, 0));
    }

    @Test
    void aNewerEpochBeginsAnewAndAnOlderOneChangesNothing() {
        Attempts attempts = failed(failed(Attempts.NONE, 0, 0), 20, 0);
        assertEquals(0, attempts.holdNanos(new Epoch(8), 20));
        assertEquals(attempts, attempts.failed(new Epoch(6), 20, 20, 1_000, 0));
        assertEquals(20, attempts.failed(new Epoch(8), 20, 20, 1_000, 0).holdNanos(new Epoch(8), 20));
    }

    @Test
    void failuresOfLongAgoAreForgotten() {
        Attempts attempts = failed(failed(failed(Attempts.NONE, 0, 0), 0, 0), 0, 0);
        assertEquals(160, failed(attempts, 2_079, 0).holdNanos(SEVEN, 2_079));
        assertEquals(20, failed(attempts, 2_080, 0).holdNanos(SEVEN, 2_080));
    }
}
