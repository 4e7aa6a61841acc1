package dev.baton.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.AlertAcknowledgements;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import dev.baton.model.Timing;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.secure.Principals;
import dev.baton.secure.Security;
import dev.baton.zookeeper.AccessReview;
import dev.baton.zookeeper.SecuredServer;
import dev.baton.zookeeper.StoreAccess;
import dev.baton.zookeeper.ZooKeeperStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three agents over a store by TLS in which each may do what the table says: two known by certificate, one by digest. */
class SecuredAgentIT {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Policy UNHURRIED = new Policy(
            Policy.Mode.ACTIVE_PASSIVE, new Timing(100, 8_000, 12_000, 500, 10_000, 0, 2_000), 1_000, 20_000);

    @TempDir
    Path dir = Path.of("unset");

    private SecuredServer server; // set before each test
    private ZooKeeperStore operator; // likewise
    private final Map<String, FailoverAgent> agents = new TreeMap<>();

    @BeforeEach
    void up() throws Exception {
        server = new SecuredServer(dir);
        Security admin = server.security("admin");
        try (StoreAccess access = server.access("admin")) {
            for (var change : access.changes(access.nodes(), admin.principals())) {
                assertEquals("", access.apply(change, admin.principals()));
            }
        }
        start("a", 0);
        start("b", 10);
        start("c", 20);
        await().atMost(LIMIT).until(() -> "a".equals(primary()));
        await().atMost(LIMIT).until(() -> eligible() == 2);
        operator =
                ZooKeeperStore.open(ZooKeeperStore.Config.of(server.address() + "/baton", server.security("operator")));
        await().atMost(LIMIT).until(() -> operator.connected() > 0);
    }

    @AfterEach
    void down() {
        agents.values().forEach(FailoverAgent::close);
        operator.close();
        server.close();
    }

    private void start(String service, int priority) {
        agents.put(
                service,
                FailoverAgent.builder()
                        .service(service)
                        .connect(server.address() + "/baton")
                        .security(server.file("agent-" + service))
                        .policy(UNHURRIED)
                        .member("orders", new FakeResource(), priority, Map.of())
                        .start());
    }

    private String primary() {
        for (Map.Entry<String, FailoverAgent> agent : agents.entrySet()) {
            if (agent.getValue().guard("orders").open()
                    && agent.getValue().statuses().stream().anyMatch(s -> s.role() == Role.PRIMARY)) {
                return agent.getKey();
            }
        }
        return "";
    }

    private long eligible() {
        return agents.values().stream()
                .flatMap(agent -> agent.statuses().stream())
                .filter(status -> status.eligible())
                .count();
    }

    private ReadResult.Found found(String path) throws Exception {
        return assertInstanceOf(
                ReadResult.Found.class,
                operator.read(path, Duration.ofSeconds(10))
                        .toCompletableFuture()
                        .get());
    }

    private Leadership leadership() throws Exception {
        return Json.read(found(StoreLayout.leadership(ORDERS)).data(), Leadership.class, "leadership");
    }

    private ActionRecord action(String id) throws Exception {
        return Json.read(found(StoreLayout.action(ORDERS, id)).data(), ActionRecord.class, "action");
    }

    private ActionRecord requested(String id) throws Exception {
        return ActionRecord.requested(new ActionRequest(
                id,
                ORDERS,
                ActionKind.SWITCHOVER,
                new MemberId("orders-c"),
                leadership().epoch(),
                found(StoreLayout.leadership(ORDERS)).version(),
                "test",
                "oncall",
                Hlc.ZERO.tick(System.currentTimeMillis()),
                System.currentTimeMillis() + 60_000,
                List.of(),
                null,
                null));
    }

    private void ask(ZooKeeperStore as, String id, ActionRecord record) throws Exception {
        WriteResult written = as.write(
                        List.of(
                                new StoreOp.Create(StoreLayout.action(ORDERS, id), Json.bytes(record), false),
                                new StoreOp.Set(
                                        StoreLayout.openAction(ORDERS),
                                        Json.bytes(new OpenAction(id)),
                                        found(StoreLayout.openAction(ORDERS)).version())),
                        Duration.ofSeconds(10))
                .toCompletableFuture()
                .get();
        assertInstanceOf(WriteResult.Applied.class, written);
    }

    @Test
    void theyElectSwitchOverAndFailOverAndLeaveNoHole() throws Exception {
        ask(operator, "act-1", requested("act-1"));
        await().atMost(LIMIT).until(() -> action("act-1").ended());
        assertEquals(Outcome.SUCCEEDED, action("act-1").outcome(), () -> agents.keySet()
                .toString());
        assertEquals("c", primary());
        await().atMost(LIMIT).until(() -> eligible() == 2);
        Objects.requireNonNull(agents.remove("c")).close();
        await().atMost(LIMIT).until(() -> !primary().isEmpty());
        start("c", 20);
        await().atMost(LIMIT).until(() -> eligible() == 2);
        Json.read(found(StoreLayout.alerts(ORDERS)).data(), AlertAcknowledgements.class, "alerts");
        Principals principals = server.security("admin").principals();
        try (StoreAccess admin = server.access("admin")) {
            assertEquals(List.of(), new AccessReview(principals).holes(admin.nodes()));
        }
    }

    @Test
    void anActionThatOthersMayWriteAndOneThatBeginsWithForgedStepsMoveNothing() throws Exception {
        long epoch = leadership().epoch().value();
        // An operator who makes its nodes open to everybody: it knows of no principals.
        Security careless = server.security("operator");
        Security open = new Security(careless.tls(), true, careless.auths(), Principals.NONE, Map.of(), false, null);
        try (ZooKeeperStore hand = ZooKeeperStore.open(ZooKeeperStore.Config.of(server.address() + "/baton", open))) {
            await().atMost(LIMIT).until(() -> hand.connected() > 0);
            ask(hand, "opened", requested("opened"));
        }
        ActionStep accepted = new ActionStep(
                ActionStep.Name.ACCEPTED,
                ActionStep.State.DONE,
                1,
                Hlc.ZERO.tick(System.currentTimeMillis()),
                "orders-a",
                1,
                "forged");
        ask(operator, "forged", requested("forged").with(accepted, 1));
        // What follows in the store's order is carried out, so the agents have seen both and let them be.
        ask(operator, "good", requested("good"));
        await().atMost(LIMIT).until(() -> action("good").ended());
        assertEquals(Outcome.SUCCEEDED, action("good").outcome());
        assertEquals(epoch + 1, leadership().epoch().value());
        assertTrue(!action("opened").ended() && !action("forged").ended());
        assertEquals(1, action("opened").steps().size());
        assertEquals(2, action("forged").steps().size());
        await().atMost(LIMIT).until(() -> eligible() == 2);
    }
}
