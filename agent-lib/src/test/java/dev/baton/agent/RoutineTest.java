package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.model.Epoch;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.PeerView;
import dev.baton.model.PromiseAsk;
import dev.baton.model.PromiseWord;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.Verdict;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RoutineTest {
    private static final long SOON = 100_000_000L;

    private static MemberStatus status(Verdict verdict) {
        return new MemberStatus(
                new MemberId("orders-a"),
                new Incarnation("i1"),
                Role.PRIMARY,
                new Epoch(7),
                640,
                1_000,
                3,
                42,
                0,
                true,
                "ready",
                false,
                "holds epoch 7",
                2,
                List.of(new PeerView(new MemberId("orders-b"), Reach.OK, verdict, 12)),
                null,
                null,
                null);
    }

    private static MemberStatus with(String field, String json) throws Exception {
        ObjectNode tree = Json.mapper().valueToTree(status(Verdict.HEALTHY));
        JsonNode value = Json.mapper().readTree(json);
        tree.set(field, value);
        return Json.read(Json.bytes(tree), MemberStatus.class, field);
    }

    private static boolean routine(MemberStatus before, MemberStatus now) {
        return Routine.is(new Routine.Word(before, 0), new Routine.Word(now, SOON));
    }

    @Test
    void theSameWordWithOtherNumbersIsRoutine() throws Exception {
        MemberStatus before = status(Verdict.HEALTHY);
        assertTrue(routine(before, before));
        for (String number : List.of("position", "lag", "committed", "recoveryMillis", "guardMillis")) {
            assertTrue(routine(before, with(number, "17")), number);
        }
        assertTrue(routine(
                before,
                with("peers", "[{\"about\":\"orders-b\",\"reach\":\"OK\",\"verdict\":\"HEALTHY\",\"ageMillis\":99}]")));
    }

    @Test
    void everyOtherFieldIsNewsWhereItChanges() throws Exception {
        MemberStatus before = status(Verdict.HEALTHY);
        Set<String> untried = new TreeSet<>();
        for (RecordComponent component : MemberStatus.class.getRecordComponents()) {
            untried.add(component.getName());
        }
        untried.removeAll(Set.of("member", "position", "lag", "committed", "recoveryMillis"));
        String ask = Json.text(new PromiseAsk(new Epoch(7), 1, 3_000));
        String promise =
                Json.text(new PromiseWord(new MemberId("orders-b"), new Incarnation("i2"), new Epoch(7), 1, true, ""));
        String[][] changes = {
            {"incarnation", "\"i2\""},
            {"role", "\"DEMOTING\""},
            {"epoch", "8"},
            {"guardMillis", "-1"},
            {"priority", "1"},
            {"ready", "false"},
            {"health", "\"no database\""},
            {"eligible", "true"},
            {"reason", "\"other\""},
            {"storeConnections", "1"},
            {"peers", "[]"},
            {"action", "\"x1\""},
            {"ask", ask},
            {"promise", promise},
            {"standby", "{\"type\":\"COLD\",\"intervalMillis\":0}"},
        };
        for (String[] change : changes) {
            MemberStatus now = with(change[0], change[1]);
            assertFalse(routine(before, now), change[0]);
            untried.remove(change[0]);
        }
        assertTrue(untried.isEmpty(), () -> "a change of these is not tried: " + untried);
    }

    @Test
    void whileAnythingIsOpenOrInDoubtEachWordIsNews() throws Exception {
        for (Verdict verdict : Verdict.values()) {
            MemberStatus doubtful = status(verdict);
            assertTrue(routine(doubtful, doubtful) == (verdict == Verdict.HEALTHY), verdict::name);
        }
        MemberStatus acting = with("action", "\"x1\"");
        assertFalse(routine(acting, acting));
        MemberStatus asking = with("ask", Json.text(new PromiseAsk(new Epoch(7), 1, 3_000)));
        assertFalse(routine(asking, asking));
    }

    @Test
    void aWordAfterASilenceIsNews() {
        MemberStatus same = status(Verdict.HEALTHY);
        assertFalse(Routine.is(new Routine.Word(same, 0), new Routine.Word(same, 300_000_000L)));
    }
}
