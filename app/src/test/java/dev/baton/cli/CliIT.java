package dev.baton.cli;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.console.model.Events;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.FailoverMark;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a real ZooKeeper and real links. The last tests change the cluster, so they have an order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CliIT {
    private static final GroupId PAYMENTS = new GroupId("payments");

    private TestCluster cluster = null_();

    private record Result(int code, String out, String err) {
        /** What a failing assertion needs to be understood. */
        String all() {
            return "exit " + code + "\nout: " + out + "\nerr: " + err;
        }

        JsonNode json() {
            try {
                return Json.mapper().readTree(out);
            } catch (com.fasterxml.jackson.core.JsonProcessingException bad) {
                throw new AssertionError("no JSON: " + out + "\n" + err, bad);
            }
        }
    }

    @SuppressWarnings("NullAway") // set before the first test
    private static TestCluster null_() {
        return null;
    }

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        cluster = new TestCluster(dir);
        cluster.provision(ORDERS, A, B, C);
        cluster.provision(PAYMENTS, new MemberId("payments-a"));
        cluster.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(System.currentTimeMillis(), A, 2, LeadershipState.PRIMARY, 0)
                        .leadership());
        var second = Events.epoch(2_000, 2, A, Cause.CRASHED, true, 0);
        cluster.put(
                StoreLayout.epoch(ORDERS, new Epoch(1)),
                Events.epoch(1_000, 1, B, Cause.INITIAL, false, 0).epoch());
        cluster.put(StoreLayout.epoch(ORDERS, new Epoch(2)), second.epoch());
        cluster.put(StoreLayout.activation(ORDERS, new Epoch(2)), Objects.requireNonNull(second.activation()));
        cluster.member(Events.status(A, 1, Role.PRIMARY, 2));
        cluster.member(Events.status(B, 1, Role.STANDBY, 2));
        cluster.member(Events.status(C, 1, Role.STANDBY, 2));
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    private Result baton(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--connect", cluster.connect(), "--timeout", "15s"));
        return plain(all.toArray(String[]::new));
    }

    private static Result plain(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        Result result = new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        assertFalse(result.err().contains("\tat "), () -> "a stack trace: " + result.err());
        return result;
    }

    private static JsonNode member(JsonNode group, String id) {
        for (JsonNode member : group.get("members")) {
            if (member.get("member").asText().equals(id)) {
                return member;
            }
        }
        throw new AssertionError("no " + id + " in " + group);
    }

    @Test
    @Order(1)
    void statusShowsWhoIsPrimaryAndWhoWouldTakeOver() {
        Result result = baton("status", "orders", "--json");
        assertEquals(0, result.code(), result::all);
        assertTrue(result.json().at("/store/quorum").asBoolean());
        JsonNode group = result.json().at("/groups/0");
        assertEquals("orders-a", group.get("primary").asText());
        assertEquals(2, group.get("epoch").asLong());
        assertEquals("PRIMARY", member(group, "orders-a").get("role").asText());
        assertEquals("HEALTHY", member(group, "orders-a").get("verdict").asText());
        assertEquals(
                "would succeed: rank 1", member(group, "orders-b").get("reason").asText());
        assertTrue(member(group, "orders-c").get("eligible").asBoolean());
    }

    @Test
    @Order(1)
    void statusForAPersonHasTheSameWords() {
        Result result = baton("status");
        assertTrue(result.out().contains("orders-a") && result.out().contains("PRIMARY"), result::out);
    }

    @Test
    @Order(1)
    void historyIsNewestFirstWithTheOutage() {
        JsonNode epochs = baton("history", "orders", "--json").json().get("epochs");
        assertEquals(2, epochs.at("/0/epoch").asLong());
        assertEquals("CRASHED", epochs.at("/0/cause").asText());
        assertEquals(120, epochs.at("/0/outageMs").asLong());
        assertEquals(-1, epochs.at("/1/outageMs").asLong());
        assertTrue(epochs.at("/0/zxid").asLong() > 0);
    }

    @Test
    @Order(1)
    void watchPrintsEventsAsLines() {
        Result result = baton("watch", "orders", "--for", "500ms");
        assertEquals(0, result.code(), result::all);
        assertTrue(result.out().lines().anyMatch(line -> line.contains("\"type\":\"heartbeat\"")), result::out);
    }

    @Test
    @Order(1)
    void unknownGroupNamesTheKnownOnes() {
        Result result = baton("history", "nope");
        assertEquals(2, result.code(), result::all);
        assertTrue(result.err().contains("'nope'") && result.err().contains("orders, payments"), result::err);
    }

    @Test
    @Order(1)
    void unknownMemberNamesTheKnownOnes() {
        Result result = baton("switchover", "orders", "--to", "orders-x", "--yes");
        assertEquals(2, result.code(), result::all);
        assertTrue(result.err().contains("orders-a, orders-b, orders-c"), result::err);
    }

    @Test
    @Order(1)
    void silentStoreIsUnknownAndNamesWhatWasTried() {
        Result result = plain("status", "--connect", "127.0.0.1:9", "--timeout", "300ms", "--json");
        assertEquals(6, result.code(), result::all);
        assertTrue(result.err().contains("127.0.0.1:9"), result::err);
        assertEquals(6, result.json().get("exit").asInt());
    }

    @Test
    @Order(1)
    void dryRunChangesNothing() {
        Result result = baton("switchover", "orders", "--dry-run", "--json");
        assertEquals(0, result.code(), result::all);
        assertEquals("orders-b", result.json().at("/plan/to").asText());
        assertTrue(result.json().at("/action").isNull(), result::out);
        assertEquals(
                "0",
                ""
                        + baton("status", "orders", "--json")
                                .json()
                                .at("/groups/0/actions")
                                .size());
    }

    @Test
    @Order(1)
    void primaryAsCandidateIsRefusedWithTheRule() {
        Result result = baton("switchover", "orders", "--to", "orders-a", "--yes", "--json");
        assertEquals(3, result.code(), result::all);
        assertEquals(
                "candidate is a standby", result.json().at("/refused/0/rule").asText());
    }

    @Test
    @Order(1)
    void withoutATerminalSwitchoverNeedsYes() {
        Result result = baton("switchover", "orders");
        assertEquals(2, result.code(), result::all);
        assertTrue(result.err().contains("--yes"), result::err);
    }

    @Test
    @Order(2)
    void openActionRefusesAnotherAndIsNamed() throws Exception {
        cluster.put(StoreLayout.openAction(ORDERS), new OpenAction("s-before"));
        Result result = baton("switchover", "orders", "--yes", "--json");
        assertEquals(3, result.code(), result::all);
        assertEquals("action s-before", result.json().at("/refused/0/actual").asText());
    }

    @Test
    @Order(2)
    void acknowledgingWhereNothingFailedOverWritesNothing() {
        Result result = baton("acknowledge", "payments", "--json");
        assertEquals(0, result.code(), result::all);
        assertEquals("NOTHING_TO_DO", result.json().get("outcome").asText());
    }

    @Test
    @Order(2)
    void anAutomaticFailoverIsAcknowledgedOnce() throws Exception {
        Leadership led = Events.leads(System.currentTimeMillis(), A, 2, LeadershipState.PRIMARY, 0)
                .leadership();
        cluster.put(
                StoreLayout.leadership(ORDERS),
                new Leadership(
                        led.epoch(),
                        led.holder(),
                        led.incarnation(),
                        led.state(),
                        led.since(),
                        led.cause(),
                        null,
                        null,
                        led.open(),
                        new FailoverMark(new Epoch(2), led.since())));
        Result first = baton("acknowledge", "orders", "--note", "disk replaced", "--json");
        assertEquals(0, first.code(), first::all);
        assertEquals("DONE", first.json().get("outcome").asText());
        assertEquals(2, first.json().get("epoch").asLong());
        assertTrue(first.json().get("zxid").asLong() > 0);
        Result again = baton("acknowledge", "orders", "--json");
        assertEquals(0, again.code(), again::all);
        assertEquals("NOTHING_TO_DO", again.json().get("outcome").asText());
    }

    @Test
    @Order(3)
    void corruptNodeIsNamedAndLeavesTheOtherGroupWorking() throws Exception {
        cluster.corrupt(StoreLayout.lease(PAYMENTS));
        Result status = baton("status", "--json");
        assertEquals(0, status.code(), status::all);
        assertTrue(status.json().at("/groups/1/corrupt/0").asText().startsWith("/groups/payments/lease"), status::out);
        assertEquals("orders-a", status.json().at("/groups/0/primary").asText());
        Result doctor = baton("doctor", "--json");
        assertEquals(1, doctor.code(), doctor::all);
        assertTrue(doctor.out().contains("/groups/payments/lease"), doctor::out);
    }

    @Test
    @Order(4)
    void killedMemberIsCrashedOnceItsReconnectIsRefused() {
        cluster.kill(C);
        JsonNode group = baton("status", "orders", "--json").json().at("/groups/0");
        assertEquals("CRASHED", member(group, "orders-c").get("verdict").asText(), group::toString);
        assertEquals("OFFLINE", member(group, "orders-c").get("role").asText());
        assertEquals("DEGRADED", group.get("state").asText());
    }
}
