package dev.baton.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.cli.Baton.Result;
import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabOptions;
import dev.baton.lab.Progress;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.OpenAction;
import dev.baton.model.StoreLayout;
import dev.baton.port.AuditAppend;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.zookeeper.ZooKeeperStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole lab whose audit is written, exported, verified, and then changed by hand in every way. */
class AuditLabIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final GroupId ORDERS = new GroupId("orders");

    @TempDir
    Path dir = Path.of("");

    @Test
    @Timeout(300)
    @SuppressWarnings("try") // A hand that is interrupted while it closes ends the test anyway.
    void everythingIsInTheAuditOnceAndEachChangeByHandIsFound() throws Exception {
        Lab lab = Lab.up(
                // The hands that change it here are plain ones.
                LabOptions.in(dir.resolve("lab"))
                        .plain()
                        .withGroups(List.of("orders"))
                        .withLimit(Duration.ofMinutes(2)),
                Progress.silent());
        List<ProcessRef> all = new ArrayList<>(lab.state().processes());
        try {
            await().atMost(LIMIT).until(() -> eligible() == 2);
            List<String> actions = new ArrayList<>();
            actions.add(ended("switchover", "orders", "--reason", "patching"));
            actions.add(ended("pause", "orders", "--for", "10m", "--reason", "patching"));
            actions.add(ended("resume", "orders"));
            actions.add(refused(lab));
            String primary = primary();
            try (ZooKeeper hand = hand(lab)) {
                for (int i = 0; i < 100; i++) { // In the midst of auditing these the auditor is killed.
                    hand.create(
                            chroot(lab) + StoreLayout.action(ORDERS, "nonsense-" + i),
                            "{ half".getBytes(StandardCharsets.UTF_8),
                            ZooDefs.Ids.OPEN_ACL_UNSAFE,
                            CreateMode.PERSISTENT);
                    if (i == 50) {
                        lab.fault(Fault.of(Fault.Kind.KILL, service(primary)));
                    }
                }
                await().atMost(LIMIT)
                        .until(() -> !primary().isEmpty() && !primary().equals(primary));
                lab.start(service(primary));
                all.addAll(lab.state().processes());
                await().atMost(LIMIT).until(() -> audited("REFUSED") == 100 && automaticEpochs() >= 1);
                Path file = dir.resolve("audit.jsonl");
                Result export = baton("audit", "export", "--out", file.toString());
                assertEquals(0, export.code(), export::all);
                whole(file, actions);
                holds(baton("audit", "verify", "orders"));
                holds(baton("audit", "verify", file.toString()));
                theFile(file);
                theStore(hand, chroot(lab));
                holds(baton("audit", "verify", "orders"));
                theEnd(hand, chroot(lab));
            }
        } finally {
            lab.down();
            Stopper.stop(all, Duration.ZERO);
        }
    }

    private void whole(Path file, List<String> actions) throws Exception {
        Map<String, JsonNode> found = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode entry = Json.mapper().readTree(line);
            if (entry.path("kind").asText().equals("ACTION")) {
                assertEquals(null, found.put(entry.get("subject").asText(), entry), line);
            }
        }
        assertTrue(found.keySet().containsAll(actions), () -> actions + " in " + found.keySet());
        JsonNode switchover =
                Objects.requireNonNull(found.get(actions.getFirst())).at("/content/action");
        assertEquals("patching", switchover.at("/request/reason").asText());
        assertTrue(!switchover.at("/request/operator").asText().isEmpty(), switchover::toString);
        assertTrue(switchover.at("/checked").size() > 3, switchover::toString);
        assertTrue(switchover.at("/steps").size() > 5, switchover::toString);
        switchover
                .at("/steps")
                .forEach(step -> assertTrue(step.get("zxid").asText().startsWith("0x"), step::toString));
        JsonNode refused = Objects.requireNonNull(found.get(actions.getLast())).at("/content/action");
        assertEquals("FAILED_UNCHANGED", refused.at("/outcome").asText());
        assertTrue(refused.at("/refused").size() > 0, refused::toString);
    }

    /** In an export: one byte, a line less, two lines swapped, the end cut, a line twice. */
    private void theFile(Path file) throws Exception {
        byte[] sound = Files.readAllBytes(file);
        for (int i = 0; i < 20; i++) {
            byte[] edited = sound.clone();
            edited[(int) ((long) i * (sound.length - 1) / 19)] ^= 1;
            broken(file, edited);
        }
        List<String> lines = List.of(new String(sound, StandardCharsets.UTF_8).split("\n", -1));
        int some = lines.size() / 2;
        List<String> less = new ArrayList<>(lines);
        less.remove(some);
        broken(file, joined(less));
        List<String> swapped = new ArrayList<>(lines);
        Collections.swap(swapped, some, some + 1);
        broken(file, joined(swapped));
        List<String> twice = new ArrayList<>(lines);
        twice.add(some, lines.get(some));
        broken(file, joined(twice));
        broken(file, joined(lines.subList(0, lines.size() - 3)));
        Files.write(file, sound);
    }

    private static byte[] joined(List<String> lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private void broken(Path file, byte[] edited) throws Exception {
        Files.write(file, edited);
        Result result = Baton.run(
                "audit", "verify", file.toString(), "--lab", dir.resolve("lab").toString());
        assertTrue(result.code() == 1 || result.code() == 2, result::all);
    }

    /** In the store: an entry edited, two swapped. Put right afterwards. */
    private void theStore(ZooKeeper hand, String chroot) throws Exception {
        String third = chroot + AuditAppend.path("orders", 3);
        String fifth = chroot + AuditAppend.path("orders", 5);
        byte[] three = hand.getData(third, false, null);
        byte[] five = hand.getData(fifth, false, null);
        String edited = new String(three, StandardCharsets.UTF_8).replace("\"by\":\"", "\"by\":\"x");
        hand.setData(third, edited.getBytes(StandardCharsets.UTF_8), -1);
        names(baton("audit", "verify", "orders"), 3, "EDITED");
        hand.setData(third, five, -1);
        hand.setData(fifth, three, -1);
        names(baton("audit", "verify", "orders"), 3, "MISSING");
        hand.setData(third, three, -1);
        hand.setData(fifth, five, -1);
    }

    /** The last entry taken out and the head set back to the one before: the store alone could not tell, Kafka does. */
    private void theEnd(ZooKeeper hand, String chroot) throws Exception {
        String head = chroot + AuditAppend.root("orders");
        JsonNode found = Json.mapper().readTree(hand.getData(head, false, null));
        long seq = found.get("seq").asLong();
        String last = chroot + AuditAppend.path("orders", seq);
        JsonNode entry = Json.mapper().readTree(hand.getData(last, false, null));
        hand.delete(last, -1);
        names(baton("audit", "verify", "orders"), seq, "CUT");
        var back = (com.fasterxml.jackson.databind.node.ObjectNode) found;
        back.put("seq", seq - 1);
        back.put("hash", entry.get("previous").asText());
        back.put("archivedTo", Math.min(back.get("archivedTo").asLong(), seq - 1));
        hand.setData(head, Json.bytes(back), -1);
        names(baton("audit", "verify", "orders"), seq, "CUT");
        hand.delete(chroot + AuditAppend.path("orders", 4), -1);
        names(baton("audit", "verify", "orders"), 4, "MISSING");
    }

    private static void names(Result result, long seq, String what) {
        assertEquals(1, result.code(), result::all);
        boolean named = false;
        for (JsonNode problem : result.json().at("/chains/0/problems")) {
            named |= problem.get("seq").asLong() == seq
                    && problem.get("what").asText().equals(what);
        }
        assertTrue(named, result::all);
    }

    private static void holds(Result result) {
        assertEquals(0, result.code(), result::all);
    }

    /** With versions that nobody was shown, so that an agent refuses it. */
    private String refused(Lab lab) throws Exception {
        try (ZooKeeperStore store =
                ZooKeeperStore.open(ZooKeeperStore.Config.of(lab.state().zookeeper()))) {
            await().atMost(LIMIT).until(() -> store.connected() > 0);
            long now = System.currentTimeMillis();
            ActionRequest request = new ActionRequest(
                    "s-stale",
                    ORDERS,
                    ActionKind.SWITCHOVER,
                    null,
                    new Epoch(2),
                    9_999,
                    "",
                    "oncall",
                    new Hlc(now, 0),
                    now + 60_000,
                    List.of(),
                    null,
                    null);
            String open = StoreLayout.openAction(ORDERS);
            ReadResult read = store.read(open, ANSWER).toCompletableFuture().get();
            if (!(read instanceof ReadResult.Found found)) {
                throw new AssertionError(read);
            }
            WriteResult asked = store.write(
                            List.of(
                                    new StoreOp.Create(
                                            StoreLayout.action(ORDERS, "s-stale"),
                                            Json.bytes(ActionRecord.requested(request)),
                                            false),
                                    new StoreOp.Set(open, Json.bytes(new OpenAction("s-stale")), found.version())),
                            ANSWER)
                    .toCompletableFuture()
                    .get();
            assertTrue(asked instanceof WriteResult.Applied, asked::toString);
        }
        await().atMost(LIMIT).until(() -> shown().findValuesAsText("about").contains("s-stale"));
        return "s-stale";
    }

    private static ZooKeeper hand(Lab lab) throws Exception {
        String connect = lab.state().zookeeper();
        return new ZooKeeper(connect.substring(0, connect.indexOf('/')), 20_000, event -> {});
    }

    private static String chroot(Lab lab) throws Exception {
        String connect = lab.state().zookeeper();
        return connect.substring(connect.indexOf('/'));
    }

    private String ended(String... args) {
        AtomicReference<Result> last = new AtomicReference<>();
        await().atMost(LIMIT)
                .until(
                        () -> { // A machine under load misses a heartbeat, and then the plan is refused.
                            Result result = baton(args);
                            last.set(result);
                            return result.code() != 3;
                        });
        Result result = Objects.requireNonNull(last.get());
        assertEquals(0, result.code(), result::all);
        return result.text("/action");
    }

    private int audited(String kind) {
        int count = 0;
        for (JsonNode line : shown()) {
            count += line.get("kind").asText().equals(kind) ? 1 : 0;
        }
        return count;
    }

    private int automaticEpochs() {
        int count = 0;
        for (JsonNode line : shown()) {
            String what = line.get("what").asText();
            count += what.endsWith("CRASHED") || what.endsWith("LEASE_EXPIRED") || what.endsWith("HUNG") ? 1 : 0;
        }
        return count;
    }

    private JsonNode shown() {
        return baton("audit", "show", "orders", "--last", "1000").json().at("/lines");
    }

    private JsonNode group() {
        return baton("status", "orders").json().at("/groups/0");
    }

    private String primary() {
        return group().get("primary").isNull() ? "" : group().get("primary").asText();
    }

    private int eligible() {
        int count = 0;
        for (JsonNode member : group().get("members")) {
            count += member.get("eligible").asBoolean() ? 1 : 0;
        }
        return count;
    }

    private Result baton(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--json", "--lab", dir.resolve("lab").toString(), "--timeout", "60s"));
        if (!Set.of("status", "audit").contains(args[0])) {
            all.add("--yes");
        }
        return Baton.run(all.toArray(String[]::new));
    }

    private static String service(String member) {
        return member.substring(member.lastIndexOf('-') + 1);
    }
}
