package dev.baton.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.cli.Main;
import dev.baton.cli.TestCluster;
import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.model.Timing;
import dev.baton.port.ChildrenResult;
import dev.baton.zookeeper.ZooKeeperStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real agents on a real store and a real broker, with room for a few entries only: what leaves the store is in Kafka, once and whole. */
class AuditTrimIT {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AuditBounds TINY =
            new AuditBounds(12, 6, 3, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);
    private static final Policy UNHURRIED = new Policy(
            Policy.Mode.ACTIVE_PASSIVE, new Timing(100, 8_000, 12_000, 500, 10_000, 0, 2_000), 1_000, 20_000);

    @TempDir
    Path dir = Path.of("unset");

    private final Map<String, FailoverAgent> agents = new TreeMap<>();
    private String connect = "";
    private String kafka = "";

    @Test
    @Timeout(240)
    void whatLeavesTheStoreIsInKafkaAndTheWholeOfItVerifies() throws Exception {
        try (TestCluster cluster = new TestCluster(Files.createDirectory(dir.resolve("zk")));
                KafkaBroker broker = KafkaBroker.start(
                        Files.createDirectory(dir.resolve("kafka")),
                        List.of(KafkaListener.direct("A", KafkaBroker.freePort())))) {
            connect = cluster.connect();
            kafka = broker.bootstrap();
            try {
                start("a", 0);
                start("b", 10);
                start("c", 20);
                run(cluster);
            } finally {
                agents.values().forEach(FailoverAgent::close);
            }
        }
    }

    private void run(TestCluster cluster) throws Exception {
        await().atMost(LIMIT).until(() -> serves("a"));
        Set<String> actions = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            actions.add(action("pause", "--reason", "round " + i));
            actions.add(action("resume", "--reason", "round " + i));
            if (i == 4) {
                Objects.requireNonNull(agents.remove("a")).close(); // Who audited is gone; another goes on.
                await().atMost(LIMIT).until(() -> serves("b") || serves("c"));
            }
        }
        cluster.raw(StoreLayout.action(ORDERS, "nonsense"), "{ half".getBytes(StandardCharsets.UTF_8));
        try (ZooKeeperStore store = ZooKeeperStore.open(ZooKeeperStore.Config.of(connect))) {
            await().atMost(LIMIT)
                    .until(() -> children(store, StoreLayout.actions(ORDERS)) <= TINY.actions()
                            && children(store, StoreLayout.audit(ORDERS)) <= TINY.entries());
        }
        await().atMost(LIMIT)
                .until(() -> baton("audit", "show", "orders", "--json").contains("nonsense"));
        Path file = dir.resolve("audit.jsonl");
        baton("audit", "export", "--out", file.toString());
        baton("audit", "verify", "orders");
        baton("audit", "verify", file.toString());
        Map<String, Integer> times = new HashMap<>();
        List<String> reasons = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode entry = Json.mapper().readTree(line);
            if (entry.path("kind").asText().equals("ACTION")) {
                times.merge(entry.get("subject").asText(), 1, Integer::sum);
                reasons.add(entry.at("/content/action/request/reason").asText());
                entry.at("/content/action/steps")
                        .forEach(step -> assertTrue(step.get("zxid").asText().startsWith("0x"), line));
            }
        }
        assertEquals(actions, times.keySet());
        assertTrue(times.values().stream().allMatch(count -> count == 1), times::toString);
        assertEquals(20, reasons.size());
        assertTrue(baton("history", "orders").contains("baton audit show"));
    }

    private boolean serves(String service) {
        return Objects.requireNonNull(agents.get(service)).guard("orders").open();
    }

    private static int children(ZooKeeperStore store, String path) {
        return store.children(path, Duration.ofSeconds(5)).toCompletableFuture().join()
                        instanceof ChildrenResult.Found found
                ? found.names().size()
                : Integer.MAX_VALUE;
    }

    private void start(String service, int priority) {
        agents.put(
                service,
                FailoverAgent.builder()
                        .service(service)
                        .connect(connect)
                        .telemetry(kafka)
                        .policy(UNHURRIED)
                        .audit(TINY)
                        .member("orders", new Following(), priority, Map.of())
                        .start());
    }

    private String action(String kind, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of(kind, "orders", "--yes", "--json"));
        args.addAll(List.of(more));
        JsonNode ended = Json.mapper().readTree(baton(args.toArray(String[]::new)));
        assertEquals("SUCCEEDED", ended.get("outcome").asText(), ended::toString);
        return ended.get("action").asText();
    }

    private String baton(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--connect", connect, "--kafka", kafka, "--timeout", "30s"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        String text = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, code, () -> all + "\n" + text + err.toString(StandardCharsets.UTF_8));
        return text;
    }
}
