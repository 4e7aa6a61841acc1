package dev.baton.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.model.Json;
import dev.baton.model.LeadershipState;
import dev.baton.model.StoreLayout;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.zookeeper.TestServer;
import dev.baton.zookeeper.ZooKeeperStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long clients take to follow, on a real ZooKeeper server: from the write of PRIMARY to the locator's listener. Printed, not judged. */
class ClientsFollowIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROUNDS = 50;

    private final Map<Long, Long> heardNanos = new ConcurrentHashMap<>();

    private static WriteResult.Applied write(ZooKeeperStore store, List<StoreOp> ops) throws Exception {
        WriteResult result =
                store.write(ops, Duration.ofSeconds(10)).toCompletableFuture().get(30, TimeUnit.SECONDS);
        return assertInstanceOf(WriteResult.Applied.class, result);
    }

    private static StoreOp create(String path, byte[] data) {
        return new StoreOp.Create(path, data, false);
    }

    @Test
    void tellsHowLongClientsTakeToFollow(@TempDir Path dir) throws Exception {
        try (TestServer server = new TestServer(dir);
                ZooKeeperStore agents = ZooKeeperStore.open(ZooKeeperStore.Config.of(server.address() + "/baton"));
                // Opened before the group is there: a caller may well start first.
                PrimaryLocator locator = PrimaryLocator.builder()
                        .connect(server.address() + "/baton")
                        .group("orders")
                        .open()) {
            await().atMost(LIMIT).until(() -> agents.connected() == agents.connections());
            String path = StoreLayout.leadership(Store.ORDERS);
            List<StoreOp> layout = new ArrayList<>(List.of(
                    create(StoreLayout.group(Store.ORDERS), new byte[0]),
                    create(StoreLayout.members(Store.ORDERS), new byte[0]),
                    create(path, Json.bytes(Store.leadership(1, "a", LeadershipState.VACANT)))));
            for (String service : List.of("a", "b")) {
                layout.add(create(
                        StoreLayout.member(Store.member(service)),
                        Json.bytes(Store.record(service, service + "1", "http://" + service + ":1"))));
            }
            write(agents, layout);
            PrimaryLocator.Subscription unused = locator.listen(primary ->
                    primary.ifPresent(p -> heardNanos.putIfAbsent(p.epoch().value(), System.nanoTime())));
            int version = 0;
            List<Long> fromSent = new ArrayList<>();
            List<Long> fromAnswered = new ArrayList<>();
            for (long epoch = 2; epoch < 2 + ROUNDS; epoch++) {
                String service = epoch % 2 == 0 ? "a" : "b";
                byte[] promoting = Json.bytes(Store.leadership(epoch, service, LeadershipState.PROMOTING));
                byte[] primary = Json.bytes(Store.leadership(epoch, service, LeadershipState.PRIMARY));
                WriteResult.Applied granted = write(agents, List.of(new StoreOp.Set(path, promoting, version)));
                long sent = System.nanoTime();
                WriteResult.Applied served = write(
                        agents,
                        List.of(new StoreOp.Set(
                                path, primary, granted.versions().get(0))));
                long answered = System.nanoTime();
                version = served.versions().get(0);
                long expected = epoch;
                await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> heardNanos.containsKey(expected));
                long heard = heardNanos.getOrDefault(epoch, 0L);
                fromSent.add(heard - sent);
                fromAnswered.add(heard - answered);
                assertEquals(
                        "http://" + service + ":1",
                        locator.current().orElseThrow().endpoint());
            }
            System.out.println("clients follow: " + ROUNDS + " writes of PRIMARY; to the listener, from the sending of"
                    + " the write: " + spread(fromSent) + "; from its answer: " + spread(fromAnswered));
            unused.close();
        }
    }

    private static String spread(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "median %.1f ms, p90 %.1f ms, max %.1f ms",
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 9 / 10) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6);
    }
}
