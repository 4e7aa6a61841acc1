package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.model.MemberId;
import dev.baton.port.Ticker;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final MemberId A = new MemberId("orders-a");
    private static final long GUARD = 1_000_000_000L;
    private static final long END = GUARD + Watchdog.STOP_NANOS;

    private final AtomicInteger fenced = new AtomicInteger();
    private final Watchdog watchdog = new Watchdog(Ticker.system(), fenced::incrementAndGet);

    @Test
    void aLoopThatHangsPastItsGuardEndsTheProcessOnce() {
        watchdog.arm(A, GUARD);
        watchdog.look(END - 1, false);
        assertEquals(0, fenced.get());
        watchdog.look(END, false);
        watchdog.look(END + 1, false);
        assertEquals(1, fenced.get());
    }

    @Test
    void eachOpeningOfTheGuardMovesTheDeadline() {
        watchdog.arm(A, GUARD);
        watchdog.arm(A, GUARD + 500);
        watchdog.look(END, false);
        assertEquals(0, fenced.get());
        watchdog.look(END + 500, false);
        assertEquals(1, fenced.get());
    }

    @Test
    void aMemberThatHoldsNothingIsLeftAlone() {
        watchdog.arm(A, GUARD);
        watchdog.disarm(A);
        watchdog.look(END, false);
        assertEquals(0, fenced.get());
    }

    @Test
    void aProcessThatWasPausedAsAWholeGetsItsTimeAgain() {
        watchdog.arm(A, GUARD);
        long resumed = END + 60_000_000_000L;
        watchdog.look(resumed, true);
        watchdog.look(resumed + Watchdog.STOP_NANOS - 1, false);
        assertEquals(0, fenced.get());
        watchdog.look(resumed + Watchdog.STOP_NANOS, false);
        assertEquals(1, fenced.get());
    }
}
