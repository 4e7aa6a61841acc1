package dev.baton.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Values that are of the right type, and with which nobody could go on. */
class NonsenseTest {
    private static String refused(String json, Class<?> type) {
        Json.MalformedException refused =
                assertThrows(Json.MalformedException.class, () -> Json.read(json.getBytes(UTF_8), type, "/x"));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void anEpochAfterWhichThereIsNoNextIsNotRead() {
        for (long epoch : new long[] {Long.MAX_VALUE, (1L << 52) + 1, -1}) {
            String message =
                    refused("{\"epoch\":" + epoch + ",\"at\":{\"millis\":1,\"counter\":0}}", FailoverMark.class);
            assertTrue(message.contains(Long.toString(epoch)), message);
        }
    }

    @Test
    void aLeaseThatNeverRunsOutIsNotRead() {
        String lease = Json.text(new Lease(new Epoch(2), null, null, 1_000, Set.of(), 3));
        String message = refused(lease.replace("1000", Long.toString(Long.MAX_VALUE / 1_000)), Lease.class);
        assertTrue(message.contains("lease duration"), message);
    }

    @Test
    void timesWhoseSumsLeaveTheNumbersAreProblems() {
        Timing endless = new Timing(1, 2, Long.MAX_VALUE, Long.MAX_VALUE, 500_000, Long.MAX_VALUE, 0);
        List<String> problems = endless.problems();
        for (String part : List.of("lease is", "margin is", "cooldown is")) {
            assertTrue(problems.stream().anyMatch(each -> each.startsWith(part)), () -> part + ": " + problems);
        }
        Policy policy = new Policy(
                Policy.Mode.ACTIVE_PASSIVE, Timing.BALANCED, 1, Long.MAX_VALUE, false, Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(3, policy.problems().size(), () -> policy.problems().toString());
    }

    @Test
    void aMemberWhoseServiceHasNoLegalNameIsNone() {
        for (String id : List.of("orders-.x", "orders-_", "orders-", "-a")) {
            assertThrows(IllegalArgumentException.class, () -> new MemberId(id), id);
        }
    }

    @Test
    void aMessageDoesNotQuoteAWholeDocument() {
        String message = refused("{\"id\":{\"" + "x".repeat(100_000) + "\":1}}", OpenAction.class);
        assertTrue(message.length() < 600, () -> message.length() + " characters");
        String name = refused("{\"member\":\"" + "x".repeat(100_000) + "\"}", Live.class);
        assertTrue(name.length() < 600, () -> name.length() + " characters");
    }

    @Test
    void aMessageIsOneLineAndMovesNoCursor() {
        String nasty = "x\n2026-11-26 ERROR forged\r\u001b[2J\u2028\u202e";
        String said = String.valueOf(new Json.MalformedException(nasty).getMessage());
        assertEquals("x\ufffd2026-11-26 ERROR forged\ufffd\ufffd[2J\ufffd\ufffd", said);
    }
}
