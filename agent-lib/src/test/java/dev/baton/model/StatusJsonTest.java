package dev.baton.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The hand-written JSON of heartbeats against the mapping of the record, which it replaces. */
class StatusJsonTest {
    private static final ObjectMapper BY_RECORD = Json.mapper().copy().addMixIn(MemberStatus.class, ByRecord.class);

    @JsonDeserialize(using = JsonDeserializer.None.class)
    @JsonSerialize(using = JsonSerializer.None.class)
    private abstract static class ByRecord {}

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static MemberStatus random(Random r) {
        List<PeerView> peers = new ArrayList<>();
        for (int i = r.nextInt(4); i > 0; i--) {
            peers.add(new PeerView(
                    new MemberId("g-p" + i),
                    any(r, List.of(Reach.values())),
                    any(r, List.of(Verdict.values())),
                    r.nextLong()));
        }
        @Nullable
        PromiseAsk ask = r.nextBoolean() ? null : new PromiseAsk(new Epoch(r.nextInt(9)), r.nextLong(), 3_000);
        @Nullable
        PromiseWord word = r.nextBoolean()
                ? null
                : new PromiseWord(
                        new MemberId("g-x"),
                        new Incarnation("i"),
                        new Epoch(2),
                        r.nextLong(),
                        r.nextBoolean(),
                        "\u00fc \"q\"");
        return new MemberStatus(
                new MemberId("g-a"),
                new Incarnation("i" + r.nextInt(9)),
                any(r, List.of(Role.values())),
                new Epoch(r.nextInt(Integer.MAX_VALUE)),
                r.nextLong(),
                r.nextLong(),
                r.nextLong(),
                r.nextLong(),
                r.nextInt(),
                r.nextBoolean(),
                "\u00e4 \\ \n health",
                r.nextBoolean(),
                "reason \u2713",
                r.nextInt(),
                peers,
                r.nextBoolean() ? null : "action" + r.nextInt(),
                ask,
                word,
                any(r, List.of(StandbyKind.hot(), StandbyKind.cold(), StandbyKind.warm(Duration.ofSeconds(3)))),
                r.nextLong());
    }

    private static ObjectNode tree() {
        return Json.mapper().valueToTree(random(new Random(4)));
    }

    private static MemberStatus read(ObjectNode tree) throws Json.MalformedException {
        return Json.read(tree.toString().getBytes(UTF_8), MemberStatus.class, "heartbeat");
    }

    @Test
    void itIsWrittenAndReadAsTheRecordWouldBe() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            MemberStatus status = random(random);
            String text = Json.text(status);
            assertEquals(BY_RECORD.writeValueAsString(status), text);
            assertEquals(status, Json.read(text.getBytes(UTF_8), MemberStatus.class, "heartbeat"));
            assertEquals(status, BY_RECORD.readValue(text, MemberStatus.class));
        }
    }

    @Test
    void itIsReadInAnEventAsWell() throws Exception {
        Event event = new Event.Heartbeat(new Hlc(5, 1), "g-a", 9, random(new Random(1)));
        assertEquals(event, Json.read(Json.bytes(event), Event.class, "event"));
    }

    @Test
    void whatALaterVersionAddsIsIgnoredWhereverItIs() throws Exception {
        ObjectNode tree = tree();
        MemberStatus status = read(tree);
        tree.putObject("later").putArray("list").add(1).addObject();
        tree.put("other", "text");
        tree.putNull("none");
        ((ObjectNode) tree.get("standby")).putArray("later").addArray();
        tree.get("peers").forEach(view -> ((ObjectNode) view).putObject("later").put("x", 1));
        assertEquals(status, read(tree));
    }

    @Test
    void whatMustBeThereAndIsNotIsNamed() {
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
            ObjectNode without = tree();
            without.remove(field);
            assertTrue(refused(without).contains("'" + field + "'"), () -> refused(without));
            ObjectNode nothing = tree();
            nothing.putNull(field);
            assertTrue(refused(nothing).contains("'" + field + "'"), () -> refused(nothing));
        }
    }

    @Test
    void valuesOfAnotherKindAreRefused() {
        assertTrue(refused(tree().put("role", "KING")).contains("'KING'"));
        for (String number : List.of(
                "epoch",
                "guardMillis",
                "position",
                "lag",
                "committed",
                "priority",
                "storeConnections",
                "recoveryMillis",
                "role",
                "standby",
                "peers",
                "ready")) {
            refused(tree().put(number, "17"));
        }
        refused(tree().put("epoch", -1));
        refused(tree().put("member", "nodash"));
        refused(tree().put("priority", 1L << 40));
        refused(tree().put("ask", 7));
    }

    private static String refused(ObjectNode tree) {
        Json.MalformedException e = assertThrows(Json.MalformedException.class, () -> read(tree));
        assertTrue(String.valueOf(e.getMessage()).startsWith("heartbeat: expected a MemberStatus: "), e.getMessage());
        return String.valueOf(e.getMessage());
    }
}
