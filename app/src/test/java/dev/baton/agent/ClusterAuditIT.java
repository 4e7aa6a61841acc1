package dev.baton.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.authority.Keys;
import dev.baton.cli.Main;
import dev.baton.cli.TestCluster;
import dev.baton.console.identity.ClusterAudit;
import dev.baton.console.identity.Operators;
import dev.baton.kafka.KafkaArchive;
import dev.baton.kafka.KafkaArchiveReader;
import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.model.Json;
import dev.baton.model.OperatorRole;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.model.Timing;
import dev.baton.port.AuditAppend;
import dev.baton.port.ReadResult;
import dev.baton.zookeeper.ZooKeeperStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cluster's own chain with real agents of two groups, a real store and a real broker: it is in Kafka whole, and in the store a part of it. */
class ClusterAuditIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AuditBounds TINY =
            new AuditBounds(12, 6, 3, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);
    private static final Policy UNHURRIED = new Policy(
            Policy.Mode.ACTIVE_PASSIVE, new Timing(100, 8_000, 12_000, 500, 10_000, 0, 2_000), 1_000, 20_000);

    @TempDir
    Path dir = Path.of("unset");

    private final Map<String, FailoverAgent> agents = new TreeMap<>();
    private final Set<String> keys = new TreeSet<>();
    private String connect = "";
    private String kafka = "";

    private record Run(int code, String text) {}

    @Test
    @Timeout(240)
    void itLeavesTheStoreOnlyForKafkaAndTheWholeOfItVerifiesAndExports() throws Exception {
        try (TestCluster cluster = new TestCluster(Files.createDirectory(dir.resolve("zk")));
                KafkaBroker broker = KafkaBroker.start(
                        Files.createDirectory(dir.resolve("kafka")),
                        List.of(KafkaListener.direct("A", KafkaBroker.freePort())));
                ZooKeeperStore store = ZooKeeperStore.open(ZooKeeperStore.Config.of(cluster.connect()))) {
            connect = cluster.connect();
            kafka = broker.bootstrap();
            try {
                run(cluster, store);
            } finally {
                agents.values().forEach(FailoverAgent::close);
            }
        }
    }

    private void run(TestCluster cluster, ZooKeeperStore store) throws Exception {
        Operators operators = new Operators(store, Duration.ofSeconds(10), new ClusterAudit());
        add(operators, 5); // Before there is any agent.
        start("a", "orders");
        start("b", "orders");
        start("c", "payments");
        await().atMost(LIMIT).until(() -> head(store).archivedTo() == 5);
        for (int i = 0; i < 4; i++) {
            add(operators, 8); // As the agents write the same head.
            if (i == 1) {
                Objects.requireNonNull(agents.remove("a"))
                        .close(); // Another goes on, and at the end one that is not next.
            } else if (i == 2) {
                Objects.requireNonNull(agents.remove("b")).close();
            }
        }
        int all = keys.size();
        await().atMost(LIMIT).until(() -> {
            AuditHead head = head(store);
            return head.archivedTo() == all && head.seq() - head.trimmedTo() <= TINY.entries();
        });
        verified(store, all);
        exported(all);
        AuditHead head = head(store);
        String path = AuditAppend.path(AuditEntry.CLUSTER, head.seq() - 2);
        String entry = new String(read(store, path).data(), StandardCharsets.UTF_8);
        cluster.raw(path, entry.replace("\"added\"", "\"revoked\"").getBytes(StandardCharsets.UTF_8));
        Run broken = baton("audit", "verify", "--json");
        assertEquals(1, broken.code(), broken.text());
        assertEquals(
                head.seq() - 2,
                Json.mapper()
                        .readTree(broken.text())
                        .at("/chains/0/problems/0/seq")
                        .asLong(),
                broken.text());
    }

    private void verified(ZooKeeperStore store, int all) throws Exception {
        Run run = baton("audit", "verify", "--json");
        assertEquals(0, run.code(), run.text());
        JsonNode chain = Json.mapper().readTree(run.text()).at("/chains/0");
        assertEquals(AuditEntry.CLUSTER, chain.get("chain").asText());
        assertEquals(all, chain.get("entries").asInt(), run.text());
        assertEquals(1, chain.get("from").asInt(), run.text());
        // Without Kafka what has left the store cannot be looked at, and nothing is claimed.
        Run partial = without("audit", "verify", "--json");
        assertEquals(6, partial.code(), partial.text());
        assertTrue(head(store).trimmedTo() > 0);
        Map<Long, Integer> times = new HashMap<>();
        KafkaArchiveReader.read(kafka, KafkaArchive.DEFAULT_TOPIC, Map.of(), LIMIT, each -> {
            try {
                if (each.chain().equals(AuditEntry.CLUSTER)) {
                    times.merge(AuditEntry.read(each.bytes(), each.where()).seq(), 1, Integer::sum);
                }
            } catch (Json.MalformedException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(all, times.size(), times::toString);
    }

    private void exported(int all) throws Exception {
        Path file = dir.resolve("audit.jsonl");
        Run export = baton("audit", "export", "--out", file.toString());
        assertEquals(0, export.code(), export.text());
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode entry = Json.mapper().readTree(line);
            if (entry.path("kind").asText().equals("OPERATOR")) {
                found.add(entry.get("subject").asText());
            }
        }
        assertEquals(all, found.size());
        assertEquals(keys, new TreeSet<>(found));
        Run verified = baton("audit", "verify", file.toString());
        assertEquals(0, verified.code(), verified.text());
    }

    private void add(Operators operators, int more) throws Exception {
        for (int i = 0; i < more; i++) {
            PublicKey key =
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
            String id = Keys.id(key);
            Operators.Result result = operators
                    .add(
                            new Operators.Newcomer("operator " + keys.size(), OperatorRole.ADMIN, id, Keys.text(key)),
                            null,
                            "root",
                            System.currentTimeMillis())
                    .toCompletableFuture()
                    .get();
            assertInstanceOf(Operators.Result.Done.class, result, result::toString);
            keys.add(id);
        }
    }

    private static ReadResult.Found read(ZooKeeperStore store, String path) {
        ReadResult read =
                store.read(path, Duration.ofSeconds(5)).toCompletableFuture().join();
        return assertInstanceOf(ReadResult.Found.class, read, read::toString);
    }

    private static AuditHead head(ZooKeeperStore store) throws Json.MalformedException {
        return AuditAppend.head(
                AuditEntry.CLUSTER, read(store, StoreLayout.AUDIT).data());
    }

    private void start(String service, String group) {
        agents.put(
                service,
                FailoverAgent.builder()
                        .service(service)
                        .connect(connect)
                        .telemetry(kafka)
                        .policy(UNHURRIED)
                        .audit(TINY)
                        .member(group, new Following(), agents.size(), Map.of())
                        .start());
    }

    private Run baton(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--kafka", kafka));
        return without(all.toArray(String[]::new));
    }

    private Run without(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--connect", connect, "--timeout", "30s"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Main.run(print, print, all.toArray(String[]::new));
        return new Run(code, out.toString(StandardCharsets.UTF_8));
    }
}
