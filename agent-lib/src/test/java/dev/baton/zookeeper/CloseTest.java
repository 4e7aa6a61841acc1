package dev.baton.zookeeper;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.baton.port.ReadResult;
import dev.baton.port.WriteResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseTest extends ZooKeeperTestBase {
    @Test
    void closeEndsTheSessionsSoThatEphemeralsGoAtOnce() {
        ZooKeeperStore store = store(server.address(), 2);
        ZooKeeperStore other = store(server.address(), 1);
        apply(store, ephemeral("/groups/live", "1"));
        store.close();
        assertNull(data(other, "/groups/live"));
        store.close();
    }

    @Test
    void closeIsBoundedWhileTheStoreIsSilentAndAnswersWhatIsOutstanding() {
        TestProxy proxy = proxy();
        ZooKeeperStore store = store(proxy.address(), 2);
        await().until(() -> store.connected() == 2);
        proxy.blackHole();
        var outstanding = store.write(List.of(create("/groups/g", "")), Duration.ofMinutes(10));
        assertTimeoutPreemptively(Duration.ofSeconds(20), store::close);
        assertInstanceOf(WriteResult.Unknown.class, get(outstanding));
        assertInstanceOf(ReadResult.Unknown.class, get(store.read("/groups", Duration.ofMinutes(10))));
    }

    @Test
    void closeBeforeTheFirstConnectionIsFine() {
        TestProxy proxy = proxy();
        proxy.blackHole();
        ZooKeeperStore store = store(proxy.address(), 2);
        var waiting = store.read("/groups", Duration.ofMinutes(10));
        assertTimeoutPreemptively(Duration.ofSeconds(20), store::close);
        assertInstanceOf(ReadResult.Unknown.class, get(waiting));
    }
}
