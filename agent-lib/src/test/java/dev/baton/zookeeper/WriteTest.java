package dev.baton.zookeeper;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.port.ChildrenResult;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteTest extends ZooKeeperTestBase {
    @Test
    void multiAppliesAllOfItsOperationsInOneTransaction() {
        ZooKeeperStore store = store(server.address(), 1);
        WriteResult.Applied made = apply(store, create("/groups/g", "a"), create("/groups/g/x", "b"));
        assertEquals(List.of(0, 0), made.versions());
        assertTrue(made.zxid() > 0);

        WriteResult.Applied changed = apply(
                store,
                new StoreOp.Check("/groups/g", 0),
                set("/groups/g/x", "c", 0),
                create("/groups/g/y", "d"),
                new StoreOp.Delete("/groups/g/y", 0));
        assertEquals(List.of(-1, 1, 0, -1), changed.versions());
        ReadResult.Found x = assertInstanceOf(ReadResult.Found.class, get(store.read("/groups/g/x", PATIENT)));
        assertEquals(x.zxid(), changed.zxid());
        assertTrue(changed.zxid() > made.zxid());
        assertNull(data(store, "/groups/g/y"));
        assertEquals(new ChildrenResult.Found(List.of("x")), get(store.children("/groups/g", PATIENT)));
    }

    @Test
    void staleVersionIsRefusedAtItsOperationAndNothingIsApplied() {
        ZooKeeperStore store = store(server.address(), 1);
        apply(store, create("/groups/g", "old"));
        apply(store, set("/groups/g", "new", 0));

        WriteResult result = get(store.write(
                List.of(create("/groups/other", ""), set("/groups/g", "stale", 0), create("/groups/third", "")),
                PATIENT));

        WriteResult.Refused refused = assertInstanceOf(WriteResult.Refused.class, result);
        assertEquals(1, refused.op());
        assertEquals("/groups/g", refused.path());
        assertEquals(WriteResult.Why.BAD_VERSION, refused.why());
        assertEquals("new", data(store, "/groups/g"));
        assertNull(data(store, "/groups/other"));
    }

    @Test
    void refusalsNameTheirReason() {
        ZooKeeperStore store = store(server.address(), 1);
        apply(store, create("/groups/g", ""), create("/groups/g/x", ""));
        assertEquals(WriteResult.Why.NODE_EXISTS, refusal(store, create("/groups/g", "")));
        assertEquals(WriteResult.Why.NO_NODE, refusal(store, create("/groups/absent/x", "")));
        assertEquals(WriteResult.Why.NO_NODE, refusal(store, new StoreOp.Check("/groups/absent", 0)));
        assertEquals(WriteResult.Why.NOT_EMPTY, refusal(store, new StoreOp.Delete("/groups/g", 0)));
    }

    private static WriteResult.Why refusal(ZooKeeperStore store, StoreOp op) {
        return assertInstanceOf(WriteResult.Refused.class, get(store.write(List.of(op), PATIENT)))
                .why();
    }

    @Test
    void lostAnswerIsUnknownAlthoughTheWriteWasApplied() {
        TestProxy proxy = proxy();
        ZooKeeperStore store = store(proxy.address(), 1);
        ZooKeeperStore direct = store(server.address(), 1);
        apply(store, create("/groups/g", "0"));

        proxy.holdAnswers();
        WriteResult result = get(store.write(List.of(set("/groups/g", "1", 0)), Duration.ofMillis(200)));

        assertInstanceOf(WriteResult.Unknown.class, result);
        await().untilAsserted(() -> assertEquals("1", data(direct, "/groups/g")));
    }

    @Test
    void brokenConnectionMakesItsAnswersUnknownBeforeTheirTimeout() {
        TestProxy proxy = proxy();
        ZooKeeperStore store = store(proxy.address(), 1);
        apply(store, create("/groups/g", "0"));
        proxy.blackHole();
        var answer = store.write(List.of(set("/groups/g", "1", 0)), Duration.ofMinutes(10));
        proxy.reset();
        assertInstanceOf(WriteResult.Unknown.class, get(answer));
    }

    @Test
    void secondConnectionCarriesOnWhileTheFirstIsSilent() {
        TestProxy proxy = proxy();
        ZooKeeperStore store = store(proxy.address() + "," + server.address(), 2);
        await().until(() -> store.connected() == 2);
        apply(store, create("/groups/g", ""));
        proxy.blackHole();
        for (int i = 0; i < 2; i++) { // One of these goes over the silent one.
            get(store.write(List.of(create("/groups/try" + i, "")), Duration.ofMillis(200)));
        }

        for (int version = 0; version < 10; version++) {
            apply(store, set("/groups/g", "x", version));
        }
        assertEquals(2, store.connected());
    }

    @Test
    void repeatedWriteGoesOverTheOtherConnection() {
        TestProxy proxy = proxy();
        ZooKeeperStore store = store(proxy.address() + "," + server.address(), 2);
        await().until(() -> store.connected() == 2);
        apply(store, create("/groups/g", ""));
        proxy.blackHole();
        // Sent at once, before anything is overdue: exactly one of the two is on the silent connection.
        var first = store.write(List.of(set("/groups/g", "x", 0)), Duration.ofMillis(500));
        var second = store.write(List.of(set("/groups/g", "x", 0)), Duration.ofMillis(500));
        List<WriteResult> results = List.of(get(first), get(second));
        assertEquals(
                1,
                results.stream().filter(WriteResult.Applied.class::isInstance).count(),
                results::toString);
        assertEquals(
                1,
                results.stream().filter(WriteResult.Unknown.class::isInstance).count(),
                results::toString);
    }

    @Test
    void withoutAConnectionTheAnswerIsUnknownInTime() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        ZooKeeperStore store = store("127.0.0.1:" + free, 2);
        Duration limit = Duration.ofMillis(150);
        var write = get(store.write(List.of(create("/groups/g", "")), limit));
        assertTrue(assertInstanceOf(WriteResult.Unknown.class, write).detail().contains("no connection"));
        assertInstanceOf(ReadResult.Unknown.class, get(store.read("/groups/g", limit)));
        assertInstanceOf(ChildrenResult.Unknown.class, get(store.children("/groups", limit)));
    }

    @Test
    void chrootWithItsParentsIsMadeAndNothingIsWrittenOutsideIt() {
        ZooKeeperStore inside = store(server.address() + "/a/b", 2);
        ZooKeeperStore outside = store(server.address(), 1);
        apply(inside, create("/groups/g", "inside"));
        assertEquals("inside", data(outside, "/a/b/groups/g"));
        assertNull(data(outside, "/groups/g"));
    }

    @Test
    void emptyWriteAndIllegalPathAreTheCallersMistake() {
        ZooKeeperStore store = store(server.address(), 1);
        assertThrows(IllegalArgumentException.class, () -> store.write(List.of(), PATIENT));
        assertThrows(IllegalArgumentException.class, () -> store.write(List.of(create("no-slash", "")), PATIENT));
        assertThrows(IllegalArgumentException.class, () -> store.read("/ends/", PATIENT));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.write(List.of(new StoreOp.Create("/groups/big", new byte[1_000_000], false)), PATIENT));
    }
}
