package dev.baton.zookeeper;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three ways to one server stand for the three servers of an ensemble. */
class SpreadTest extends ZooKeeperTestBase {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Seen seen = new Seen();
    private TestProxy a;
    private TestProxy b;
    private TestProxy c;

    @BeforeEach
    void ensemble() {
        a = proxy();
        b = proxy();
        c = proxy();
    }

    private ZooKeeperStore store() {
        ZooKeeperStore store = store(a.address() + "," + b.address() + "," + c.address(), 2);
        store.watch("/groups", seen);
        return store;
    }

    private void spread(ZooKeeperStore store, int onA, int onB, int onC) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertEquals(
                        "2 up, %d %d %d".formatted(onA, onB, onC),
                        "%d up, %d %d %d"
                                .formatted(store.connected(), a.connections(), b.connections(), c.connections())));
    }

    @Test
    void aConnectionThatLosesItsServerGoesToOneThatNoOtherUses() throws IOException {
        ZooKeeperStore store = store();
        spread(store, 1, 1, 0);
        a.down();
        spread(store, 0, 1, 1);
        a.up();
        b.down();
        spread(store, 1, 0, 1);
        b.up();
        c.down();
        spread(store, 1, 1, 0);
    }

    @Test
    void twoThatShareAServerPartOnceAnotherIsBackAndNoSessionIsLost() throws IOException {
        a.down();
        c.down();
        ZooKeeperStore store = store();
        spread(store, 0, 2, 0);
        apply(store, create("/groups/g", "1"), ephemeral("/groups/g/me", "2"));

        c.up();
        spread(store, 0, 1, 1);
        await().until(() -> seen.hasPart("which another connection uses too"));
        assertFalse(seen.hasPart(ZooKeeperStore.SESSION_EXPIRED), seen::toString);
        assertEquals("2", data(store, "/groups/g/me"));
    }

    @Test
    void aServerThatAcceptsAndDoesNotServeCostsNeitherSessionNorAnswers() throws IOException {
        a.down();
        c.down();
        ZooKeeperStore store = store();
        spread(store, 0, 2, 0);
        c.blackHole();
        c.up();
        await().atMost(LIMIT).until(() -> seen.hasPart("which another connection uses too"));
        apply(store, create("/groups/g", "1"));
        await().atMost(LIMIT).until(() -> store.connected() == 2);
        assertFalse(seen.hasPart(ZooKeeperStore.SESSION_EXPIRED), seen::toString);
    }
}
