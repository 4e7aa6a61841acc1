package dev.baton.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PolicyTest {
    private static Policy read(String json) throws Json.MalformedException {
        return Json.read(json.getBytes(UTF_8), Policy.class, "policy");
    }

    @Test
    void everyProblemIsReportedAtOnce() {
        Policy bad = new Policy(Policy.Mode.ACTIVE_PASSIVE, Timing.BALANCED, -1, -2, false, -3, -4);
        assertEquals(4, bad.problems().size(), () -> bad.problems().toString());
        assertTrue(bad.problems().contains("maxRecoveryMillis is -4: expected 0 to 604800000"));
    }

    @Test
    void onePublishedByAnOlderVersionHasTheUsualLimitOfTheRecovery() throws Json.MalformedException {
        String now = Json.text(Policy.DEFAULT);
        String before = now.replace(",\"maxRecoveryMillis\":30000", "");
        assertTrue(before.length() < now.length(), now);
        assertEquals(Policy.DEFAULT, read(before));
    }

    @Test
    void theLimitOfTheRecoveryIsReadAsItWasWritten() throws Json.MalformedException {
        Policy policy = new Policy(Policy.Mode.PAUSED, Timing.BALANCED, 5, 6, true, 7, 8);
        assertEquals(policy, read(Json.text(policy)));
        String words = Json.text(policy).replace("\"maxRecoveryMillis\":8", "\"maxRecoveryMillis\":\"8\"");
        assertThrows(Json.MalformedException.class, () -> read(words));
    }
}
