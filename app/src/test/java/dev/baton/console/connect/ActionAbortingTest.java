package dev.baton.console.connect;

import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.connect.ActionAborting.Result;
import dev.baton.console.model.Events;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionAbortingTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String OPEN = StoreLayout.openAction(ORDERS);
    private static final String S1 = StoreLayout.action(ORDERS, "s1");
    private static final String ABORT = StoreLayout.abort(ORDERS, "s1");

    private final FakeStore store = new FakeStore();
    private final ActionRecord record = Events.switchover("s1", 1_000, B, 3, 0);

    @BeforeEach
    void switchoverUnderWay() {
        store.put(S1, record);
        store.put(OPEN, new OpenAction("s1"));
    }

    private Result abort() {
        return new ActionAborting(store, LIMIT)
                .abort(ORDERS, "wrong group", "oncall", new Hlc(2_000, 0))
                .toCompletableFuture()
                .join();
    }

    private byte[] in(String path) {
        return assertInstanceOf(
                        ReadResult.Found.class,
                        store.read(path, LIMIT).toCompletableFuture().join())
                .data();
    }

    private boolean there(String path) {
        return store.read(path, LIMIT).toCompletableFuture().join() instanceof ReadResult.Found;
    }

    private ActionRecord action() throws Exception {
        return Json.read(in(S1), ActionRecord.class, S1);
    }

    private OpenAction open() throws Exception {
        return Json.read(in(OPEN), OpenAction.class, OPEN);
    }

    private ActionRecord ended() {
        return record.ended(Outcome.SUCCEEDED, List.of(), List.of(), Objects.requireNonNull(record.last()), -1);
    }

    private AbortRequest asked() throws Exception {
        return Json.read(in(ABORT), AbortRequest.class, ABORT);
    }

    @Test
    void theWishSaysWhoAskedAndWhyAndTheActionStaysOpen() throws Exception {
        Result.Asked asked = assertInstanceOf(Result.Asked.class, abort());
        assertEquals("oncall", asked.by());
        assertEquals("wrong group", asked().reason());
        assertEquals("oncall", asked().operator());
        assertEquals("s1", asked().action());
        assertEquals("s1", open().id());
        assertEquals(record, action());
    }

    @Test
    void askingTwiceSaysWhoAskedFirst() throws Exception {
        abort();
        Result.Asked again = assertInstanceOf(
                Result.Asked.class,
                new ActionAborting(store, LIMIT)
                        .abort(ORDERS, "me too", "somebody-else", new Hlc(3_000, 0))
                        .toCompletableFuture()
                        .join());
        assertEquals("oncall", again.by());
        assertEquals("wrong group", asked().reason());
    }

    @Test
    void nothingOpenWritesNothing() {
        store.put(OPEN, OpenAction.NONE);
        assertInstanceOf(Result.NothingOpen.class, abort());
    }

    @Test
    void anActionThatEndsMeanwhileIsToldWithItsOutcome() throws Exception {
        store.meanwhile = () -> {
            store.put(S1, ended());
            store.put(OPEN, OpenAction.NONE);
        };
        Result.Ended ended = assertInstanceOf(Result.Ended.class, abort());
        assertEquals(Outcome.SUCCEEDED, ended.action().outcome());
        assertFalse(there(ABORT));
    }

    @Test
    void aStepThatComesInBetweenIsKept() throws Exception {
        ActionStep accepted = new ActionStep(
                ActionStep.Name.ACCEPTED, ActionStep.State.DONE, -1, new Hlc(1_500, 0), "orders-a", 5, null);
        store.meanwhile = () -> store.put(S1, record.with(accepted, 1));
        assertInstanceOf(Result.Asked.class, abort());
        assertTrue(action().done(ActionStep.Name.ACCEPTED));
        assertEquals("s1", asked().action());
    }

    @Test
    void aLostAnswerIsLookedForInTheRecord() {
        store.next = FakeStore.Answer.LOST_AFTER;
        assertInstanceOf(Result.Asked.class, abort());
    }

    @Test
    void whatMayYetBeWrittenIsUnknownAndAskingAgainIsSafe() {
        store.next = FakeStore.Answer.LOST_BEFORE;
        assertInstanceOf(Result.Unknown.class, abort());
        assertInstanceOf(Result.Asked.class, abort());
    }

    @Test
    void aSilentStoreIsUnknown() {
        store.silent = true;
        assertInstanceOf(Result.Unknown.class, abort());
    }

    @Test
    void anOpenActionWithoutARecordIsCleared() throws Exception {
        store.remove(S1);
        Result.Cleared cleared = assertInstanceOf(Result.Cleared.class, abort());
        assertEquals("s1", cleared.action());
        assertTrue(cleared.why().contains(S1), cleared.why());
        assertNull(open().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ half", "{}", "[]", "null", "7"})
    void anOpenActionWhoseRecordIsNonsenseIsClearedAndTheRecordIsLeft(String nonsense) throws Exception {
        store.put(S1, nonsense.getBytes(StandardCharsets.UTF_8));
        Result.Cleared cleared = assertInstanceOf(Result.Cleared.class, abort());
        assertTrue(cleared.why().contains(S1), cleared.why());
        assertNull(open().id());
        assertEquals(nonsense, new String(in(S1), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ half", "[]", "null", "{\"id\":7}", "{\"id\":\"../policy\"}", "{\"id\":\"\"}"})
    void nonsenseInOpenActionIsCleared(String nonsense) throws Exception {
        store.put(OPEN, nonsense.getBytes(StandardCharsets.UTF_8));
        Result.Cleared cleared = assertInstanceOf(Result.Cleared.class, abort());
        assertTrue(cleared.why().contains(OPEN), cleared.why());
        assertNull(open().id());
    }

    @Test
    void aRecordThatIsMendedMeanwhileIsAbortedNotCleared() throws Exception {
        store.put(S1, "{ half".getBytes(StandardCharsets.UTF_8));
        store.meanwhile = () -> store.put(S1, record);
        assertInstanceOf(Result.Asked.class, abort());
        assertEquals("s1", open().id());
    }

    @Test
    void anEndedActionThatWasNeverClosedIsCleared() throws Exception {
        store.put(S1, ended());
        assertInstanceOf(Result.Cleared.class, abort());
        assertNull(open().id());
    }

    @Test
    void aReasonThatIsTooLongIsRefusedBeforeAnythingIsWritten() throws Exception {
        Result result = new ActionAborting(store, LIMIT)
                .abort(ORDERS, "x".repeat(70_000), "oncall", new Hlc(2_000, 0))
                .toCompletableFuture()
                .join();
        assertEquals(
                "request size",
                assertInstanceOf(Result.Refused.class, result).rule().rule());
        assertFalse(there(ABORT));
    }
}
