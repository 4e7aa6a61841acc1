package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Incarnation;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Input;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nonsense that somebody writes into the store by hand. */
class StoreDecoderTest {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final MemberId A = new MemberId("orders-a");
    private static final MemberId B = new MemberId("orders-b");

    private final StoreDecoder decoder = new StoreDecoder(ORDERS);

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "null", "[]", "{\"id\":[]}", "{\"id\":"})
    void nonsenseInOpenActionIsNoOpenActionAndKeepsItsVersion(String text) throws Exception {
        Input.OpenActionSeen seen =
                assertInstanceOf(Input.OpenActionSeen.class, decode(StoreLayout.openAction(ORDERS), text));
        assertEquals(OpenAction.NONE, seen.open());
        assertEquals(3, seen.version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "{}",
                "{\"request\":null,\"steps\":[],\"refused\":[],\"leftovers\":[],\"writePauseMillis\":1}"
            })
    void anActionThatLacksWhatItMustHaveIsMalformed(String text) {
        assertThrows(Json.MalformedException.class, () -> decode(StoreLayout.action(ORDERS, "x"), text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{\"tags\":{},\"priority\":1,\"retired\":false}"})
    void aMemberThatLacksWhatItMustHaveIsMalformed(String text) {
        assertThrows(Json.MalformedException.class, () -> decode(StoreLayout.member(A), text));
    }

    @Test
    void aRecordAtAnothersPathIsNotTakenForThatOne() throws Exception {
        String b = Json.text(new MemberRecord(B, new Incarnation("0123456789abcdef"), 1, Map.of(), null, false));
        assertInstanceOf(Input.MemberSeen.class, decode(StoreLayout.member(B), b));
        Json.MalformedException wrong =
                assertThrows(Json.MalformedException.class, () -> decode(StoreLayout.member(A), b));
        assertTrue(String.valueOf(wrong.getMessage()).contains("found that of " + StoreLayout.member(B)));

        String x = Json.text(ActionRecord.requested(new ActionRequest(
                "x",
                ORDERS,
                ActionKind.SWITCHOVER,
                null,
                new Epoch(1),
                1,
                "",
                "o",
                new Hlc(1, 0),
                2,
                List.of(),
                null,
                null)));
        assertInstanceOf(Input.ActionSeen.class, decode(StoreLayout.action(ORDERS, "x"), x));
        assertThrows(Json.MalformedException.class, () -> decode(StoreLayout.action(ORDERS, "y"), x));
    }

    private Input decode(String path, String text) throws Exception {
        Input input = decoder.decode(new StoreEvent.Node(path, text.getBytes(StandardCharsets.UTF_8), 3, 9, 1));
        if (input == null) {
            throw new AssertionError("the core is not told of " + path);
        }
        return input;
    }
}
