package dev.baton.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.CheckStatus;
import dev.baton.model.CheckStatus.State;
import org.junit.jupiter.api.Test;

class CheckFoldTest {
    private static final HealthCheck CHECK =
            HealthCheck.readiness("db", () -> Finding.ok("fine")).failsAfter(3).recoversAfter(2);

    /** {@code +} passes, {@code -} fails, one run a second from second 1 on. */
    private static CheckFold after(HealthCheck check, String runs) {
        CheckFold fold = CheckFold.begin(check, 0);
        for (int i = 0; i < runs.length(); i++) {
            Finding finding = runs.charAt(i) == '+' ? Finding.ok("fine") : Finding.failed("broken");
            fold = fold.after(finding, (i + 1) * 1_000L, 70);
        }
        return fold;
    }

    @Test
    void theFirstRunThatPassesMakesItOk() {
        assertEquals(State.PENDING, after(CHECK, "").state());
        assertEquals(State.PENDING, after(CHECK, "--").state());
        assertEquals(State.OK, after(CHECK, "--+").state());
        assertEquals(3_000, after(CHECK, "--++").sinceMillis());
    }

    @Test
    void onlyFailuresInARowCount() {
        assertEquals(State.OK, after(CHECK, "+--+--+--").state());
        assertEquals(State.FAILED, after(CHECK, "+--+---").state());
        assertEquals(State.FAILED, after(CHECK, "---").state());
    }

    @Test
    void itFailsSinceTheFirstOfTheFailuresThatLedThere() {
        CheckStatus status = after(CHECK, "+++-----").status();
        assertEquals(4_000, status.sinceMillis());
        assertEquals(5, status.inARow());
        assertEquals(5, status.failures());
        assertEquals(8, status.runs());
        assertEquals(70, status.durationMicros());
        assertEquals("check db fails since 1970-01-01T00:00:04Z: broken", status.words());
    }

    @Test
    void flappingStaysWhereItIs() {
        assertEquals(State.FAILED, after(CHECK, "---+-+-+-+-").state());
        assertEquals(State.FAILED, after(CHECK, "---+").state());
        CheckFold recovered = after(CHECK, "---+-++");
        assertEquals(State.OK, recovered.state());
        assertEquals(7_000, recovered.sinceMillis());
    }

    @Test
    void aSingleFailureIsToldWithoutCounting() {
        CheckStatus status = after(CHECK, "++-").status();
        assertEquals(State.OK, status.state());
        assertEquals("failed 1 of 3 times: broken", status.detail());
        assertEquals("passed 1 of 2 times: fine", after(CHECK, "---+").status().detail());
    }

    @Test
    void whatHasNotDecidedYetIsNotReadyButLive() {
        HealthCheck live = HealthCheck.liveness("loop", () -> Finding.ok("fine"));
        assertFalse(after(CHECK, "-").status().ok());
        assertTrue(after(live, "-").status().ok());
        assertFalse(after(live, "---").status().ok());
    }
}
