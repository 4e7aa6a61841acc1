package dev.baton.console.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.connect.AcknowledgingAlerts.Result;
import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import dev.baton.port.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AcknowledgingAlertsTest {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final String PATH = StoreLayout.alerts(ORDERS);
    private static final Duration SOON = Duration.ofSeconds(1);
    private final FakeStore store = new FakeStore();

    private Result acknowledge(String alert, String mark, String by, long millis) throws Exception {
        return new AcknowledgingAlerts(store, SOON)
                .acknowledge(ORDERS, new AlertAcknowledgements.One(alert, mark, by, "seen", new Hlc(millis, 0)))
                .toCompletableFuture()
                .get();
    }

    private AlertAcknowledgements stored() throws Exception {
        ReadResult read = store.read(PATH, SOON).toCompletableFuture().get();
        return Json.read(assertInstanceOf(ReadResult.Found.class, read).data(), AlertAcknowledgements.class, PATH);
    }

    @Test
    void theFirstMakesTheRecordAndLaterOnesJoinIt() throws Exception {
        assertInstanceOf(Result.Done.class, acknowledge("lag-orders-a", "x", "ann", 1_000));
        assertInstanceOf(Result.Done.class, acknowledge("no-standby-orders", "", "bob", 2_000));
        assertEquals(2, stored().all().size());
        AlertAcknowledgements.One one = stored().of("lag-orders-a");
        assertNotNull(one);
        assertEquals("ann", one.by());
    }

    @Test
    void theSameOccurrenceIsAcknowledgedOnceAndALaterOneAnew() throws Exception {
        acknowledge("lag-orders-a", "x", "ann", 1_000);
        Result again = acknowledge("lag-orders-a", "x", "bob", 1_500);
        assertEquals("ann", assertInstanceOf(Result.Nothing.class, again).by().by());
        assertInstanceOf(Result.Done.class, acknowledge("lag-orders-a", "y", "bob", 1_600));
        assertEquals(1, stored().all().size());
    }

    @Test
    void twoAtOnceBothStay() throws Exception {
        acknowledge("first", "", "ann", 1_000);
        // Another console writes between this one's read and its write.
        store.meanwhile = () -> store.put(
                PATH,
                AlertAcknowledgements.NONE
                        .with(new AlertAcknowledgements.One("first", "", "ann", "", new Hlc(1_000, 0)))
                        .with(new AlertAcknowledgements.One("second", "", "bob", "", new Hlc(1_100, 0))));
        assertInstanceOf(Result.Done.class, acknowledge("third", "", "cid", 1_200));
        assertEquals(3, stored().all().size());
    }

    @Test
    void aLostAnswerIsUnknownAndAskingAgainIsSafe() throws Exception {
        store.next = FakeStore.Answer.LOST_AFTER;
        assertInstanceOf(Result.Unknown.class, acknowledge("first", "", "ann", 1_000));
        assertInstanceOf(Result.Nothing.class, acknowledge("first", "", "ann", 1_500));
        store.silent = true;
        assertInstanceOf(Result.Unknown.class, acknowledge("second", "", "ann", 2_000));
    }

    @Test
    void aRecordThatCannotBeReadIsReplaced() throws Exception {
        store.put(PATH, "{ half".getBytes(StandardCharsets.UTF_8));
        assertInstanceOf(Result.Done.class, acknowledge("first", "", "ann", 1_000));
        assertEquals(1, stored().all().size());
    }

    @Test
    void theRecordIsBoundedAndItsTextsToo() throws Exception {
        for (int i = 0; i < AlertAcknowledgements.MAX + 5; i++) {
            acknowledge("alert-" + i, "", "ann", 1_000 + i);
        }
        assertEquals(AlertAcknowledgements.MAX, stored().all().size());
        assertEquals("alert-5", stored().all().getFirst().alert());
        var one = new AlertAcknowledgements.One("a", "", "b", "n".repeat(5_000), Hlc.ZERO);
        assertEquals(AlertAcknowledgements.One.MAX_NOTE, one.note().length());
    }

    @Test
    void everyConsoleThatFollowsTheStoreSeesIt() throws Exception {
        FakeSources sources = new FakeSources();
        sources.store.put(StoreLayout.group(ORDERS), new byte[0]);
        try (ConsoleConnection console = ConsoleConnection.open(sources, Ticker.system())) {
            new AcknowledgingAlerts(console.store(), SOON)
                    .acknowledge(ORDERS, new AlertAcknowledgements.One("first", "e7", "ann", "seen", new Hlc(1, 0)))
                    .toCompletableFuture()
                    .get();
            assertTrue(console.await(view -> acknowledged(view) != null, Duration.ofSeconds(5)));
        }
        // One that is opened afterwards reads it from the store.
        try (ConsoleConnection restarted = ConsoleConnection.open(sources, Ticker.system())) {
            assertTrue(restarted.await(view -> acknowledged(view) != null, Duration.ofSeconds(5)));
        }
    }

    private static AlertAcknowledgements.@org.jspecify.annotations.Nullable One acknowledged(ClusterView view) {
        GroupView group = view.groups().get(ORDERS);
        return group == null || group.acknowledged() == null
                ? null
                : group.acknowledged().value().of("first");
    }
}
