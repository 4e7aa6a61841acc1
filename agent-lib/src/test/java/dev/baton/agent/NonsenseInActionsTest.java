package dev.baton.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreEvent;
import dev.baton.protocol.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hands write into the nodes of actions stops no agent, and hides no action that is under way. */
class NonsenseInActionsTest {
    private static final GroupId ORDERS = new GroupId("orders");

    private final Inbox inbox = new Inbox();
    private final List<Rejected> rejected = new ArrayList<>();
    private final StoreBridge bridge = new StoreBridge(ORDERS, inbox, rejected::add);

    private static ActionRecord action(String id) {
        return ActionRecord.requested(new ActionRequest(
                id,
                ORDERS,
                ActionKind.SWITCHOVER,
                new MemberId("orders-b"),
                new Epoch(1),
                3,
                "",
                "oncall",
                new Hlc(1, 0),
                30_000,
                List.of(),
                null,
                null));
    }

    private void seen(String path, byte[] data, int version) {
        bridge.accept(new StoreEvent.Node(path, data, version, version, 0));
    }

    private void seen(ActionRecord record, int version) {
        seen(StoreLayout.action(ORDERS, record.request().id()), Json.bytes(record), version);
    }

    private void open(String id, int version) {
        seen(StoreLayout.openAction(ORDERS), Json.bytes(new OpenAction(id)), version);
    }

    private List<Input> told() throws InterruptedException {
        List<Input> all = new ArrayList<>();
        inbox.take(0).forEach(mail -> all.add(mail.input()));
        return all;
    }

    private List<String> actions() throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (Input input : told()) {
            if (input instanceof Input.ActionSeen action) {
                ids.add(action.action().request().id());
            }
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ half",
                "",
                "[]",
                "null",
                "{}",
                "{\"steps\":[],\"refused\":[],\"leftovers\":[],\"writePauseMillis\":-1,\"epochBefore\":1}",
                "{\"request\":{},\"steps\":[],\"refused\":[],\"leftovers\":[],\"writePauseMillis\":-1,\"epochBefore\":1}",
                "{\"request\":{\"id\":\"x\",\"overrides\":[],\"expiresAt\":1,\"seenLeadershipVersion\":1},\"steps\":[],"
                        + "\"refused\":[],\"leftovers\":[],\"writePauseMillis\":-1,\"epochBefore\":1}",
            })
    void aRecordThatIsNoneIsMalformedAndTheCoreIsToldNothing(String text) throws Exception {
        byte[] data = text.getBytes(StandardCharsets.UTF_8);
        assertThrows(Json.MalformedException.class, () -> Json.read(data, ActionRecord.class, "x"));
        seen(StoreLayout.action(ORDERS, "x"), data, 0);
        assertEquals(List.of(), told());
    }

    @Test
    void aStepWithoutANameIsMalformed() {
        String text = Json.text(action("x")).replace("\"step\":\"REQUESTED\",", "");
        assertFalse(text.contains(ActionStep.Name.REQUESTED.name()), text);
        assertThrows(
                Json.MalformedException.class,
                () -> Json.read(text.getBytes(StandardCharsets.UTF_8), ActionRecord.class, "x"));
    }

    @Test
    void aRecordUnderAnotherNameIsNotTold() throws Exception {
        open("x", 0);
        seen(StoreLayout.action(ORDERS, "y"), Json.bytes(action("x")), 0);
        assertEquals(List.of(), actions());
    }

    @Test
    void theOpenActionIsToldInWhicheverOrderTheNodesAreRead() throws Exception {
        seen(action("x"), 0);
        open("x", 1);
        assertEquals(List.of("x"), actions());
        open("y", 2);
        seen(action("y"), 0);
        assertEquals(List.of("y"), actions());
    }

    @Test
    void anUnfinishedRecordThatNobodyOpenedIsNotTold() throws Exception {
        open("x", 1);
        seen(action("x"), 0);
        seen(action("stray"), 0);
        assertEquals(List.of("x"), actions());
    }

    @Test
    void theEndOfAnActionIsToldAlsoAfterItWasClosed() throws Exception {
        open("x", 1);
        seen(action("x"), 0);
        seen(StoreLayout.openAction(ORDERS), Json.bytes(OpenAction.NONE), 2);
        ActionRecord record = action("x");
        seen(
                record.ended(
                        Outcome.FAILED_UNCHANGED,
                        List.of(),
                        List.of(),
                        record.steps().get(0),
                        -1),
                1);
        assertEquals(List.of("x", "x"), actions());
    }

    @Test
    void anOpenActionThatCannotBeReadIsNoneAndBarsNobody() throws Exception {
        open("x", 1);
        seen(StoreLayout.openAction(ORDERS), "{ half".getBytes(StandardCharsets.UTF_8), 2);
        List<Input> told = told();
        assertEquals(new Input.OpenActionSeen(OpenAction.NONE, 2, 2), told.get(1));
        assertTrue(told.stream().noneMatch(Input.NodeCorrupt.class::isInstance), told::toString);
    }

    @Test
    void anActionThatOthersMayWriteIsNotToldAndIsRejectedOnce() throws Exception {
        open("x", 1);
        String path = StoreLayout.action(ORDERS, "x");
        byte[] data = Json.bytes(action("x"));
        bridge.accept(new StoreEvent.Node(path, data, 0, 5, 0, false));
        bridge.accept(new StoreEvent.Node(path, data, 0, 5, 0, false));
        assertEquals(List.of(), actions());
        assertEquals(List.of(path), rejected.stream().map(Rejected::path).toList());
        assertTrue(rejected.get(0).what().contains("ACL"), rejected::toString);
    }

    @Test
    void aNewRecordThatHoldsMoreThanARequestIsNotTold() throws Exception {
        open("x", 1);
        ActionRecord forged = action("x").with(action("x").steps().get(0), 7);
        seen(forged, 0);
        assertEquals(List.of(), actions());
        assertTrue(rejected.get(0).what().contains("a request only"), rejected::toString);
        seen(forged, 1); // Only an agent can have written it then.
        assertEquals(List.of("x"), actions());
    }
}
