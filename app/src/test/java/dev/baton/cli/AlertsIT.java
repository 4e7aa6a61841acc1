package dev.baton.cli;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.console.model.Events;
import dev.baton.model.Json;
import dev.baton.model.LeadershipState;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code baton alerts} against a real ZooKeeper and real links, one of which is refused. */
class AlertsIT {
    @TempDir
    Path dir = Path.of("");

    private record Result(int code, String out, String err) {
        String all() {
            return "exit " + code + "\nout: " + out + "\nerr: " + err;
        }

        JsonNode json() {
            try {
                return Json.mapper().readTree(out);
            } catch (JsonProcessingException bad) {
                throw new AssertionError("no JSON: " + all(), bad);
            }
        }
    }

    /** orders-a is primary, orders-b stands by, orders-c was killed. */
    private TestCluster cluster() throws Exception {
        TestCluster cluster = new TestCluster(dir);
        cluster.provision(ORDERS, A, B, C);
        cluster.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(System.currentTimeMillis(), A, 2, LeadershipState.PRIMARY, 0)
                        .leadership());
        cluster.member(Events.status(A, 1, Role.PRIMARY, 2));
        cluster.member(Events.status(B, 1, Role.STANDBY, 2));
        cluster.member(Events.status(C, 1, Role.STANDBY, 2));
        cluster.kill(C);
        return cluster;
    }

    private static Result baton(TestCluster cluster, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--connect", cluster.connect(), "--timeout", "15s"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode alert(Result result, String id) {
        for (JsonNode alert : result.json().get("alerts")) {
            if (alert.get("id").asText().equals(id)) {
                return alert;
            }
        }
        throw new AssertionError("no " + id + " in " + result.all());
    }

    @Test
    void anAlertIsShownWithItsGuidanceAndAcknowledgedForEverybody() throws Exception {
        try (TestCluster cluster = cluster()) {
            Result before = baton(cluster, "alerts", "--json");
            assertEquals(0, before.code(), before::all);
            JsonNode down = alert(before, "member-down-orders-c");
            assertEquals("RAISED", down.get("state").asText());
            assertEquals("orders", down.get("group").asText());
            assertTrue(down.get("safe").asText().contains("orders-c"), down::toString);
            assertFalse(down.get("evidence").isEmpty());
            Result acknowledged = baton(
                    cluster, "alerts", "ack", "member-down-orders-c", "--note", "host is being replaced", "--json");
            assertEquals(0, acknowledged.code(), acknowledged::all);
            assertEquals("DONE", acknowledged.json().get("outcome").asText());
            assertTrue(acknowledged.json().get("zxid").asLong() > 0);
            // Another process, as a console that is opened later.
            JsonNode after = alert(baton(cluster, "alerts", "--json"), "member-down-orders-c");
            assertEquals("ACKNOWLEDGED", after.get("state").asText());
            assertEquals("host is being replaced", after.get("note").asText());
            Result words = baton(cluster, "alerts");
            assertTrue(words.out().contains("acknowledged by"), words::all);
            assertTrue(words.out().contains("not safe: "), words::all);
        }
    }

    @Test
    void anAlertThatIsNotThereCannotBeAcknowledged() throws Exception {
        try (TestCluster cluster = cluster()) {
            Result result = baton(cluster, "alerts", "ack", "split-brain-orders");
            assertEquals(2, result.code(), result::all);
            assertTrue(result.err().contains("expected one of"), result::all);
        }
    }
}
