package dev.baton.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A record of the store that lacks what nobody can do without is unreadable, and says what is missing: half a record is worse than none. */
class MissingFieldsTest {
    private static final MemberId A = new MemberId("orders-a");
    private static final Incarnation LIFE = new Incarnation("a1");

    private static final List<Record> WHOLE = List.of(
            new Lease(new Epoch(2), A, LIFE, 1_000, Set.of(A), 3),
            new Leadership(
                    new Epoch(2), A, LIFE, LeadershipState.PRIMARY, Hlc.ZERO, Cause.CRASHED, A, "x", Set.of(A), null),
            new MemberRecord(A, LIFE, 1, Map.of("zone", "1"), null, false),
            Policy.DEFAULT,
            new Live(A, LIFE, "127.0.0.1:7101"),
            new Acknowledgement(new Epoch(2), "oncall", "seen", Hlc.ZERO),
            new EpochRecord(new Epoch(2), A, LIFE, Cause.HUNG, "orders-a", "hung", Hlc.ZERO, null, 7, null),
            new Activation(new Epoch(2), Hlc.ZERO, 7, 800, "receipt", null),
            new MemberRecord.Off(MemberRecord.Off.Kind.DEVICE, "orders-b", "off", Hlc.ZERO),
            new Rule("lag", "0", "1", Rule.State.OK),
            new Refusal("lag", "0", "1"),
            new FailoverMark(new Epoch(2), Hlc.ZERO),
            new PromiseAsk(new Epoch(2), 1, 900),
            new PromiseWord(A, LIFE, new Epoch(2), 1, true, "waits"));

    @Test
    void eachIsReadWhole() throws Exception {
        for (Record record : WHOLE) {
            assertEquals(record, Json.read(Json.bytes(record), record.getClass(), "/x"));
        }
    }

    @Test
    void withoutAnyOneOfWhatItNeedsItIsUnreadableAndSaysWhatIsMissing() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Record record : WHOLE) {
            for (RecordComponent part : record.getClass().getRecordComponents()) {
                if (optional(part)) {
                    continue;
                }
                ObjectNode json = (ObjectNode) Json.mapper().readTree(Json.bytes(record));
                json.remove(part.getName());
                byte[] data = Json.mapper().writeValueAsBytes(json);
                try {
                    Json.read(data, record.getClass(), "/x");
                    wrong.add(record.getClass().getSimpleName() + " without " + part.getName() + " was read");
                } catch (Json.MalformedException refused) {
                    if (!String.valueOf(refused.getMessage()).contains(part.getName())) {
                        wrong.add(part.getName() + ": " + refused.getMessage());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aFenceRecordWithoutAReasonIsUnreadable() {
        byte[] data = ("{\"member\":\"orders-a\",\"incarnation\":\"a1\",\"priority\":1,\"tags\":{},"
                        + "\"fence\":{\"epoch\":1,\"action\":\"x\"},\"retired\":false}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Json.MalformedException refused =
                assertThrows(Json.MalformedException.class, () -> Json.read(data, MemberRecord.class, "/x"));
        assertTrue(String.valueOf(refused.getMessage()).contains("reason is missing"), refused::getMessage);
    }

    private static boolean optional(RecordComponent part) {
        return Arrays.stream(part.getAnnotatedType().getAnnotations()).anyMatch(a -> a instanceof Nullable)
                || Set.of("maxRecoveryMillis", "fourEyes").contains(part.getName()); // An older writer leaves them out.
    }
}
