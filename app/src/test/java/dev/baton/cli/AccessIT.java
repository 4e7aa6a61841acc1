package dev.baton.cli;

import static dev.baton.console.model.Events.A;
import static dev.baton.console.model.Events.B;
import static dev.baton.console.model.Events.ORDERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.cli.Baton.Result;
import dev.baton.model.StoreLayout;
import dev.baton.secure.AclTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Securing a cluster that is there, and what the doctor says of it, on a real server; everybody is known by digest. */
class AccessIT {
    private static final List<String> ROLES = List.of("viewer", "operator", "agent", "admin");

    @TempDir
    Path dir = Path.of("unset");

    private TestCluster cluster; // set before each test

    @BeforeEach
    void up() throws Exception {
        cluster = new TestCluster(Files.createDirectory(dir.resolve("store")));
        cluster.provision(ORDERS, A, B);
        cluster.remove(StoreLayout.OPERATORS); // As before there were any.
        for (String role : ROLES) {
            write(role);
        }
    }

    @AfterEach
    void down() {
        cluster.close();
    }

    private void write(String role) throws IOException {
        Path auth = dir.resolve(role + ".auth");
        Files.writeString(auth, "digest " + role + ":" + secret(role) + "\n");
        Files.setPosixFilePermissions(auth, PosixFilePermissions.fromString("rw-------"));
        StringBuilder text = new StringBuilder("store.auth.file=" + role + ".auth\n");
        for (String each : ROLES) {
            text.append("acl.").append(each).append('=').append(digest(each)).append('\n');
        }
        Files.writeString(file(role), text);
    }

    private Path file(String role) {
        return dir.resolve(role + ".properties");
    }

    private static String secret(String role) {
        return "not-to-be-shown-" + role;
    }

    private static String digest(String role) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA1")
                    .digest((role + ":" + secret(role)).getBytes(StandardCharsets.UTF_8));
            return "digest:" + role + ":" + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Result acl(String as, String... more) {
        return run(List.of("acl", "apply", "--security", file(as).toString()), more);
    }

    private Result doctor(String as) {
        List<String> all = new ArrayList<>(List.of("doctor", "--json", "--security", file(as).toString()));
        ROLES.forEach(role -> all.addAll(List.of("--as", file(role).toString())));
        return run(all);
    }

    private Result run(List<String> args, String... more) {
        List<String> all = new ArrayList<>(args);
        all.addAll(List.of("--connect", cluster.connect()));
        all.addAll(List.of(more));
        Result result = Baton.run(all.toArray(String[]::new));
        assertTrue(ROLES.stream().noneMatch(role -> result.all().contains(secret(role))), "a secret is shown");
        return result;
    }

    private static List<String> wrong(Result result) {
        List<String> wrong = new ArrayList<>();
        for (JsonNode check : result.json().get("checks")) {
            String name = check.get("check").asText();
            boolean access = name.equals("access") || name.startsWith("as ") || name.equals("security");
            if (access && check.get("state").asText().equals("wrong")) {
                wrong.add(check.toString());
            }
        }
        return wrong;
    }

    @Test
    void aClusterThatIsThereIsSecuredAndTheDoctorNamesWhatAHandOpensAfterwards() throws Exception {
        Result before = doctor("admin");
        assertTrue(wrong(before).size() > 10, before::all);
        assertTrue(
                wrong(before).stream()
                        .anyMatch(line -> line.contains("world:anyone may read, write, create, delete, admin")),
                before::all);

        Result dry = acl("admin", "--dry-run", "--root");
        assertEquals(Exit.DONE, dry.code(), dry::all);
        assertTrue(dry.out().contains("/baton/operators: is absent and is made"), dry::all);
        assertTrue(dry.out().contains("Nothing was changed."), dry::all);
        assertEquals(wrong(before).size(), wrong(doctor("admin")).size());

        Result unasked = acl("admin", "--root");
        assertEquals(Exit.USAGE, unasked.code(), unasked::all);
        Result applied = acl("admin", "--root", "--yes");
        assertEquals(Exit.DONE, applied.code(), applied::all);
        Result again = acl("admin", "--root", "--yes");
        assertTrue(again.out().contains("Every node has the rights of the table."), again::all);

        Result clean = doctor("operator");
        assertEquals(List.of(), wrong(clean), clean::all);
        assertEquals(0, clean.json().get("holes").size());
        for (String who : List.of("viewer", "operator", "agent", "admin", "nobody")) {
            assertTrue(clean.out().contains("\"as " + who + "\""), clean::all);
        }
        assertTrue(clean.out().contains("none is enrolled: agents take requests that nobody signed"), clean::all);

        String lease = "/baton" + StoreLayout.lease(ORDERS);
        openByHand(lease);
        Result torn = doctor("operator");
        assertTrue(wrong(torn).stream().allMatch(line -> line.contains(lease)), torn::all);
        assertTrue(wrong(torn).stream().anyMatch(line -> line.contains("as nobody")), torn::all);
        assertEquals(Exit.FAILED, torn.code());
        JsonNode everybody = torn.json().get("holes").get(0);
        assertEquals(lease, everybody.get("path").asText());
        assertEquals("world:anyone", everybody.get("who").asText());
        assertEquals("rwcda", everybody.get("granted").asText());
        assertTrue(torn.out().contains("baton acl apply --security FILE-OF-AN-ADMIN"), torn::all);

        assertEquals(Exit.DONE, acl("admin", "--yes").code());
        assertEquals(List.of(), wrong(doctor("operator")));
    }

    @Test
    void onlyAnAdminLaysRights() {
        Result refused = acl("viewer", "--yes");
        assertEquals(Exit.REFUSED, refused.code(), refused::all);
        assertTrue(refused.err().contains("digest:viewer, expected one of acl.admin"), refused::all);
        Result none = run(List.of("acl", "apply", "--yes"));
        assertEquals(Exit.USAGE, none.code(), none::all);
        assertTrue(none.err().contains("acl.admin"), none::all);
    }

    @Test
    void aSecurityFileThatIsWrongIsAUsageErrorThatNamesEverything() throws Exception {
        Path broken = dir.resolve("broken.properties");
        Files.writeString(broken, "store.tls=maybe\nacl.agent=nobody\nsurprise=1\n");
        Result result = run(List.of("status", "--security", broken.toString()));
        assertEquals(Exit.USAGE, result.code(), result::all);
        for (String part : List.of("store.tls", "acl.agent", "surprise")) {
            assertTrue(result.err().contains(part), result::all);
        }
    }

    @Test
    void aViewerReadsASecuredClusterAndIsToldWhatItMayNot() throws Exception {
        assertEquals(Exit.DONE, acl("admin", "--root", "--yes").code());
        Result status =
                run(List.of("status", "--json", "--security", file("viewer").toString()));
        assertTrue(status.out().contains(ORDERS.value()), status::all);
        Result nobody = run(List.of("status", "--timeout", "3s"));
        assertEquals(Exit.UNKNOWN, nobody.code(), nobody::all);
        assertTrue(nobody.err().contains("may not read /baton/groups"), nobody::all);
    }

    @Test
    void theTableIsShown() {
        Result shown = Baton.run("acl", "show");
        Result json = Baton.run("acl", "show", "--json");
        assertEquals(AclTable.rows().size(), json.json().get("rows").size());
        for (AclTable.Row row : AclTable.rows()) {
            assertTrue(shown.out().contains(row.name()), shown::all);
        }
    }

    private void openByHand(String path) throws Exception {
        CountDownLatch up = new CountDownLatch(1);
        String connect = cluster.connect().substring(0, cluster.connect().indexOf('/'));
        ZooKeeper hand = new ZooKeeper(connect, 10_000, event -> {
            if (event.getState() == KeeperState.SyncConnected) {
                up.countDown();
            }
        });
        try {
            hand.addAuthInfo("digest", ("admin:" + secret("admin")).getBytes(StandardCharsets.UTF_8));
            assertTrue(up.await(20, TimeUnit.SECONDS));
            hand.setACL(path, ZooDefs.Ids.OPEN_ACL_UNSAFE, -1);
        } finally {
            hand.close();
        }
    }
}
