package dev.baton.console.connect;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.console.model.Events;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.LeadershipState;
import dev.baton.model.OpenAction;
import dev.baton.model.Refusal;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActionClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final FakeStore store = new FakeStore();
    private final ActionClient client = new ActionClient(store, LIMIT);
    private final ActionRequest request =
            Events.switchover("s1", 1_000, B, 3, 0).request();

    @BeforeEach
    void group() {
        store.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(1, A, 3, LeadershipState.PRIMARY, 0).leadership());
        store.put(StoreLayout.openAction(ORDERS), OpenAction.NONE);
    }

    private Submission submit() {
        return client.submit(request).toCompletableFuture().join();
    }

    private boolean written() {
        return store.read(StoreLayout.action(ORDERS, "s1"), LIMIT)
                        .toCompletableFuture()
                        .join()
                instanceof ReadResult.Found;
    }

    @Test
    void requestIsWrittenAndOpenedInOneStep() {
        Submission.Accepted accepted = assertInstanceOf(Submission.Accepted.class, submit());
        assertEquals(3, accepted.zxid());
        assertEquals(true, written());
    }

    @Test
    void leadershipThatHasChangedSinceItWasShownRefusesAndChangesNothing() {
        store.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(2, B, 4, LeadershipState.PRIMARY, 0).leadership());
        Submission.Refused refused = assertInstanceOf(Submission.Refused.class, submit());
        assertEquals("leadership as shown", refused.rules().getFirst().rule());
        assertEquals(false, written());
    }

    @Test
    void secondActionIsRefusedByTheNameOfTheFirst() {
        store.put(StoreLayout.openAction(ORDERS), new OpenAction("s0"));
        Submission.Refused refused = assertInstanceOf(Submission.Refused.class, submit());
        assertEquals(List.of(new Refusal("no other action open", "none", "action s0")), refused.rules());
    }

    /** "Two recoveries at once", "automation races the operator": the second is told whose the first is. */
    @Test
    void secondActionIsToldWhoAskedForTheFirst() {
        store.put(StoreLayout.openAction(ORDERS), new OpenAction("s0"));
        store.put(
                StoreLayout.action(ORDERS, "s0"),
                ActionRecord.requested(new ActionRequest(
                        "s0",
                        ORDERS,
                        ActionKind.FAILOVER,
                        B,
                        request.seenEpoch(),
                        0,
                        "rack 4 burns",
                        "alice",
                        request.requestedAt(),
                        request.expiresAt(),
                        List.of(),
                        null,
                        null)));
        Submission.Refused refused = assertInstanceOf(Submission.Refused.class, submit());
        assertEquals(
                List.of(new Refusal("no other action open", "none", "action s0, FAILOVER of orders-b by alice")),
                refused.rules());
        assertEquals(false, written());
    }

    @Test
    void lostAnswerOfAnAppliedRequestIsFoundInTheStore() {
        store.next = FakeStore.Answer.LOST_AFTER;
        assertInstanceOf(Submission.Accepted.class, submit());
    }

    @Test
    void lostAnswerOfARequestThatMayYetApplyIsUnknownNeverFailed() {
        store.next = FakeStore.Answer.LOST_BEFORE;
        assertEquals("s1", assertInstanceOf(Submission.Unknown.class, submit()).id());
    }

    @Test
    void silentStoreIsUnknown() {
        store.silent = true;
        assertInstanceOf(Submission.Unknown.class, submit());
    }

    @Test
    void aRequestThatIsTooLargeIsRefusedBeforeItIsWritten() {
        ActionRequest large = new ActionRequest(
                "s1",
                ORDERS,
                request.kind(),
                B,
                request.seenEpoch(),
                0,
                "x".repeat(70_000),
                "oncall",
                request.requestedAt(),
                request.expiresAt(),
                List.of(),
                null,
                null);
        Submission.Refused refused = assertInstanceOf(
                Submission.Refused.class,
                client.submit(large).toCompletableFuture().join());
        assertEquals("request size", refused.rules().getFirst().rule());
        assertEquals(false, written());
    }
}
