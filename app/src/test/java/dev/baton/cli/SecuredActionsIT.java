package dev.baton.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.cli.Baton.Result;
import dev.baton.console.connect.ActionClient;
import dev.baton.console.connect.Submission;
import dev.baton.console.connect.Target;
import dev.baton.console.connect.Targets;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.KeyHolders;
import dev.baton.lab.Lab;
import dev.baton.lab.LabOptions;
import dev.baton.lab.Progress;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import dev.baton.lab.secure.Identity;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import dev.baton.secure.StoreAuth;
import dev.baton.secure.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Only those who may, on a lab as {@code baton lab up} makes it, by the real commands. */
class SecuredActionsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final GroupId ORDERS = new GroupId("orders");
    private static final List<String> WHO =
            List.of("admin", "agent-a", "agent-b", "agent-c", "bob", "console", "operator", "viewer", "nobody");

    @TempDir
    Path dir = Path.of("");

    @Test
    @Timeout(600)
    void onlyThoseWhoMayActTheAuditSaysWhoDidAndTheDoctorNamesAHole() throws Exception {
        Lab lab = Lab.up(
                LabOptions.in(dir.resolve("lab")).withGroups(List.of("orders")).withLimit(Duration.ofMinutes(4)),
                Progress.silent());
        List<ProcessRef> all = new ArrayList<>(lab.state().processes());
        try {
            await().atMost(LIMIT).until(() -> eligible() == 2);
            clean();
            signed();
            refused(lab);
            fourEyes();
            aborted();
            audited();
            revoked();
            hole(lab);
        } finally {
            lab.down();
            Stopper.stop(all, Duration.ZERO);
        }
    }

    private void clean() {
        // A machine under load misses a heartbeat, and then a group is not healthy.
        Result doctor = await().atMost(LIMIT).until(() -> baton("doctor"), result -> result.code() == Exit.DONE);
        JsonNode report = doctor.json();
        for (String who : WHO) {
            assertEquals("ok", check(report, "as " + who).get("state").asText(), report::toString);
        }
        assertEquals("ok", check(report, "operators").get("state").asText(), report::toString);
        assertEquals(0, report.get("holes").size(), report::toString);
    }

    private static JsonNode check(JsonNode report, String name) {
        for (JsonNode check : report.get("checks")) {
            if (check.get("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + report);
    }

    /** The console's way to its key, which asks nobody in a lab; and the command's. */
    private void signed() throws Exception {
        Target target = Targets.system().resolve(new Targets.Flags(null, null, null, dir.resolve("lab"), LIMIT));
        KeyHolder console = KeyHolders.of(OperatorFiles.of(target));
        target.close();
        assertTrue(console.unasked() && console.unlockUnasked());
        assertEquals(
                "alice", Objects.requireNonNull(console.held().key()).face().name());

        // A machine under load is too slow now and then, and then what was begun is undone.
        Result result = await().atMost(LIMIT.multipliedBy(2))
                .until(
                        () -> taken("switchover", "orders", "--reason", "patching"),
                        each -> each.code() != Exit.ROLLED_BACK);
        assertEquals("SUCCEEDED", result.text("/outcome"), result::all);
        assertEquals("alice", baton("receipt", "orders").text("/operator"));
    }

    private void refused(Lab lab) throws Exception {
        Result viewer = as(Identity.VIEWER, "switchover", "orders", "--yes");
        assertEquals(Exit.REFUSED, viewer.code(), viewer::all);
        assertTrue(viewer.err().contains("takes signed requests alone"), viewer::all);
        assertTrue(viewer.err().contains("--role operator") && viewer.err().contains("admins: alice"), viewer::all);

        // An admin's key does not help whom the store lets read only.
        Path security = lab.files().security();
        Path both = security.resolve("both.properties");
        Files.writeString(
                both,
                Files.readString(lab.files().securityFile(Identity.VIEWER)) + "operator.key = alice-operator.p12\n"
                        + "operator.passphrase.file = alice-operator.pass\n");
        Result stored = taken("switchover", "orders", "--security", both.toString());
        Files.delete(both);
        assertEquals(Exit.REFUSED, stored.code(), stored::all);
        assertTrue(stored.all().contains("NO_AUTH") && stored.all().contains("/groups/orders/actions"), stored::all);

        unsigned();
    }

    /** Past every command, by a client with an operator's rights at the store. */
    private void unsigned() throws Exception {
        Target target = Targets.system().resolve(new Targets.Flags(null, null, null, dir.resolve("lab"), LIMIT));
        String id = "s-unsigned";
        try (Session session = Session.open(target, false)) {
            var store = session.connection().store();
            ReadResult read = store.read(StoreLayout.leadership(ORDERS), LIMIT)
                    .toCompletableFuture()
                    .get();
            if (!(read instanceof ReadResult.Found found)) {
                throw new AssertionError(read);
            }
            Epoch epoch =
                    Json.read(found.data(), Leadership.class, found.path()).epoch();
            long now = System.currentTimeMillis();
            Submission asked = new ActionClient(store, LIMIT)
                    .submit(new ActionRequest(
                            id,
                            ORDERS,
                            ActionKind.SWITCHOVER,
                            null,
                            epoch,
                            found.version(),
                            "",
                            "alice",
                            new Hlc(now, 0),
                            now + 60_000,
                            List.of(),
                            null,
                            null))
                    .toCompletableFuture()
                    .get();
            assertTrue(asked instanceof Submission.Accepted, asked::toString);
        }
        await().atMost(LIMIT).until(() -> shown("orders").contains(id));
        for (JsonNode line : baton("audit", "show", "orders").json().get("lines")) {
            if (line.get("about").asText().equals(id)) {
                String outcome = line.get("outcome").asText();
                assertTrue(outcome.contains("FAILED_UNCHANGED: signature") && outcome.contains("found none"), outcome);
            }
        }
    }

    private void fourEyes() throws Exception {
        Result denied = baton("policy", "orders", "--four-eyes", "SWITCHOVER", "--yes");
        assertEquals(Exit.REFUSED, denied.code(), denied::all);
        Result set = as(Identity.ADMIN, "policy", "orders", "--four-eyes", "SWITCHOVER", "--yes");
        assertEquals(Exit.DONE, set.code(), set::all);

        await().atMost(LIMIT).until(() -> eligible() == 2);
        CompletableFuture<Result> asked = CompletableFuture.supplyAsync(() -> taken("switchover", "orders"));
        await().atMost(LIMIT).until(this::open);
        Result own = baton("approve", "orders", "--yes");
        assertEquals(Exit.REFUSED, own.code(), own::all);
        assertFalse(asked.isDone());
        String bob = dir.resolve("lab/security/bob.properties").toString();
        Result second = taken("approve", "orders", "--security", bob);
        assertTrue(started(second), second::all);
        Result first = asked.get(60, TimeUnit.SECONDS);
        assertTrue(started(first), first::all);
        assertEquals(first.text("/action"), second.text("/action"));
    }

    /** How it ends is not what is asked here: under load a switchover may be undone. */
    private static boolean started(Result result) {
        for (JsonNode step : result.json().path("steps")) {
            if (step.get("step").asText().equals("ACCEPTED")) {
                return step.get("state").asText().equals("DONE");
            }
        }
        return false;
    }

    private void aborted() throws Exception {
        await().atMost(LIMIT).until(() -> eligible() == 2 && !open());
        CompletableFuture<Result> asked = CompletableFuture.supplyAsync(() -> taken("switchover", "orders"));
        await().atMost(LIMIT).until(this::open);
        Result abort = as(Identity.SECOND_CONSOLE, "rollback", "orders", "--abort", "--yes", "--reason", "not today");
        assertEquals(Exit.DONE, abort.code(), abort::all);
        assertEquals("bob", abort.text("/abort/by"), abort::all);
        assertTrue(asked.get(60, TimeUnit.SECONDS).code() != Exit.DONE);
    }

    private void audited() throws Exception {
        await().atMost(LIMIT).until(() -> shown("orders").contains("not today") || actions() >= 4);
        Result verified = baton("audit", "verify");
        assertEquals(Exit.DONE, verified.code(), verified::all);
        Path file = dir.resolve("audit.jsonl");
        Result exported = baton("audit", "export", "orders", "--out", file.toString());
        assertEquals(Exit.DONE, exported.code(), exported::all);
        String text = Files.readString(file);
        assertTrue(text.contains("\"operator\":\"alice\"") && text.contains("\"operator\":\"bob\""), text);
        String own = baton("audit", "show").out();
        assertTrue(own.contains("operator alice (ADMIN) added") && own.contains("operator bob (OPERATOR) added"), own);
    }

    private int actions() {
        int count = 0;
        for (JsonNode line : baton("audit", "show", "orders").json().get("lines")) {
            count += line.get("kind").asText().equals("ACTION") ? 1 : 0;
        }
        return count;
    }

    private void revoked() {
        Result revoked = as(Identity.ADMIN, "operator", "revoke", "bob", "--yes");
        assertEquals(Exit.DONE, revoked.code(), revoked::all);
        assertEquals("alice", revoked.text("/by"));
        Result bob = as(Identity.SECOND_CONSOLE, "pause", "orders", "--for", "1m", "--yes");
        assertEquals(Exit.REFUSED, bob.code(), bob::all);
        assertTrue(bob.err().contains("of bob was revoked"), bob::all);
        JsonNode line = baton("audit", "show").json().at("/lines/0");
        assertEquals("operator bob (OPERATOR) revoked", line.get("what").asText(), line::toString);
        assertEquals("alice", line.get("who").asText(), line::toString);
        Result verified = baton("audit", "verify");
        assertEquals(Exit.DONE, verified.code(), verified::all);
    }

    private void hole(Lab lab) throws Exception {
        open(lab, "/baton" + StoreLayout.policy(ORDERS));
        Result doctor = baton("doctor");
        assertEquals(Exit.FAILED, doctor.code(), doctor::all);
        JsonNode hole = doctor.json().at("/holes/0");
        assertEquals("/baton/groups/orders/policy", hole.get("path").asText(), doctor::all);
        Path admin = lab.files().securityFile(Identity.ADMIN);
        String mend = "baton acl apply --lab " + dir.resolve("lab") + " --security " + admin;
        assertTrue(doctor.out().contains(mend), doctor::all);
        Result mended = as(Identity.ADMIN, "acl", "apply", "--yes");
        assertEquals(Exit.DONE, mended.code(), mended::all);
        clean();
    }

    /** By hand, with ZooKeeper's own client, as its admin would. */
    @SuppressWarnings("try") // A hand that is interrupted while it closes ends the test anyway.
    private void open(Lab lab, String path) throws Exception {
        Target admin = Targets.system()
                .resolve(new Targets.Flags(
                        null, null, null, dir.resolve("lab"), LIMIT, lab.files().securityFile(Identity.ADMIN)));
        TlsFiles files = Objects.requireNonNull(admin.security().tls()).files();
        ZKClientConfig config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.SECURE_CLIENT, "true");
        config.setProperty(ZKClientConfig.ZOOKEEPER_CLIENT_CNXN_SOCKET, "org.apache.zookeeper.ClientCnxnSocketNetty");
        for (String store : List.of("keyStore", "trustStore")) {
            Path file = store.equals("keyStore") ? files.keyStore() : files.trustStore();
            config.setProperty("zookeeper.ssl." + store + ".location", file.toString());
            config.setProperty("zookeeper.ssl." + store + ".type", "PKCS12");
            config.setProperty(
                    "zookeeper.ssl." + store + ".passwordPath",
                    files.passphrase().toString());
        }
        String connect = lab.state().zookeeper();
        CountDownLatch connected = new CountDownLatch(1);
        try (ZooKeeper hand = new ZooKeeper(
                connect.substring(0, connect.indexOf('/')), 20_000, event -> connected.countDown(), config)) {
            for (StoreAuth auth : admin.security().auths()) {
                hand.addAuthInfo(auth.scheme(), auth.credentials().getBytes(StandardCharsets.UTF_8));
            }
            assertTrue(connected.await(60, TimeUnit.SECONDS));
            hand.setACL(path, ZooDefs.Ids.OPEN_ACL_UNSAFE, -1);
        } finally {
            admin.close();
        }
    }

    /** As alice, whose console the lab's is. */
    private Result baton(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--json", "--lab", dir.resolve("lab").toString(), "--timeout", "60s"));
        return Baton.run(all.toArray(String[]::new));
    }

    private Result as(String who, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "--security",
                dir.resolve("lab/security").resolve(who + ".properties").toString()));
        return baton(all.toArray(String[]::new));
    }

    /** A machine under load misses a heartbeat, and then the plan is refused: asks until it is not. */
    private Result taken(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--yes");
        return await().atMost(LIMIT)
                .until(
                        () -> baton(all.toArray(String[]::new)),
                        result -> result.code() != Exit.REFUSED || !result.out().contains("heard"));
    }

    private String shown(String group) {
        return baton("audit", "show", group).out();
    }

    private JsonNode group() {
        return baton("status", "orders").json().at("/groups/0");
    }

    private boolean open() {
        return !group().path("openAction").isNull()
                && !group().path("openAction").isMissingNode();
    }

    private int eligible() {
        int count = 0;
        for (JsonNode member : group().get("members")) {
            count += member.get("eligible").asBoolean() ? 1 : 0;
        }
        return count;
    }
}
