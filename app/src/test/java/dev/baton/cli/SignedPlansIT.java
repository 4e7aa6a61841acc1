package dev.baton.cli;

import static dev.baton.cli.Puppet.step;
import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.C;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.authority.Authority;
import dev.baton.authority.KeySigner;
import dev.baton.authority.Signed;
import dev.baton.cli.Baton.Result;
import dev.baton.console.model.Events;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.Approval;
import dev.baton.model.Epoch;
import dev.baton.model.LeadershipState;
import dev.baton.model.OpenAction;
import dev.baton.model.OperatorRole;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The plans of the commands in a cluster with operators: who may not is told by the plan which rule stops them. Nobody can be asked for a passphrase
 * here, so a command that did so would fail instead.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignedPlansIT {
    private static final String OPEN = StoreLayout.openAction(ORDERS);
    private static final String ACTION = "s-two";

    private TestCluster cluster = later();
    private TestOperators operators = later();

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // set before the first test
    private static <T> T later() {
        return null;
    }

    @BeforeAll
    void start(@TempDir Path dir) throws Exception {
        cluster = new TestCluster(dir.resolve("store"));
        cluster.provision(ORDERS, A, B, C);
        cluster.put(
                StoreLayout.leadership(ORDERS),
                Events.leads(System.currentTimeMillis(), A, 2, LeadershipState.PRIMARY, 0)
                        .leadership());
        cluster.member(Events.status(A, 1, Role.PRIMARY, 2));
        cluster.member(Events.status(B, 1, Role.STANDBY, 2));
        cluster.member(Events.status(C, 1, Role.STANDBY, 2));
        operators = new TestOperators(cluster, dir);
        operators.enrol("alice", OperatorRole.ADMIN);
        operators.enrol("bob", OperatorRole.OPERATOR);
        operators.enrol("vera", OperatorRole.VIEWER);
        operators.enrol("rex", OperatorRole.OPERATOR);
        operators.revoke("rex");
        operators.key("stranger");
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

    private Result baton(Path security, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "--connect", cluster.connect(), "--security", security.toString(), "--json", "--timeout", "15s"));
        return Baton.run(all.toArray(String[]::new));
    }

    /** That rule of the plan as "state, found". */
    private static String rule(Result result, String name) {
        for (JsonNode rule : result.json().at("/plan/rules")) {
            if (rule.get("name").asText().equals(name)) {
                return rule.get("state").asText() + ", " + rule.get("actual").asText();
            }
        }
        throw new AssertionError("no rule " + name + " in " + result.all());
    }

    private static void refused(Result result, String rule, String found, String todo) {
        assertEquals(Exit.REFUSED, result.code(), result::all);
        assertEquals(1, result.json().get("refused").size(), result::all);
        assertEquals(rule, result.text("/refused/0/rule"), result::all);
        assertTrue(result.text("/refused/0/actual").contains(found), result::all);
        assertTrue(result.err().contains(todo), result::all);
    }

    private static String shortId(String keyId) {
        return keyId.substring(0, 8);
    }

    @ParameterizedTest
    @CsvSource({
        "vera, role, vera is VIEWER, expected operator; admins: alice",
        "rex, signature, which is revoked, of rex was revoked",
        "stranger, signature, which no operator here has, does not know the key",
        "nobody, signature, no operator's key here, takes signed requests alone",
    })
    void whoMayNotIsToldByThePlanOfTheRunAndOfItsDryRun(String who, String rule, String found, String todo)
            throws Exception {
        for (String extra : List.of("--dry-run", "--yes")) {
            Result result = baton(operators.locked(who), "switchover", "orders", extra);
            refused(result, rule, found, todo);
            assertTrue(rule(result, "store readable").startsWith("OK"), result::all);
        }
        assertNull(cluster.read(OPEN, OpenAction.class).id());
    }

    @Test
    void whoMayIsToldThatAPassphraseIsMissingAndSignsOnceItIsThere() throws Exception {
        String id = operators.record("bob").keyId();
        Result locked = baton(operators.locked("bob"), "switchover", "orders", "--dry-run");
        assertEquals(Exit.DONE, locked.code(), locked::all);
        assertEquals(
                "WARN, key " + shortId(id) + " of bob is locked: passphrase needed", rule(locked, Authority.SIGNATURE));
        assertEquals("OK, bob is OPERATOR", rule(locked, Authority.ROLE));

        Path bob = operators.unlocked("bob");
        Result dry = baton(bob, "switchover", "orders", "--dry-run");
        assertEquals(Exit.DONE, dry.code(), dry::all);
        assertEquals("OK, by bob, key " + shortId(id), rule(dry, Authority.SIGNATURE));
        try (Puppet _ = new Puppet(cluster, ORDERS, SignedPlansIT::succeeds)) {
            Result run = baton(bob, "switchover", "orders", "--yes");
            assertEquals(Exit.DONE, run.code(), run::all);
            ActionRequest asked = cluster.read(StoreLayout.action(ORDERS, run.text("/action")), ActionRecord.class)
                    .request();
            assertEquals(id, asked.keyId());
        }
    }

    private static ActionRecord succeeds(ActionRecord record) {
        return record.accepted(record.target(), A, List.of())
                .with(step(ActionStep.Name.ACCEPTED, "orders-a"), -1)
                .measured(new Epoch(3), 12)
                .ended(Outcome.SUCCEEDED, List.of(), List.of(), step(ActionStep.Name.ENDED, "orders-a"), -1);
    }

    /** Asks for a switchover that needs two, as alice. */
    private void waits() throws Exception {
        ActionRequest request =
                Events.switchover(ACTION, System.currentTimeMillis(), B, 2, 1).request();
        waits(Signed.sign(request, operators.signer("alice")));
    }

    private void waits(ActionRequest request) throws Exception {
        cluster.put(StoreLayout.policy(ORDERS), Policy.DEFAULT.withFourEyes(List.of(ActionKind.SWITCHOVER)));
        cluster.put(StoreLayout.action(ORDERS, ACTION), ActionRecord.requested(request));
        cluster.put(OPEN, new OpenAction(ACTION));
    }

    @Test
    void anotherOperatorIsShownThePlanAndMaySignIt() throws Exception {
        waits();
        Result dry = baton(operators.unlocked("bob"), "approve", "orders", "--dry-run");
        assertEquals(Exit.DONE, dry.code(), dry::all);
        assertEquals("OK, by bob, key " + shortId(operators.record("bob").keyId()), rule(dry, Authority.SECOND));
        assertEquals("OK, epoch 2, version 1", rule(dry, "as alice was shown it"));
        Result locked = baton(operators.locked("bob"), "approve", "orders", "--dry-run");
        assertEquals(Exit.DONE, locked.code(), locked::all);
        assertEquals("WARN, bob, key locked: passphrase needed", rule(locked, Authority.SECOND));
    }

    @ParameterizedTest
    @CsvSource({
        "alice, 'alice, who asked for it', ''",
        "vera, vera is VIEWER, expected operator; admins: alice",
        "rex, which is revoked, of rex was revoked",
        "stranger, which no operator here has, does not know the key",
        "nobody, no operator's key here, takes signed requests alone",
    })
    void whoMayNotBeTheSecondIsToldByThePlanOfTheRunAndOfItsDryRun(String who, String found, String todo)
            throws Exception {
        waits();
        for (String extra : List.of("--dry-run", "--yes")) {
            refused(baton(operators.locked(who), "approve", "orders", extra), Authority.SECOND, found, todo);
        }
    }

    private void unverified(ActionRequest request, String found) throws Exception {
        waits(request);
        for (String extra : List.of("--dry-run", "--yes")) {
            Result result = baton(operators.unlocked("bob"), "approve", "orders", extra);
            refused(result, Authority.SIGNATURE, found, "");
            assertTrue(rule(result, Authority.SECOND).startsWith("OK"), result::all);
        }
        assertThrows(
                KeeperException.NoNodeException.class,
                () -> cluster.read(StoreLayout.approval(ORDERS, ACTION), Approval.class));
    }

    @Test
    void aFirstSignatureThatDoesNotVerifyIsNotSignedUnder() throws Exception {
        ActionRequest bare =
                Events.switchover(ACTION, System.currentTimeMillis(), B, 2, 1).request();
        ActionRequest signed = Signed.sign(bare, operators.signer("alice"));
        Result good = shown(signed);
        String alice = operators.record("alice").keyId();
        assertEquals("OK, signed by alice, key " + shortId(alice) + ", verified", rule(good, Authority.SIGNATURE));
        assertEquals("OK, alice is ADMIN", rule(good, Authority.ROLE));

        KeyPair mallory = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        unverified(
                Signed.sign(bare, new KeySigner(operators.record("alice"), mallory.getPrivate())),
                "not that of alice's key over this request");
        ActionRequest altered = Events.switchover(ACTION, bare.requestedAt().millis(), C, 2, 1)
                .request()
                .signed("alice", alice, signed.signature());
        unverified(altered, "not that of alice's key over this request");
        unverified(bare, "none");
        unverified(Signed.sign(bare, operators.signer("rex")), "of rex, which is revoked");
    }

    private Result shown(ActionRequest request) throws Exception {
        waits(request);
        Result result = baton(operators.unlocked("bob"), "approve", "orders", "--dry-run");
        assertEquals(Exit.DONE, result.code(), result::all);
        return result;
    }

    /** A plain cluster's plan has no row about who asks. */
    @Test
    void whereNobodyIsEnrolledThePlanIsAsItWas(@TempDir Path dir) throws Exception {
        try (TestCluster plain = new TestCluster(dir)) {
            plain.provision(ORDERS, A, B, C);
            Result result =
                    Baton.run("pause", "orders", "--for", "30m", "--dry-run", "--json", "--connect", plain.connect());
            assertEquals(Exit.DONE, result.code(), result::all);
            List<String> names = new ArrayList<>();
            result.json()
                    .at("/plan/rules")
                    .forEach(each -> names.add(each.get("name").asText()));
            assertTrue(!names.isEmpty() && !names.contains(Authority.SIGNATURE) && !names.contains(Authority.ROLE));
        }
    }
}
