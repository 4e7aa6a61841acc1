package dev.baton.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditKind;
import dev.baton.authority.Signed;
import dev.baton.authority.TestOperator;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionRequest;
import dev.baton.model.ActionStep;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.OperatorRole;
import dev.baton.model.Outcome;
import dev.baton.model.Policy;
import dev.baton.model.Role;
import dev.baton.model.StoreLayout;
import dev.baton.model.Timing;
import dev.baton.port.ChildrenResult;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.zookeeper.TestServer;
import dev.baton.zookeeper.ZooKeeperStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that nobody who may has asked for, put into the store by somebody who can write there. The store is open to everybody here: this is what
 * stands between a thief of the store's rights and the role. {@code -Dbaton.attacks=1000} makes as many of each kind as bench/attack counts.
 */
class RequestAttackIT {
    private static final GroupId ORDERS = new GroupId("orders");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int TRIES = Integer.getInteger("baton.attacks", 10);
    private static final Policy UNHURRIED = new Policy(
            Policy.Mode.ACTIVE_PASSIVE, new Timing(100, 8_000, 12_000, 500, 10_000, 0, 2_000), 1_000, 20_000);

    @TempDir
    Path dir = Path.of("unset");

    private final TestOperator alice = TestOperator.of("alice", OperatorRole.OPERATOR);
    private final TestOperator vera = TestOperator.of("vera", OperatorRole.VIEWER);
    private final TestOperator mallory = TestOperator.of("alice", OperatorRole.ADMIN);
    private final Map<String, FailoverAgent> agents = new TreeMap<>();
    private @Nullable TestServer server;
    private @Nullable ZooKeeperStore hand;
    private final Set<String> seen = new HashSet<>();
    private final Map<AuditKind, List<String>> entries = new EnumMap<>(AuditKind.class);
    private int serial;

    @BeforeEach
    void up() throws Exception {
        server = new TestServer(dir);
        hand = ZooKeeperStore.open(ZooKeeperStore.Config.of(server.address() + "/baton"));
        await().atMost(LIMIT).until(() -> store().connected() > 0);
        assertInstanceOf(
                WriteResult.Applied.class,
                write(
                        new StoreOp.Create(StoreLayout.OPERATORS, new byte[0], false),
                        new StoreOp.Create(StoreLayout.operator(alice.keyId()), Json.bytes(alice.record()), false),
                        new StoreOp.Create(StoreLayout.operator(vera.keyId()), Json.bytes(vera.record()), false)));
        for (String service : List.of("a", "b", "c")) {
            agents.put(
                    service,
                    FailoverAgent.builder()
                            .service(service)
                            .connect(server.address() + "/baton")
                            .policy(UNHURRIED)
                            .member("orders", new FakeResource(), service.charAt(0), Map.of())
                            .start());
        }
        await().atMost(LIMIT).until(() -> "a".equals(primary()));
        await().atMost(LIMIT)
                .until(() -> agents.values().stream()
                                .flatMap(agent -> agent.statuses().stream())
                                .filter(status -> status.eligible())
                                .count()
                        == 2);
    }

    @AfterEach
    void down() {
        agents.values().forEach(FailoverAgent::close);
        store().close();
        Objects.requireNonNull(server).close();
    }

    private ZooKeeperStore store() {
        return Objects.requireNonNull(hand);
    }

    private String primary() {
        for (Map.Entry<String, FailoverAgent> agent : agents.entrySet()) {
            boolean serves = agent.getValue().guard("orders").open()
                    && agent.getValue().statuses().stream().anyMatch(s -> s.role() == Role.PRIMARY);
            if (serves) {
                return agent.getKey();
            }
        }
        return "";
    }

    private WriteResult write(StoreOp... ops) throws Exception {
        return store().write(List.of(ops), ANSWER).toCompletableFuture().get();
    }

    private ReadResult.Found read(String path) throws Exception {
        return assertInstanceOf(
                ReadResult.Found.class,
                store().read(path, ANSWER).toCompletableFuture().get());
    }

    private ActionRequest request(long validMillis) throws Exception {
        ReadResult.Found seen = read(StoreLayout.leadership(ORDERS));
        Leadership leadership = Json.read(seen.data(), Leadership.class, seen.path());
        long now = System.currentTimeMillis();
        return new ActionRequest(
                "attack-" + ++serial,
                ORDERS,
                ActionKind.SWITCHOVER,
                new MemberId("orders-b"),
                leadership.epoch(),
                seen.version(),
                "attack",
                "alice",
                new Hlc(now + Math.min(0, validMillis), 0),
                now + validMillis,
                List.of(),
                null,
                null);
    }

    private ActionRequest asked() throws Exception {
        return request(30_000);
    }

    /** Puts it there and opens it, as a client would. */
    private void put(String id, byte[] record) throws Exception {
        String path = StoreLayout.openAction(ORDERS);
        assertInstanceOf(
                WriteResult.Applied.class,
                write(
                        new StoreOp.Create(StoreLayout.action(ORDERS, id), record, false),
                        new StoreOp.Set(
                                path, Json.bytes(new OpenAction(id)), read(path).version())));
    }

    private ActionRecord ended(String id) {
        String path = StoreLayout.action(ORDERS, id);
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> Json.read(read(path).data(), ActionRecord.class, path), ActionRecord::ended);
    }

    private interface Attack {
        ActionRequest next() throws Exception;
    }

    /** Each is refused by that rule before anything has changed. */
    private void refused(String what, String rule, Attack attack) throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            ActionRequest request = attack.next();
            made.add(request.id());
            put(request.id(), Json.bytes(ActionRecord.requested(request)));
            ActionRecord end = ended(request.id());
            assertEquals(Outcome.FAILED_UNCHANGED, end.outcome(), end::toString);
            assertEquals(rule, end.refused().get(0).rule(), end::toString);
        }
        audited(what, AuditKind.ACTION, made);
    }

    /** The role is where it was, the agents work on, and each try stands in the audit, once. */
    private void audited(String what, AuditKind kind, List<String> made) throws Exception {
        await().atMost(LIMIT).until(() -> audit(kind).containsAll(made));
        List<String> all = audit(kind);
        assertEquals(
                made.size(), all.stream().filter(Set.copyOf(made)::contains).count());
        unharmed(what, TRIES, made.size());
    }

    private List<String> audit(AuditKind kind) throws Exception {
        for (String name : ((ChildrenResult.Found) store().children(StoreLayout.audit(ORDERS), ANSWER)
                        .toCompletableFuture()
                        .get())
                .names()) {
            if (seen.add(name)) {
                String path = StoreLayout.audit(ORDERS) + "/" + name;
                AuditEntry entry = AuditEntry.read(read(path).data(), path);
                String subject = entry.subject();
                entries.computeIfAbsent(entry.kind(), each -> new ArrayList<>())
                        .add(subject.substring(subject.lastIndexOf('/') + 1));
            }
        }
        return entries.getOrDefault(kind, List.of());
    }

    private void unharmed(String what, int tries, int audited) throws Exception {
        assertEquals("a", primary());
        Leadership leadership = Json.read(read(StoreLayout.leadership(ORDERS)).data(), Leadership.class, "leadership");
        assertEquals(1, leadership.epoch().value());
        System.out.println("ATTACK\t" + what + "\t" + tries + "\t0\t" + audited + " in the audit");
    }

    @Test
    @Timeout(900)
    void nothingIsDoneThatNobodyWhoMayHasAskedFor() throws Exception {
        refused("request without a signature", "signature", this::asked);
        refused("request signed by a key that nobody here has", "signature", () -> Signed.sign(asked(), mallory));
        refused("request signed by another key under a known key's id", "signature", () -> {
            ActionRequest forged = Signed.sign(asked(), mallory);
            return forged.signed("alice", alice.keyId(), forged.signature());
        });
        refused("request signed by a viewer", "role", () -> Signed.sign(asked(), vera));
        refused("request that has expired", "not expired", () -> Signed.sign(request(-5_000), alice));
        refused("request altered after it was signed", "signature", () -> altered(Signed.sign(asked(), alice)));
        refused(
                "request made for another cluster",
                "signature",
                () -> Signed.sign(asked(), alice.enrolled("elsewhere")));
        replays();
        nonsense("request with steps that agents write", () -> Json.text(forged(Signed.sign(asked(), alice))));
        nonsense("malformed request", () -> "{\"request\": {\"id\": \"x" + serial + "\", ");
        nonsense("request of 700,000 bytes", () -> "{\"request\": \"" + "x".repeat(700_000) + "\"}");
        stillCarriesOut();
    }

    private static ActionRequest altered(ActionRequest signed) {
        return new ActionRequest(
                signed.id(),
                signed.group(),
                signed.kind(),
                new MemberId("orders-c"),
                signed.seenEpoch(),
                signed.seenLeadershipVersion(),
                signed.reason(),
                signed.operator(),
                signed.requestedAt(),
                signed.expiresAt(),
                signed.overrides(),
                signed.keyId(),
                signed.signature());
    }

    private ActionRequest pause() throws Exception {
        long now = System.currentTimeMillis();
        return Signed.sign(
                new ActionRequest(
                        "attack-" + ++serial,
                        ORDERS,
                        ActionKind.PAUSE,
                        null,
                        asked().seenEpoch(),
                        0,
                        "patching",
                        "alice",
                        new Hlc(now, 0),
                        now + 3_000_000,
                        List.of(),
                        null,
                        null,
                        null,
                        now + 5_000),
                alice);
    }

    /** One that was carried out once: under new names, and in its own place after an admin of the store took its node away. */
    private void replays() throws Exception {
        ActionRequest signed = pause();
        put(signed.id(), Json.bytes(ActionRecord.requested(signed)));
        assertEquals(Outcome.SUCCEEDED, ended(signed.id()).outcome());
        int policyVersion = read(StoreLayout.policy(ORDERS)).version();
        String path = StoreLayout.action(ORDERS, signed.id());
        byte[] again = Json.bytes(ActionRecord.requested(signed));
        assertInstanceOf(WriteResult.Refused.class, write(new StoreOp.Create(path, again, false)));
        refused("request that was carried out before, under another id", "signature", () -> renamed(signed));
        int few = Math.min(TRIES, 10);
        for (int i = 0; i < few; i++) {
            int before = count(signed.id());
            assertInstanceOf(
                    WriteResult.Applied.class,
                    write(new StoreOp.Delete(path, read(path).version())));
            put(signed.id(), again);
            ActionRecord end = ended(signed.id());
            assertEquals("used once", end.refused().get(0).rule(), end::toString);
            await().atMost(LIMIT).until(() -> count(signed.id()) > before);
        }
        assertEquals(policyVersion, read(StoreLayout.policy(ORDERS)).version());
        unharmed("request that was carried out before, whose node an admin of the store made again", few, few);
    }

    private int count(String id) throws Exception {
        return (int) audit(AuditKind.ACTION).stream().filter(id::equals).count();
    }

    private ActionRequest renamed(ActionRequest r) {
        return new ActionRequest(
                "attack-" + ++serial,
                r.group(),
                r.kind(),
                r.target(),
                r.seenEpoch(),
                r.seenLeadershipVersion(),
                r.reason(),
                r.operator(),
                r.requestedAt(),
                r.expiresAt(),
                r.overrides(),
                r.keyId(),
                r.signature(),
                r.toEpoch(),
                r.untilMillis());
    }

    private interface Text {
        String next() throws Exception;
    }

    /** As if it had been accepted already. */
    private static ActionRecord forged(ActionRequest request) {
        ActionStep accepted = new ActionStep(
                ActionStep.Name.ACCEPTED, ActionStep.State.DONE, 1, request.requestedAt(), "orders-a", 0, null);
        return ActionRecord.requested(request)
                .accepted(request.target(), new MemberId("orders-a"), List.of())
                .with(accepted, 1);
    }

    private void nonsense(String what, Text text) throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            String bytes = text.next();
            String id = bytes.contains("\"attack-" + serial + "\"") ? "attack-" + serial : "attack-" + ++serial;
            made.add(id);
            put(id, bytes.getBytes(StandardCharsets.UTF_8));
        }
        audited(what, AuditKind.REFUSED, made);
        String path = StoreLayout.openAction(ORDERS);
        write(new StoreOp.Set(path, Json.bytes(OpenAction.NONE), read(path).version()));
        for (String id : made) {
            write(new StoreOp.Delete(StoreLayout.action(ORDERS, id), 0));
        }
    }

    private void stillCarriesOut() throws GeneralSecurityException, Exception {
        ActionRequest request = Signed.sign(asked(), alice);
        put(request.id(), Json.bytes(ActionRecord.requested(request)));
        assertEquals(Outcome.SUCCEEDED, ended(request.id()).outcome());
        assertEquals("b", primary());
    }
}
