package dev.baton.zookeeper;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.StoreLayout;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.secure.AclTable;
import dev.baton.secure.Permission;
import dev.baton.secure.Security;
import dev.baton.secure.StoreRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secured server lets each identity do with each node what the table says, and nothing else. */
class RightsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, StoreRole> ROLES = new LinkedHashMap<>(Map.of(
            "viewer",
            StoreRole.VIEWER,
            "operator",
            StoreRole.OPERATOR,
            "agent-a",
            StoreRole.AGENT,
            "agent-c",
            StoreRole.AGENT,
            "admin",
            StoreRole.ADMIN));

    @TempDir
    Path dir = Path.of("unset");

    private final Map<String, ZooKeeperStore> stores = new LinkedHashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private SecuredServer server; // set before each test

    @BeforeEach
    void layOut() throws Exception {
        server = new SecuredServer(dir);
        try (StoreAccess admin = server.access("admin")) {
            for (AclChange change :
                    admin.changes(admin.nodes(), server.security("admin").principals())) {
                assertEquals("", admin.apply(change, server.security("admin").principals()));
            }
        }
        for (SampleLayout.Made made : SampleLayout.NODES) {
            WriteResult result = store(made.by())
                    .write(List.of(new StoreOp.Create(made.path(), new byte[] {1}, made.ephemeral())), LIMIT)
                    .toCompletableFuture()
                    .get();
            if (!(result instanceof WriteResult.Refused refused && refused.why() == WriteResult.Why.NODE_EXISTS)) {
                assertInstanceOf(WriteResult.Applied.class, result, made::toString);
            }
        }
    }

    @AfterEach
    void down() throws Exception {
        stores.values().forEach(ZooKeeperStore::close);
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    private ZooKeeperStore store(String name) {
        return stores.computeIfAbsent(name, each -> {
            ZooKeeperStore store =
                    ZooKeeperStore.open(ZooKeeperStore.Config.of(server.address() + "/baton", server.security(each)));
            await().atMost(LIMIT).until(() -> store.connected() > 0);
            return store;
        });
    }

    /** Everything that is tried here would be done if it were allowed, and is then taken back by who may. */
    @Test
    void eachIdentityCanDoWithEachNodeWhatTheTableSaysAndNothingElse() throws Exception {
        ZooKeeper admin = handle(server.address(), server.security("admin"));
        List<NodeRights> nodes;
        try (StoreAccess access = server.access("admin")) {
            nodes = access.nodes();
        }
        assertTrue(nodes.size() >= SampleLayout.NODES.size() + 3, nodes::toString);
        List<String> wrong = new ArrayList<>();
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (String name : List.of("nobody", "viewer", "operator", "agent-a", "agent-c", "admin")) {
            StoreRole role = ROLES.get(name);
            ZooKeeper handle = role == null
                    ? handle(server.plainAddress(), Security.NONE)
                    : handle(server.address(), server.security(name));
            int[] count = counts.computeIfAbsent(name, each -> new int[2]);
            for (NodeRights node : nodes) {
                Set<Permission> should = role == null
                        ? Set.of()
                        : AclTable.of(node.row()).rights().getOrDefault(role, Set.of());
                for (Permission permission : Permission.values()) {
                    boolean done = attempt(handle, admin, permission, node.path());
                    count[done ? 0 : 1]++;
                    if (done != should.contains(permission)) {
                        wrong.add(name + (done ? " can " : " cannot ") + permission + " " + node.path());
                    }
                }
            }
        }
        counts.forEach((name, count) -> System.out.println("ATTACK\tevery right on each of " + nodes.size()
                + " nodes of the store, as " + name + "\t" + (count[0] + count[1]) + "\t" + count[0]
                + "\texactly what the table allows; " + count[1] + " refused"));
        assertEquals(List.of(), wrong);
    }

    private static boolean attempt(ZooKeeper as, ZooKeeper admin, Permission permission, String path) throws Exception {
        Stat stat = admin.exists(path, false);
        String child = (path.equals("/") ? "" : path) + "/tried";
        try {
            switch (permission) {
                case READ -> as.getData(path, false, null);
                case WRITE -> as.setData(path, new byte[] {2}, stat.getVersion());
                case CREATE -> {
                    try {
                        as.create(child, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
                    } catch (KeeperException.NoChildrenForEphemeralsException ofAnyKind) {
                        return true; // It was let through and cannot be done by anybody.
                    }
                    remove(admin, path, child);
                }
                case DELETE -> {
                    if (stat.getEphemeralOwner() != 0) {
                        return deleteOfNone(as, child);
                    }
                    opened(
                            admin,
                            path,
                            () -> admin.create(child, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT));
                    try {
                        as.delete(child, 0);
                    } catch (KeeperException.NoAuthException refused) {
                        remove(admin, path, child);
                        throw refused;
                    }
                }
                case ADMIN -> as.setACL(path, admin.getACL(path, null), stat.getAversion());
            }
            return true;
        } catch (KeeperException.NoAuthException refused) {
            return false;
        }
    }

    private static boolean deleteOfNone(ZooKeeper as, String child) throws Exception {
        try {
            as.delete(child, 0);
        } catch (KeeperException.NoNodeException letThrough) {
            return true;
        }
        return true;
    }

    private static void remove(ZooKeeper admin, String parent, String child) throws Exception {
        opened(admin, parent, () -> admin.delete(child, 0));
    }

    /** Something that only the test does: the admin opens the node to itself for a moment. */
    private static void opened(ZooKeeper admin, String path, Doing doing) throws Exception {
        Stat stat = new Stat();
        List<ACL> before = admin.getACL(path, stat);
        List<ACL> wide = new ArrayList<>(before);
        wide.add(new ACL(ZooDefs.Perms.ALL, new org.apache.zookeeper.data.Id("x509", "CN=admin")));
        admin.setACL(path, wide, stat.getAversion());
        try {
            doing.run();
        } finally {
            admin.setACL(path, before, stat.getAversion() + 1);
        }
    }

    private interface Doing {
        void run() throws Exception;
    }

    @Test
    void whatTheDoctorTriesWithoutDoingItComesToTheSame() throws Exception {
        List<NodeRights> nodes;
        AccessReview review = new AccessReview(server.security("admin").principals());
        try (StoreAccess admin = server.access("admin")) {
            nodes = admin.nodes();
            assertEquals(List.of(), review.holes(nodes));
        }
        for (String name : ROLES.keySet()) {
            try (StoreAccess access = server.access(name)) {
                Set<String> names = access.names();
                for (NodeRights node : nodes) {
                    assertEquals(review.expected(node, names), access.tried(node), () -> name + " at " + node.path());
                }
            }
        }
        try (StoreAccess nobody = StoreAccess.nobody(server.plainAddress() + "/baton", Security.NONE, LIMIT)) {
            for (NodeRights node : nodes) {
                assertEquals(EnumSet.noneOf(Permission.class), nobody.tried(node), node::path);
            }
            assertEquals(2, nobody.nodes().size(), "of what lies below the chroot not even the names");
        }
        try (StoreAccess admin = server.access("admin")) {
            List<String> after = admin.nodes().stream().map(NodeRights::path).toList();
            assertEquals(nodes.stream().map(NodeRights::path).toList(), after, "nothing was made, nothing was deleted");
        }
    }

    @Test
    void anAclThatWasOpenedByHandIsNamedAndMended() throws Exception {
        String lease = "/baton" + StoreLayout.lease(SampleLayout.ORDERS);
        handle(server.address(), server.security("admin")).setACL(lease, ZooDefs.Ids.OPEN_ACL_UNSAFE, 0);
        try (StoreAccess admin = server.access("admin")) {
            AccessReview review = new AccessReview(server.security("admin").principals());
            List<Hole> holes = review.holes(admin.nodes());
            assertTrue(holes.stream().allMatch(hole -> hole.path().equals(lease)), holes::toString);
            Hole everybody = holes.stream()
                    .filter(hole -> hole.who().equals("world:anyone"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(EnumSet.allOf(Permission.class), everybody.granted());
            for (AclChange change :
                    admin.changes(admin.nodes(), server.security("admin").principals())) {
                assertEquals(lease, change.path());
                assertEquals("", admin.apply(change, server.security("admin").principals()));
            }
            assertEquals(List.of(), review.holes(admin.nodes()));
        }
    }

    @Test
    void aWriteWithoutTheRightIsRefusedByNameWithWhatToDo() throws Exception {
        WriteResult result = store("viewer")
                .write(List.of(new StoreOp.Set(StoreLayout.lease(SampleLayout.ORDERS), new byte[0], 0)), LIMIT)
                .toCompletableFuture()
                .get();
        WriteResult.Refused refused = assertInstanceOf(WriteResult.Refused.class, result);
        assertEquals(WriteResult.Why.NO_AUTH, refused.why());
        assertEquals(StoreLayout.lease(SampleLayout.ORDERS), refused.path());
        assertTrue(refused.detail().contains("baton acl show"), refused::detail);
    }

    private ZooKeeper handle(String address, Security security) throws Exception {
        ZooKeeper made = SecuredServer.handle(address, security);
        open.add(made);
        return made;
    }
}
