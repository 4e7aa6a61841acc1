package dev.baton.zookeeper;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.GroupId;
import dev.baton.model.StoreLayout;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.secure.Security;
import dev.baton.secure.TestCertificates;
import dev.baton.secure.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store by TLS: who gets in, with which certificate, and what is believed of what lies there. */
class SecuredStoreIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final GroupId ORDERS = new GroupId("orders");

    @TempDir
    Path dir = Path.of("unset");

    private SecuredServer server; // set before each test
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void up() {
        server = new SecuredServer(dir);
    }

    @AfterEach
    void down() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    private ZooKeeperStore store(String address, Security security) {
        ZooKeeperStore store = ZooKeeperStore.open(ZooKeeperStore.Config.of(address, security));
        open.add(store);
        return store;
    }

    private ZooKeeperStore store(String name) {
        ZooKeeperStore store = store(server.address() + "/baton", server.security(name));
        await().atMost(LIMIT).until(() -> store.connected() == 2);
        return store;
    }

    private static void write(ZooKeeperStore store, StoreOp... ops) throws Exception {
        assertInstanceOf(
                WriteResult.Applied.class,
                store.write(List.of(ops), LIMIT).toCompletableFuture().get());
    }

    private static StoreOp create(String path) {
        return new StoreOp.Create(path, new byte[] {1}, false);
    }

    @Test
    void aStoreOfAnAuthorityThatIsNotTrustedIsNotConnectedTo() throws Exception {
        TestCertificates foreign = TestCertificates.authority("another-authority");
        Security stranger =
                server.read(server.write("agent-a", foreign.issue(dir.resolve("foreign"), "agent-a"), false));
        assertThrows(IOException.class, () -> StoreAccess.open(server.address(), stranger, SHORT));
    }

    @Test
    void aCertificateOfAForeignAuthorityDoesNotGetIn() throws Exception {
        // It trusts the server; the server does not trust it.
        TlsFiles foreign = TestCertificates.authority("another-authority").issue(dir.resolve("foreign"), "admin");
        TlsFiles trusted = server.authority().issue(dir.resolve("trusted"), "admin");
        Files.copy(trusted.trustStore(), foreign.trustStore(), StandardCopyOption.REPLACE_EXISTING);
        TestCertificates.secret(foreign.passphrase(), Files.readString(trusted.passphrase()));
        Security stranger = server.read(server.write("foreign", foreign, false));
        assertThrows(IOException.class, () -> StoreAccess.open(server.address(), stranger, SHORT));
    }

    @Test
    void anExpiredCertificateDoesNotGetIn() throws Exception {
        Instant now = Instant.now();
        TlsFiles expired = server.authority()
                .issue(dir.resolve("expired"), "agent-a", now.minusSeconds(7_200), now.minusSeconds(3_600));
        Security late = server.read(server.write("expired", expired, false));
        assertThrows(IOException.class, () -> StoreAccess.open(server.address(), late, SHORT));
    }

    @Test
    void whoHasNoCertificateDoesNotGetIn() {
        Security like = server.security("agent-a");
        assertThrows(IOException.class, () -> StoreAccess.nobody(server.address(), like, SHORT));
        assertThrows(IOException.class, () -> StoreAccess.open(server.address(), Security.NONE, SHORT));
    }

    @Test
    void aStoreUnderAnotherNameThanItsCertificatesIsNotConnectedTo() throws Exception {
        String port = server.address().substring(server.address().lastIndexOf(':'));
        // 127.0.0.2 is the same server, but its certificate does not say so.
        assertThrows(IOException.class, () -> StoreAccess.open("127.0.0.2" + port, server.security("agent-a"), SHORT));
    }

    @Test
    void aNewCertificateIsTakenWithTheNextConnectionWithoutARestart() throws Exception {
        ZooKeeperStore store = store("agent-a");
        X509Certificate before = server.certificates("CN=agent-a").get(0);
        server.authority().issue(dir.resolve("tls"), "agent-a");
        server.dropConnections();
        await().atMost(LIMIT)
                .until(() -> store.connected() == 2
                        && !server.certificates("CN=agent-a").isEmpty()
                        && server.certificates("CN=agent-a").stream().noneMatch(before::equals));
        write(store, create(StoreLayout.group(ORDERS)));
    }

    @Test
    void twoStoresInOneProcessAreWhoTheyAreEach() throws Exception {
        ZooKeeperStore agent = store("agent-a");
        ZooKeeperStore viewer = store("viewer");
        write(agent, create(StoreLayout.group(ORDERS)));
        WriteResult refused = viewer.write(List.of(create(StoreLayout.lease(ORDERS))), LIMIT)
                .toCompletableFuture()
                .get();
        assertEquals(
                WriteResult.Why.NO_AUTH,
                assertInstanceOf(WriteResult.Refused.class, refused).why());
        assertInstanceOf(
                ReadResult.Found.class,
                viewer.read(StoreLayout.group(ORDERS), LIMIT)
                        .toCompletableFuture()
                        .get());
    }

    @Test
    void anActionIsGuardedOnlyWhereNobodyElseCanHaveWrittenIt() throws Exception {
        for (String reader : List.of("agent-a", "agent-c")) { // by certificate, by digest
            GroupId group = new GroupId("of-" + reader);
            ZooKeeperStore agent = store(reader);
            write(agent, create(StoreLayout.group(group)), create(StoreLayout.actions(group)));
            Map<String, Boolean> guarded = new ConcurrentHashMap<>();
            agent.watch(StoreLayout.group(group), event -> {
                if (event instanceof StoreEvent.Node node) {
                    guarded.put(node.path(), node.guarded());
                }
            });
            ZooKeeperStore operator = store("operator");
            write(operator, create(StoreLayout.action(group, "good")));
            await().atMost(LIMIT).until(() -> guarded.containsKey(StoreLayout.action(group, "good")));
            assertEquals(true, guarded.get(StoreLayout.action(group, "good")));
            assertEquals(true, guarded.get(StoreLayout.group(group)));

            ZooKeeper raw = server.handle("operator");
            open.add(raw);
            String opened = "/baton" + StoreLayout.action(group, "opened");
            raw.create(opened, new byte[] {1}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            await().atMost(LIMIT).until(() -> guarded.containsKey(StoreLayout.action(group, "opened")));
            assertEquals(false, guarded.get(StoreLayout.action(group, "opened")));

            // Open at first, written, then closed: the list that it has now says nothing of then.
            String closed = "/baton" + StoreLayout.action(group, "closed");
            raw.create(closed, new byte[] {1}, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            await().atMost(LIMIT).until(() -> guarded.containsKey(StoreLayout.action(group, "closed")));
            guarded.remove(StoreLayout.action(group, "closed"));
            raw.setACL(
                    closed, new Acls(server.security("operator").principals()).of(StoreLayout.action(group, "x")), 0);
            write(agent, new StoreOp.Set(StoreLayout.action(group, "closed"), new byte[] {2}, 0));
            await().atMost(LIMIT).until(() -> guarded.containsKey(StoreLayout.action(group, "closed")));
            assertFalse(guarded.getOrDefault(StoreLayout.action(group, "closed"), true));
            assertTrue(guarded.size() >= 5, guarded::toString);
        }
    }
}
