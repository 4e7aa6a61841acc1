package dev.baton.zookeeper;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.port.StoreOp;
import java.time.Duration;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;

class WatchTest extends ZooKeeperTestBase {
    private final Seen seen = new Seen();

    private void until(String text) {
        await().atMost(Duration.ofSeconds(20)).alias(text).until(() -> seen.has(text));
    }

    @Test
    void everythingThatExistsComesFirstThenTheChangesOfOthers() {
        ZooKeeperStore other = store(server.address() + "/c", 1);
        apply(other, create("/groups/g", "1"), create("/groups/g/x", "2"));
        ZooKeeperStore store = store(server.address() + "/c", 2);
        store.watch("/groups", seen);
        await().until(() -> seen.count("synced") >= 2);
        assertEquals(1, seen.count("/groups/g=1"), seen::toString);
        assertEquals(1, seen.count("/groups/g/x=2"), seen::toString);

        apply(other, set("/groups/g/x", "3", 0), create("/groups/g/y", "4"));
        until("/groups/g/x=3");
        until("/groups/g/y=4");
        apply(other, new StoreOp.Delete("/groups/g/y", 0));
        until("/groups/g/y gone");
        apply(other, create("/groups/g/y", "5"));
        until("/groups/g/y=5");
        assertEquals(1, seen.count("/groups/g/x=3"), seen::toString);
    }

    @Test
    void whatIsNotWantedIsNeitherReadAtFirstNorLater() {
        ZooKeeperStore other = store(server.address(), 1);
        apply(other, create("/groups/g", "1"), create("/groups/g/epochs", ""), create("/groups/g/epochs/1", "2"));
        ZooKeeperStore store = store(server.address(), 2);
        store.watch("/groups/g", path -> !path.startsWith("/groups/g/epochs"), seen);
        await().until(() -> seen.count("synced") >= 2);
        apply(other, create("/groups/g/epochs/2", "3"), new StoreOp.Delete("/groups/g/epochs/1", 0));
        apply(other, create("/groups/g/x", "4"));
        until("/groups/g/x=4");
        assertFalse(seen.hasPart("epochs"), seen::toString);
    }

    @Test
    void absentRootAppearsLater() {
        ZooKeeperStore store = store(server.address(), 2);
        store.watch("/groups/g", seen);
        await().until(() -> seen.count("synced") >= 2);
        apply(store, create("/groups/g", "1"), create("/groups/g/x", "2"));
        until("/groups/g=1");
        until("/groups/g/x=2");
        apply(store, new StoreOp.Delete("/groups/g/x", 0), new StoreOp.Delete("/groups/g", 0));
        until("/groups/g/x gone");
        until("/groups/g gone");
    }

    @Test
    void afterACutEverythingMissedIsReadAgain() {
        TestProxy proxy = proxy();
        ZooKeeperStore other = store(server.address(), 1);
        apply(
                other,
                create("/groups/g", "1"),
                create("/groups/g/x", "2"),
                create("/groups/g/d", ""),
                create("/groups/g/d/e", ""));
        ZooKeeperStore store = store(proxy.address(), 1);
        store.watch("/groups/g", seen);
        until("synced");

        proxy.blackHole();
        proxy.reset();
        await().until(() -> store.connected() == 0);
        apply(
                other,
                set("/groups/g/x", "3", 0),
                create("/groups/g/new", "4"),
                new StoreOp.Delete("/groups/g/d/e", 0),
                new StoreOp.Delete("/groups/g/d", 0));
        assertFalse(seen.has("/groups/g/x=3"));
        seen.clear();
        proxy.heal();

        until("/groups/g/x=3");
        until("/groups/g/new=4");
        until("/groups/g/d gone");
        until("/groups/g/d/e gone");
        until("synced");
        assertFalse(seen.has("/groups/g=1"), "a version is reported once");
        apply(other, set("/groups/g/x", "5", 1));
        until("/groups/g/x=5");
    }

    @Test
    void rootThatVanishedDuringACutIsGone() {
        TestProxy proxy = proxy();
        ZooKeeperStore other = store(server.address(), 1);
        apply(other, create("/groups/g", "1"), create("/groups/g/x", "2"));
        ZooKeeperStore store = store(proxy.address(), 1);
        store.watch("/groups/g/x", seen);
        until("synced");
        proxy.blackHole();
        proxy.reset();
        await().until(() -> store.connected() == 0);
        apply(other, new StoreOp.Delete("/groups/g/x", 0), new StoreOp.Delete("/groups/g", 0));
        proxy.heal();
        until("/groups/g/x gone");
    }

    @Test
    void lostSessionRemovesItsEphemeralsAndIsReported() throws Exception {
        ZooKeeperStore other = store(server.address(), 1);
        ZooKeeperStore store = store(server.address(), 2);
        await().until(() -> store.connected() == 2);
        store.watch("/groups", seen);
        await().until(() -> seen.count("synced") >= 2);
        apply(store, ephemeral("/groups/live", "1"));
        apply(store, ephemeral("/groups/live2", "1"));
        until("/groups/live=1");
        long owner = owner("/groups/live");
        assertEquals(owner, owner("/groups/live2"), "all ephemerals belong to one session");

        server.expire(owner);

        await().atMost(Duration.ofSeconds(20)).until(() -> seen.hasPart(ZooKeeperStore.SESSION_EXPIRED));
        until("/groups/live gone");
        await().atMost(Duration.ofSeconds(20)).until(() -> store.connected() == 2);
        apply(store, ephemeral("/groups/live", "2"));
        until("/groups/live=2");
        apply(other, create("/groups/after", "3"));
        until("/groups/after=3");
    }

    private long owner(String path) throws Exception {
        ZooKeeper raw = new ZooKeeper(server.address(), 6_000, event -> {});
        try {
            await().until(() -> raw.getState().isConnected());
            return raw.exists(path, false).getEphemeralOwner();
        } finally {
            raw.close();
        }
    }

    @Test
    void sinkThatThrowsDoesNotStopTheWatch() {
        ZooKeeperStore store = store(server.address(), 1);
        store.watch("/groups", event -> {
            seen.accept(event);
            throw new IllegalStateException("a broken sink");
        });
        until("synced");
        apply(store, create("/groups/g", "1"));
        until("/groups/g=1");
    }
}
