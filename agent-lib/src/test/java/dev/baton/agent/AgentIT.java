package dev.baton.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import dev.baton.model.StandbyKind;
import dev.baton.model.StoreLayout;
import dev.baton.model.Timing;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.zookeeper.TestServer;
import dev.baton.zookeeper.ZooKeeperStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three agents with real links over a real ZooKeeper server, in one process. */
class AgentIT {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** A machine that stands still for a second must not move the role in here. */
    private static final Policy UNHURRIED = new Policy(
            Policy.Mode.ACTIVE_PASSIVE, new Timing(100, 8_000, 12_000, 500, 10_000, 0, 2_000), 1_000, 20_000);

    @TempDir
    Path dir = Path.of("unset");

    private @Nullable TestServer server;
    private final Map<String, FailoverAgent> agents = new TreeMap<>();
    private final Map<String, FakeResource> resources = new TreeMap<>();

    @BeforeEach
    void up() {
        server = new TestServer(dir);
        start("a", 0);
        start("b", 10);
        start("c", 20);
        await().atMost(LIMIT).until(() -> "a".equals(primary()));
        await().atMost(LIMIT).until(() -> eligible() == 2);
    }

    @AfterEach
    void down() {
        agents.values().forEach(FailoverAgent::close);
        Objects.requireNonNull(server).close();
    }

    private void start(String service, int priority) {
        FakeResource resource = new FakeResource();
        resources.put(service, resource);
        agents.put(
                service,
                FailoverAgent.builder()
                        .service(service)
                        .connect(address() + "/baton")
                        .policy(UNHURRIED)
                        .member("orders", resource, priority, Map.of())
                        .start());
    }

    private String address() {
        return Objects.requireNonNull(server).address();
    }

    private String primary() {
        for (Map.Entry<String, FailoverAgent> agent : agents.entrySet()) {
            boolean serves = agent.getValue().guard("orders").open()
                    && agent.getValue().statuses().stream().anyMatch(s -> s.role() == Role.PRIMARY);
            if (serves) {
                return agent.getKey();
            }
        }
        return "";
    }

    private long eligible() {
        return agents.values().stream()
                .flatMap(a -> a.statuses().stream())
                .filter(s -> s.eligible())
                .count();
    }

    private Leadership leadership(ZooKeeperStore store) throws Exception {
        ReadResult read = store.read(StoreLayout.leadership(ORDERS), Duration.ofSeconds(5))
                .toCompletableFuture()
                .get();
        return Json.read(((ReadResult.Found) read).data(), Leadership.class, "leadership");
    }

    private int version(ZooKeeperStore store, String path) throws Exception {
        return ((ReadResult.Found) store.read(path, Duration.ofSeconds(5))
                        .toCompletableFuture()
                        .get())
                .version();
    }

    @Test
    void theRoleGoesOnWhenThePrimaryStopsInOrderAndComesBackAsStandby() {
        Objects.requireNonNull(agents.remove("a")).close();
        await().atMost(LIMIT).until(() -> !primary().isEmpty());
        String next = primary();
        start("a", 0);
        await().atMost(LIMIT).until(() -> eligible() == 2);
        assertEquals(next, primary());
    }

    @Test
    void anOperatorsSwitchoverEndsInTheStoreWithEachStepConfirmed() throws Exception {
        switchOverToC();
        assertEquals(0, resource("c").prepared.get());
    }

    @Test
    void aWarmStandbyPublishesItsRecoveryAndIsToldToCatchUpForASwitchover() throws Exception {
        resource("c").kind = StandbyKind.warm(Duration.ofMinutes(1));
        await().atMost(LIMIT).until(() -> agents.values().stream()
                .flatMap(a -> a.statuses().stream())
                .anyMatch(s -> s.eligible()
                        && s.standby().equals(resource("c").kind)
                        && s.recoveryMillis() == 700
                        && s.reason().equals("would succeed: rank 2, warm: in about 700 ms")));
        switchOverToC();
        assertEquals(1, resource("c").prepared.get());
    }

    private FakeResource resource(String service) {
        return Objects.requireNonNull(resources.get(service));
    }

    private void switchOverToC() throws Exception {
        try (ZooKeeperStore store = ZooKeeperStore.open(ZooKeeperStore.Config.of(address() + "/baton"))) {
            await().atMost(LIMIT).until(() -> store.connected() > 0);
            Leadership seen = leadership(store);
            ActionRequest request = new ActionRequest(
                    "act-1",
                    ORDERS,
                    ActionKind.SWITCHOVER,
                    new MemberId("orders-c"),
                    seen.epoch(),
                    version(store, StoreLayout.leadership(ORDERS)),
                    "test",
                    "oncall",
                    Hlc.ZERO.tick(System.currentTimeMillis()),
                    System.currentTimeMillis() + 30_000,
                    List.of(),
                    null,
                    null);
            store.write(
                            List.of(
                                    new StoreOp.Check(StoreLayout.leadership(ORDERS), request.seenLeadershipVersion()),
                                    new StoreOp.Create(
                                            StoreLayout.action(ORDERS, "act-1"),
                                            Json.bytes(ActionRecord.requested(request)),
                                            false),
                                    new StoreOp.Set(
                                            StoreLayout.openAction(ORDERS),
                                            Json.bytes(new OpenAction("act-1")),
                                            version(store, StoreLayout.openAction(ORDERS)))),
                            Duration.ofSeconds(5))
                    .toCompletableFuture()
                    .get();
            await().atMost(LIMIT).until(() -> action(store).ended());
            ActionRecord ended = action(store);
            assertEquals(Outcome.SUCCEEDED, ended.outcome(), ended::toString);
            assertEquals("c", primary());
            assertTrue(
                    ended.steps().subList(0, ended.steps().size() - 1).stream()
                            .allMatch(s -> s.zxid() > 0 || s.step() == dev.baton.model.ActionStep.Name.DRAINED),
                    ended::toString);
            assertTrue(resource("c").serving);
            assertEquals(seen.epoch().next(), leadership(store).epoch());
        }
    }

    private static ActionRecord action(ZooKeeperStore store) throws Exception {
        ReadResult read = store.read(StoreLayout.action(ORDERS, "act-1"), Duration.ofSeconds(5))
                .toCompletableFuture()
                .get();
        return Json.read(((ReadResult.Found) read).data(), ActionRecord.class, "action");
    }

    @Test
    void onlyThePrimarysGuardIsOpen() throws Exception {
        long epoch = agents.values().stream()
                .flatMap(a -> a.statuses().stream())
                .mapToLong(s -> s.epoch().value())
                .max()
                .orElse(0);
        assertDoesNotThrow(() -> guard("a").check(new dev.baton.model.Epoch(epoch)));
        assertTrue(!guard("b").open() && !guard("c").open());
    }

    private dev.baton.port.Guard guard(String service) {
        FailoverAgent agent = agents.get(service);
        if (agent == null) {
            throw new IllegalStateException("no agent " + service);
        }
        return agent.guard("orders");
    }
}
