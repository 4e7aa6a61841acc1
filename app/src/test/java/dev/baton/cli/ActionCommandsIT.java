package dev.baton.cli;

import static dev.baton.cli.Puppet.step;
import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.cli.Baton.Result;
import dev.baton.console.model.Events;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.Json;
import dev.baton.model.LeadershipState;
import dev.baton.model.OpenAction;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Refusal;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the actions against a real ZooKeeper and real links: what they ask for, and what they make of each end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionCommandsIT {
    private static final String OPEN = StoreLayout.openAction(ORDERS);

    @TempDir
    Path files = Path.of("");

    private TestCluster cluster = nobody();

    @SuppressWarnings("NullAway") // set before the first test
    private static TestCluster nobody() {
        return null;
    }

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        cluster = new TestCluster(dir);
        cluster.provision(ORDERS, A, B, C);
        cluster.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(System.currentTimeMillis(), A, 2, LeadershipState.PRIMARY, 0)
                        .leadership());
        cluster.put(
                StoreLayout.epoch(ORDERS, new Epoch(1)),
                Events.epoch(1_000, 1, B, Cause.INITIAL, true, 0).epoch());
        cluster.put(
                StoreLayout.epoch(ORDERS, new Epoch(2)),
                Events.epoch(2_000, 2, A, Cause.CRASHED, true, 0).epoch());
        cluster.member(Events.status(A, 1, Role.PRIMARY, 2));
        cluster.member(Events.status(B, 1, Role.STANDBY, 2));
        cluster.member(Events.status(C, 1, Role.STANDBY, 2));
    }

    @BeforeEach
    void nothingOpen() throws Exception {
        cluster.put(OPEN, OpenAction.NONE);
        cluster.put(StoreLayout.policy(ORDERS), Policy.DEFAULT);
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    private Result baton(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--connect", cluster.connect()));
        if (!all.contains("--timeout")) {
            all.addAll(List.of("--timeout", "15s"));
        }
        return Baton.run(all.toArray(String[]::new));
    }

    private static UnaryOperator<ActionRecord> ends(Outcome how, List<Refusal> why, List<String> left) {
        return record -> record.accepted(record.target(), A, java.util.List.of())
                .with(step(ActionStep.Name.ACCEPTED, "orders-a"), -1)
                .measured(how == Outcome.SUCCEEDED ? new Epoch(3) : null, 12)
                .ended(how, why, left, step(ActionStep.Name.ENDED, "orders-a"), -1);
    }

    @ParameterizedTest
    @CsvSource({
        "switchover orders --to b, SWITCHOVER, orders-b",
        "failover orders --to orders-c, FAILOVER, orders-c",
        "rollback orders, ROLLBACK, orders-b",
        "rollback orders --to-epoch 2, ROLLBACK, orders-b",
        "fence orders orders-b, FENCE, orders-b",
        "pause orders --for 30m, PAUSE, ",
    })
    void aDryRunPlansEachKindAndWritesNothing(String words, String kind, String target) throws Exception {
        List<String> args = new ArrayList<>(List.of(words.split(" ")));
        args.addAll(List.of("--dry-run", "--json"));
        Result result = baton(args.toArray(String[]::new));
        assertEquals(0, result.code(), result::all);
        JsonNode json = result.json();
        assertEquals(kind, json.get("kind").asText());
        assertEquals(target == null ? "null" : target, json.get("target").asText("null"));
        assertTrue(json.get("outcome").isNull() && json.get("action").isNull(), result::all);
        assertFalse(json.at("/plan/rules").isEmpty(), result::all);
        assertFalse(json.at("/plan/undo").isEmpty(), result::all);
        assertNull(cluster.read(OPEN, OpenAction.class).id());
    }

    @ParameterizedTest
    @CsvSource({
        "reinstate orders orders-b, member fenced",
        "resume orders, automatic failover",
        "failover orders --to orders-a, candidate is a standby",
        "rollback orders --to-epoch 9, epoch to go back behind",
    })
    void aBrokenRuleRefusesTheRunAndItsDryRunAlike(String words, String rule) {
        List<String> args = new ArrayList<>(List.of(words.split(" ")));
        args.add("--json");
        args.add("--yes");
        Result run = baton(args.toArray(String[]::new));
        args.add("--dry-run");
        Result dry = baton(args.toArray(String[]::new));
        assertEquals(3, run.code(), run::all);
        assertEquals(3, dry.code(), dry::all);
        assertTrue(run.json().get("refused").toString().contains(rule), run::all);
        assertEquals(run.text("/refused/0/rule"), dry.text("/refused/0/rule"));
    }

    @ParameterizedTest
    @CsvSource({"failover orders --to x", "fence orders x", "reinstate orders x"})
    void anUnknownMemberNamesTheKnownOnes(String words) {
        Result result = baton((words + " --yes").split(" "));
        assertEquals(2, result.code(), result::all);
        assertTrue(result.err().contains("'x'") && result.err().contains("orders-a, orders-b, orders-c"), result::all);
    }

    @Test
    void aFailoverWithoutATargetIsUsage() {
        Result result = baton("failover", "orders", "--yes");
        assertEquals(2, result.code(), result::all);
        assertTrue(result.err().contains("--to"), result::all);
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, 0", "FAILED_UNCHANGED, 1", "ROLLED_BACK, 4", "INCOMPLETE, 5"})
    void eachOutcomeHasItsExitCode(Outcome outcome, int code) throws Exception {
        try (Puppet _ = new Puppet(cluster, ORDERS, ends(outcome, List.of(), List.of()))) {
            Result result = baton("switchover", "orders", "--yes", "--json", "--reason", "patching");
            assertEquals(code, result.code(), result::all);
            assertEquals(outcome.name(), result.text("/outcome"));
            assertEquals("ACCEPTED", result.text("/steps/1/step"));
            assertTrue(result.json().at("/steps/1/zxid").asLong() > 0, result::all);
        }
    }

    @Test
    void anActionThatAMemberRefusesIsExitThreeWithTheRule() throws Exception {
        Refusal rule = new Refusal("candidate heard", "a heartbeat within 500 ms", "never heard");
        try (Puppet _ = new Puppet(cluster, ORDERS, ends(Outcome.FAILED_UNCHANGED, List.of(rule), List.of()))) {
            Result result = baton("fence", "orders", "b", "--confirm-off", "--yes", "--json");
            assertEquals(3, result.code(), result::all);
            assertEquals("candidate heard", result.text("/refused/0/rule"));
        }
    }

    @Test
    void anActionThatNobodyEndsIsUnknownAndIsReadToTheEndOfTheTime() {
        Result result = baton("pause", "orders", "--for", "30m", "--yes", "--json", "--timeout", "5s");
        assertEquals(6, result.code(), result::all);
        assertEquals("UNKNOWN", result.text("/outcome"));
        assertEquals("REQUESTED", result.text("/steps/0/step"));
        assertTrue(result.err().contains("nothing is claimed"), result::all);
        Result status = baton("status", "orders", "--json");
        assertEquals("PAUSE", status.text("/groups/0/openAction/kind"));
        assertEquals("REQUESTED", status.text("/groups/0/openAction/step"));
        assertTrue(status.json().at("/groups/0/openAction/ageMs").asLong() >= 5_000, status::all);
    }

    @Test
    void aReasonThatIsTooLongIsRefusedBeforeAnythingIsWritten() throws Exception {
        String reason = "x".repeat(70_000);
        for (String extra : List.of("--yes", "--dry-run")) {
            Result result = baton("switchover", "orders", "--json", "--reason", reason, extra);
            assertEquals(3, result.code(), result::all);
            assertEquals("request size", result.text("/refused/0/rule"));
        }
        assertNull(cluster.read(OPEN, OpenAction.class).id());
    }

    @Test
    void aPauseIsShownWithWhoUntilWhenAndWhy() throws Exception {
        long until = System.currentTimeMillis() + 600_000;
        cluster.put(
                StoreLayout.policy(ORDERS), Policy.DEFAULT.paused(new Policy.Pause(until, "oncall", "patching", "p1")));
        JsonNode pause = baton("status", "orders", "--json").json().at("/groups/0/pause");
        assertEquals("oncall", pause.get("by").asText());
        assertEquals(until, pause.get("untilMs").asLong());
        assertEquals("patching", pause.get("reason").asText());
        Result words = baton("status", "orders");
        assertTrue(words.out().contains("automatic failover is off by oncall, until "), words::all);
    }

    @Test
    void anAbortIsWrittenAndItsEffectIsTheExitCode() throws Exception {
        ActionRecord open = Events.switchover("s-abort", System.currentTimeMillis(), B, 2, 0);
        cluster.put(StoreLayout.action(ORDERS, "s-abort"), open);
        cluster.put(OPEN, new OpenAction("s-abort"));
        UnaryOperator<ActionRecord> undoes = record -> record.done(ActionStep.Name.ABORTED)
                ? record.ended(Outcome.ROLLED_BACK, List.of(), List.of(), step(ActionStep.Name.ENDED, "orders-a"), -1)
                : record;
        try (Puppet _ = new Puppet(cluster, ORDERS, undoes)) {
            Result result = baton("rollback", "orders", "--abort", "--reason", "wrong group", "--yes", "--json");
            assertEquals(0, result.code(), result::all);
            assertEquals("UNDONE", result.text("/abort/result"));
            assertEquals("ROLLED_BACK", result.text("/outcome"));
            assertEquals("SWITCHOVER", result.text("/kind"));
        }
        Result receipt = baton("receipt", "orders", "s-abort", "--json");
        assertTrue(receipt.out().contains("wrong group"), receipt::all);
    }

    @Test
    void anAbortWithNothingOpenIsRefused() {
        Result result = baton("rollback", "orders", "--abort", "--yes", "--json");
        assertEquals(3, result.code(), result::all);
        assertEquals("an action is open", result.text("/refused/0/rule"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":"s-gone"}   | s-gone
            { half            | /groups/orders/open-action
            {"id":"../lease"} | ../lease
            """)
    void anOpenActionThatNobodyCanEndIsNamedAndCleared(String nonsense, String named) throws Exception {
        cluster.raw(OPEN, nonsense.getBytes(StandardCharsets.UTF_8));
        Result blocked = baton("switchover", "orders", "--yes", "--json");
        assertEquals(3, blocked.code(), blocked::all);
        assertTrue(blocked.err().contains("--abort"), blocked::all);
        Result status = baton("status", "orders");
        assertEquals(0, status.code(), status::all);
        assertTrue(status.out().contains("nobody can carry out") && status.out().contains(named), status::all);
        Result cleared = baton("rollback", "orders", "--abort", "--yes", "--json");
        assertEquals(0, cleared.code(), cleared::all);
        assertEquals("CLEARED", cleared.text("/abort/result"));
        assertTrue(cleared.text("/abort/detail").contains(named), cleared::all);
        assertNull(cluster.read(OPEN, OpenAction.class).id());
    }

    @Test
    void nonsenseInTheRecordOfAnActionIsNamedAndKeepsNobodyFromActing() throws Exception {
        String path = StoreLayout.action(ORDERS, "s-junk");
        cluster.corrupt(path);
        try (Puppet _ = new Puppet(cluster, ORDERS, ends(Outcome.SUCCEEDED, List.of(), List.of()))) {
            Result result = baton("switchover", "orders", "--yes", "--json");
            assertEquals(0, result.code(), result::all);
        }
        Result status = baton("status", "orders", "--json");
        assertTrue(status.json().at("/groups/0/corrupt").toString().contains(path), status::all);
        Result receipt = baton("receipt", "orders", "s-junk");
        assertEquals(1, receipt.code(), receipt::all);
        assertTrue(receipt.err().contains(path), receipt::all);
        cluster.put(
                path, ends(Outcome.SUCCEEDED, List.of(), List.of()).apply(Events.switchover("s-junk", 1_000, B, 2, 0)));
    }

    @Test
    void aReceiptTellsWhatWasShownCheckedDoneAndLeft() throws Exception {
        String id;
        try (Puppet _ = new Puppet(cluster, ORDERS, ends(Outcome.INCOMPLETE, List.of(), List.of("orders-b is late")))) {
            id = baton("switchover", "orders", "--yes", "--json", "--reason", "patching")
                    .text("/action");
        }
        Path out = files.resolve("receipt.json");
        Result result = baton("receipt", "orders", id, "--out", out.toString());
        assertEquals(0, result.code(), result::all);
        JsonNode json = Json.mapper().readTree(Files.readAllBytes(out));
        assertEquals(2, json.at("/observed/epoch").asLong());
        assertEquals("leadership as shown", json.at("/preconditions/0/rule").asText());
        assertTrue(json.at("/preconditions/0/zxid").asLong() > 0, json::toString);
        assertEquals("orders-a", json.get("runner").asText());
        assertEquals("orders-b is late", json.at("/leftovers/0").asText());
        assertEquals("patching", json.get("reason").asText());
        Result list = baton("history", "orders", "--actions", "--json");
        assertEquals(id, list.text("/actions/0/action"));
        Result words = baton("receipt", "orders");
        assertTrue(words.out().contains(id) && words.out().contains("Left over: orders-b is late"), words::all);
        Result unknown = baton("receipt", "orders", "nope");
        assertEquals(2, unknown.code(), unknown::all);
        assertTrue(unknown.err().contains(id), unknown::all);
        assertNotNull(json.get("record"));
    }
}
