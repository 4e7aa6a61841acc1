package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.model.OperatorRecord;
import dev.baton.model.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' keys and roles, by the real command on a real store. */
final class OperatorIT {
    private static final String PASSPHRASE = "canary-4711-passphrase";

    @TempDir
    Path dir;

    private TestCluster cluster;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void up() throws Exception {
        cluster = new TestCluster(dir.resolve("store"));
    }

    @AfterEach
    void down() {
        cluster.close();
        said.forEach(each -> assertTrue(!each.contains(PASSPHRASE), each));
    }

    private Baton.Result run(String... args) {
        Baton.Result result = Baton.run(args);
        said.add(result.all());
        return result;
    }

    /** On the cluster, as who has that key. */
    private Baton.Result as(String who, String... args) throws IOException {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of(
                "--connect", cluster.connect(), "--security", security(who).toString()));
        return run(all.toArray(String[]::new));
    }

    private Path security(String who) throws IOException {
        Path pass = dir.resolve("pass");
        if (!Files.exists(pass)) {
            Files.writeString(pass, PASSPHRASE + "\n");
            Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rw-------"));
        }
        Path file = dir.resolve(who + ".properties");
        Files.writeString(file, "operator.key = " + who + ".p12\noperator.passphrase.file = pass\n");
        return file;
    }

    private KeyFace key(String who) throws IOException {
        OperatorKeyFile file = new OperatorKeyFile(dir.resolve(who + ".p12"), 1_000);
        return file.exists()
                ? Objects.requireNonNull(file.face())
                : file.create(who, PASSPHRASE.toCharArray()).face();
    }

    private Baton.Result add(String by, String who, String role, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "operator", "add", "--name", who, "--role", role, "--public-key", key(who).publicKey(), "--yes"));
        all.addAll(List.of(more));
        return as(by, all.toArray(String[]::new));
    }

    @Test
    void theFirstOperatorMustBeAnAdminAndEverybodyAfterwardsIsAddedByOne() throws Exception {
        Baton.Result viewer = add("alice", "alice", "viewer");
        assertEquals(Exit.REFUSED, viewer.code(), viewer.all());
        assertTrue(viewer.out().contains("first operator is an admin"), viewer.all());
        Baton.Result first = add("alice", "alice", "admin", "--json");
        assertEquals(Exit.DONE, first.code(), first.all());
        assertTrue(first.text("/by").contains("the store's admin"), first.all());
        OperatorRecord record = cluster.read(StoreLayout.operator(key("alice").keyId()), OperatorRecord.class);
        assertEquals("alice", record.name());
        assertEquals(32, record.enrolment().length());

        key("bob");
        Baton.Result self = add("bob", "bob", "operator");
        assertEquals(Exit.REFUSED, self.code(), self.all());
        assertTrue(self.err().contains("does not know the key") && self.err().contains("admins: alice"), self.all());
        Baton.Result added = add("alice", "bob", "operator", "--json");
        assertEquals(Exit.DONE, added.code(), added.all());
        assertEquals("alice", added.text("/by"));
        Baton.Result twice = add("alice", "bob", "admin");
        assertEquals(Exit.REFUSED, twice.code(), twice.all());
        Baton.Result byBob = add("bob", "carol", "operator");
        assertEquals(Exit.REFUSED, byBob.code(), byBob.all());
        assertTrue(byBob.err().contains("bob is operator here: expected admin"), byBob.all());
    }

    @Test
    void whoIsRevokedStaysInTheListAndTheLastAdminOnlyGoesByForce() throws Exception {
        add("alice", "alice", "admin");
        add("alice", "bob", "operator");
        Baton.Result revoked = as("alice", "operator", "revoke", "bob", "--yes", "--json");
        assertEquals(Exit.DONE, revoked.code(), revoked.all());
        Baton.Result list = as("alice", "operator", "list", "--json");
        assertEquals(2, list.json().at("/operators").size(), list.all());
        OperatorRecord record = cluster.read(StoreLayout.operator(key("bob").keyId()), OperatorRecord.class);
        assertNotNull(record.revokedAt());
        assertEquals("alice", record.revokedBy());
        Baton.Result who = as("bob", "operator", "whoami", "--json");
        assertEquals("REVOKED", who.text("/state"), who.all());
        Baton.Result last = as("alice", "operator", "revoke", "alice", "--yes");
        assertEquals(Exit.REFUSED, last.code(), last.all());
        assertTrue(last.out().contains("alice is the last"), last.all());
        assertEquals(
                Exit.DONE,
                as("alice", "operator", "revoke", key("alice").keyId(), "--yes", "--force")
                        .code());
        Baton.Result back = add("alice", "dora", "admin", "--store-admin", "--json");
        assertEquals(Exit.DONE, back.code(), back.all());
    }

    @Test
    void anAdminRotatesAtOnceAndAnOperatorByTheHandOfAnAdmin() throws Exception {
        add("alice", "alice", "admin");
        add("alice", "bob", "operator");
        KeyFace oldAlice = key("alice");
        Baton.Result rotated = as("alice", "operator", "rotate", "--yes", "--json");
        assertEquals(Exit.DONE, rotated.code(), rotated.all());
        assertEquals(key("alice").keyId(), rotated.text("/keyId"));
        assertNotNull(cluster.read(StoreLayout.operator(oldAlice.keyId()), OperatorRecord.class)
                .revokedAt());
        KeyFace oldBob = key("bob");
        Baton.Result waits = as("bob", "operator", "rotate", "--yes", "--json");
        assertEquals(Exit.DONE, waits.code(), waits.all());
        assertEquals(oldBob.keyId(), key("bob").keyId());
        Baton.Result taken = as(
                "alice",
                "operator",
                "add",
                "--name",
                "bob",
                "--role",
                "operator",
                "--yes",
                "--public-key",
                waits.text("/publicKey"),
                "--replaces",
                oldBob.keyId());
        assertEquals(Exit.DONE, taken.code(), taken.all());
        Baton.Result turned = as("bob", "operator", "rotate", "--yes", "--json");
        assertEquals(waits.text("/keyId"), turned.text("/keyId"), turned.all());
        assertEquals(waits.text("/keyId"), key("bob").keyId());
        assertEquals("LOCKED", as("bob", "operator", "whoami", "--json").text("/state"));
    }

    @Test
    void aWrongPassphraseIsToldPlainlyAndChangesNothing() throws Exception {
        add("alice", "alice", "admin");
        security("alice");
        Files.writeString(dir.resolve("pass"), "not the canary\n");
        Baton.Result wrong = add("alice", "bob2", "operator");
        assertEquals(Exit.FAILED, wrong.code(), wrong.all());
        assertTrue(wrong.err().contains("alice.p12: wrong passphrase"), wrong.all());
        assertEquals(
                1,
                as("alice", "operator", "list", "--json")
                        .json()
                        .at("/operators")
                        .size());
    }

    @Test
    void eachChangeIsInTheClustersAuditByTheSameWriteAlsoWhereThereWasNone() throws Exception {
        cluster.remove(StoreLayout.AUDIT);
        add("alice", "alice", "admin");
        add("alice", "bob", "operator");
        as("alice", "operator", "rotate", "--yes");
        as("alice", "operator", "revoke", "bob", "--yes");
        Baton.Result shown = as("alice", "audit", "show", "--json");
        List<String> lines = new ArrayList<>();
        shown.json().get("lines").forEach(line -> lines.add(line.get("what").asText()));
        assertEquals(
                List.of(
                        "operator bob (OPERATOR) revoked",
                        "operator alice (ADMIN) revoked",
                        "operator alice (ADMIN) added",
                        "operator bob (OPERATOR) added",
                        "operator alice (ADMIN) added"),
                lines,
                shown.all());
        Baton.Result verified = as("alice", "audit", "verify", "--json");
        assertEquals(Exit.DONE, verified.code(), verified.all());
        assertEquals(5, verified.json().at("/chains/0/entries").asInt(), verified.all());
    }
}
