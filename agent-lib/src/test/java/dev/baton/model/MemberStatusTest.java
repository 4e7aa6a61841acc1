package dev.baton.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberStatusTest {
    private static MemberStatus status(String id, int priority, long position, StandbyKind kind, long recoveryMillis) {
        MemberId member = new MemberId(id);
        return new MemberStatus(
                member,
                new Incarnation(id + ".1"),
                Role.STANDBY,
                new Epoch(3),
                -1,
                position,
                4,
                0,
                priority,
                true,
                "ready",
                true,
                "would succeed: rank 1",
                2,
                List.of(),
                null,
                null,
                null,
                kind,
                recoveryMillis);
    }

    private static MemberStatus read(String json) throws Json.MalformedException {
        return Json.read(json.getBytes(UTF_8), MemberStatus.class, "heartbeat");
    }

    @Test
    void theKindOfAStandbyIsReadAsItWasWritten() throws Json.MalformedException {
        MemberStatus warm = status("orders-b", 10, 40, StandbyKind.warm(Duration.ofSeconds(30)), 700);
        assertEquals(warm, read(Json.text(warm)));
    }

    @Test
    void aHeartbeatOfAnOlderVersionIsOfAHotStandbyThatPredictsNothing() throws Json.MalformedException {
        MemberStatus hot = status("orders-b", 10, 40, StandbyKind.hot(), -1);
        String now = Json.text(hot);
        String before = now.replace(",\"standby\":{\"type\":\"HOT\",\"intervalMillis\":0},\"recoveryMillis\":-1", "");
        assertTrue(before.length() < now.length(), now);
        assertEquals(hot, read(before));
    }

    @Test
    void everyFieldOfAnOlderVersionIsStillThere() throws Json.MalformedException {
        String now = Json.text(status("orders-b", 10, 40, StandbyKind.cold(), 700));
        for (String field : List.of(
                "member",
                "incarnation",
                "role",
                "epoch",
                "guardMillis",
                "position",
                "lag",
                "committed",
                "priority",
                "ready",
                "health",
                "eligible",
                "reason",
                "storeConnections",
                "peers")) {
            assertTrue(now.contains("\"" + field + "\":"), () -> field + " is missing in " + now);
        }
    }

    @Test
    void theBestIsHotThenWarmThenColdAndOnlyThenFurtherOn() {
        MemberStatus hot = status("orders-d", 30, 40, StandbyKind.hot(), -1);
        MemberStatus ahead = status("orders-c", 30, 41, StandbyKind.hot(), -1);
        MemberStatus warm = status("orders-b", 10, 90, StandbyKind.warm(Duration.ofSeconds(30)), 700);
        MemberStatus cold = status("orders-a", 0, 95, StandbyKind.cold(), 1);
        assertEquals(
                List.of(ahead, hot, warm, cold),
                List.of(cold, warm, hot, ahead).stream()
                        .sorted(MemberStatus.BEST_FIRST)
                        .toList());
    }
}
