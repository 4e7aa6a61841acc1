package dev.baton.zookeeper;

import dev.baton.model.StoreLayout;
import dev.baton.secure.AclTable;
import dev.baton.secure.Permission;
import dev.baton.secure.Principals;
import dev.baton.secure.Security;
import dev.baton.secure.StoreAuth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ClientInfo;

/**
 * One session of one identity that looks at who may do what in a store, tries out what it may do itself, and lays the rights of the table. For
 * tools: an agent needs none of it.
 *
 * <p>Threading: one caller at a time, which waits for the servers, each wait bounded by the timeout.
 */
public final class StoreAccess implements AutoCloseable {
    /** No node has it, so what carries it changes nothing; the servers look at the rights first. */
    private static final int NO_VERSION = Integer.MAX_VALUE;

    private static final int MAX_NODES = 50_000;

    private final ZooKeeper zooKeeper;
    private final ConnectString connect;
    private final Security security;
    private final Answers answers;

    private StoreAccess(ZooKeeper zooKeeper, ConnectString connect, Security security, Duration timeout) {
        this.zooKeeper = zooKeeper;
        this.connect = connect;
        this.security = security;
        this.answers = new Answers(timeout);
    }

    /**
     * Connects as who the security file says.
     *
     * @throws IOException where no server gives a session in that time
     * @throws IllegalArgumentException for a malformed connect string
     */
    public static StoreAccess open(String connect, Security security, Duration timeout)
            throws IOException, InterruptedException {
        return open(connect, security, true, timeout);
    }

    /** Connects as nobody: without certificate and name. By TLS where {@code like} is, trusting whom it trusts. */
    public static StoreAccess nobody(String connect, Security like, Duration timeout)
            throws IOException, InterruptedException {
        Security nobody = new Security(
                like.tls(), like.storeTls(), List.of(), like.principals(), like.kafka(), like.kafkaTls(), null);
        return open(connect, nobody, false, timeout);
    }

    private static StoreAccess open(String connect, Security security, boolean certificate, Duration timeout)
            throws IOException, InterruptedException {
        ConnectString parsed = ConnectString.parse(connect);
        CountDownLatch decided = new CountDownLatch(1);
        KeeperState[] state = {KeeperState.Disconnected};
        ZooKeeper zooKeeper = new ZooKeeper(
                parsed.serverList(),
                (int) Math.max(4_000, timeout.toMillis()),
                event -> {
                    if (event.getState() == KeeperState.SyncConnected || event.getState() == KeeperState.AuthFailed) {
                        state[0] = event.getState();
                        decided.countDown();
                    }
                },
                ClientSecurity.config(security, certificate));
        ClientSecurity.introduce(zooKeeper, security);
        boolean told = false;
        try {
            told = decided.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!told || state[0] != KeeperState.SyncConnected) {
                zooKeeper.close(1);
            }
        }
        if (!told || state[0] != KeeperState.SyncConnected) {
            throw new IOException("no session on " + connect + " within " + timeout.toMillis() + " ms "
                    + (security.storeTls() ? "by TLS" : "without TLS")
                    + (told ? ": who this says it is was not believed" : ": unreachable, or not let in"));
        }
        return new StoreAccess(zooKeeper, parsed, security, timeout);
    }

    /** By which names the store knows this session: its digests and the subject of its certificate. */
    public Set<String> names() throws InterruptedException {
        Set<String> names = new TreeSet<>();
        for (StoreAuth auth : security.auths()) {
            if (auth.scheme().equals("digest")) {
                names.add(digest(auth.credentials()));
            }
        }
        for (ClientInfo info : zooKeeper.whoAmI()) {
            if (info.getAuthScheme().equals("x509")) {
                names.add("x509:" + info.getUser());
            }
        }
        return names;
    }

    private static String digest(String credentials) {
        String user = credentials.substring(0, Math.max(0, credentials.indexOf(':')));
        try {
            byte[] hash = MessageDigest.getInstance("SHA1").digest(credentials.getBytes(StandardCharsets.UTF_8));
            return "digest:" + user + ":" + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA1, which ZooKeeper's digests are made with", e);
        }
    }

    /** Whether that node exists. {@code path}: relative to the chroot. */
    public boolean exists(String path) throws IOException, InterruptedException {
        return answers.one(answer -> zooKeeper.exists(
                        connect.absolute(path), false, (rc, p, c, stat) -> answer.accept(Codes.of(rc)), null))
                != Code.NONODE;
    }

    /** Whether that node still exists. */
    public boolean present(NodeRights node) throws IOException, InterruptedException {
        return answers.one(answer ->
                        zooKeeper.exists(node.path(), false, (rc, p, c, stat) -> answer.accept(Codes.of(rc)), null))
                != Code.NONODE;
    }

    /** Every node that exists, parents first: the root of the servers, what is between it and the chroot, the chroot and all below it. */
    public List<NodeRights> nodes() throws IOException, InterruptedException {
        return new AccessWalk(zooKeeper, connect, answers, MAX_NODES).nodes();
    }

    /**
     * Tries each permission on that node, and changes nothing: what is asked for could not be done whoever asks, and the servers look at the
     * rights first.
     */
    public Set<Permission> tried(NodeRights node) throws IOException, InterruptedException {
        List<Consumer<Answers.Sink>> attempts = new ArrayList<>();
        for (Permission permission : Permission.values()) {
            attempts.add(answer -> attempt(permission, node.path(), answer));
        }
        Iterator<Code> codes = answers.all(attempts).iterator();
        Set<Permission> allowed = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            Code code = codes.next();
            boolean gone = code == Code.NONODE && permission != Permission.DELETE; // What is deleted never exists.
            if (code != Code.NOAUTH && !gone) {
                allowed.add(permission);
            }
        }
        return allowed;
    }

    private void attempt(Permission permission, String path, Answers.Sink answer) {
        String child = (path.equals("/") ? "" : path) + "/doctor-" + Long.toHexString(System.nanoTime());
        switch (permission) {
            case READ -> zooKeeper.getData(path, false, (rc, p, c, data, stat) -> answer.accept(Codes.of(rc)), null);
            case WRITE ->
                zooKeeper.setData(path, new byte[0], NO_VERSION, (rc, p, c, stat) -> answer.accept(Codes.of(rc)), null);
            case CREATE ->
                zooKeeper.multi(
                        List.of(
                                Op.create(child, new byte[0], ZooDefs.Ids.READ_ACL_UNSAFE, CreateMode.PERSISTENT),
                                Op.check(path, NO_VERSION)),
                        (rc, p, c, results) -> answer.accept(Answers.first(rc, results)),
                        null);
            case DELETE -> zooKeeper.delete(child, NO_VERSION, (rc, p, c) -> answer.accept(Codes.of(rc)), null);
            case ADMIN ->
                zooKeeper.setACL(
                        path,
                        ZooDefs.Ids.READ_ACL_UNSAFE,
                        NO_VERSION,
                        (rc, p, c, stat) -> answer.accept(Codes.of(rc)),
                        null);
        }
    }

    /**
     * What has to be changed so that each of those nodes has the rights of the table, and which roots are absent.
     *
     * @throws IllegalArgumentException where nobody is named who may do anything: that would lock everybody out
     */
    public List<AclChange> changes(Collection<NodeRights> nodes, Principals principals) {
        if (principals.open()) {
            throw new IllegalArgumentException("nobody is named who may do anything: expected acl.agent and acl.admin");
        }
        List<AclChange> changes = new ArrayList<>();
        AccessReview review = new AccessReview(principals);
        Set<String> there = new TreeSet<>();
        for (NodeRights node : nodes) {
            there.add(node.path());
            List<Hole> holes = review.holes(List.of(node));
            if (node.granted() == null || !holes.isEmpty()) {
                changes.add(new AclChange(node.path(), node.row(), node.version(), holes));
            }
        }
        roots().forEach((path, row) -> {
            if (!there.contains(path)) {
                changes.add(new AclChange(path, row, AclChange.MADE, List.of()));
            }
        });
        return changes;
    }

    /** What should exist before anything else, parents first: absolute path to the path in the table. */
    private Map<String, String> roots() {
        Map<String, String> roots = new LinkedHashMap<>();
        String chroot = connect.absolute("/");
        for (int end = chroot.indexOf('/', 1); end >= 0; end = chroot.indexOf('/', end + 1)) {
            roots.put(chroot.substring(0, end), AclTable.ABOVE);
        }
        for (String root : List.of("/", StoreLayout.GROUPS, StoreLayout.AUDIT, StoreLayout.OPERATORS)) {
            roots.put(connect.absolute(root), root);
        }
        return roots;
    }

    /**
     * Makes one change.
     *
     * @return empty where it is done; else why not
     */
    public String apply(AclChange change, Principals principals) throws IOException, InterruptedException {
        if (change.version() == NodeRights.HIDDEN) {
            return "who is connected may not even read its rights: an admin's security file, or else ZooKeeper's superuser, can mend it";
        }
        Acls acls = new Acls(principals);
        Code code = answers.one(answer -> {
            if (change.made()) {
                zooKeeper.create(
                        change.path(),
                        new byte[0],
                        acls.of(change.row()),
                        CreateMode.PERSISTENT,
                        (rc, p, c, name) -> answer.accept(Codes.of(rc)),
                        null);
            } else {
                zooKeeper.setACL(
                        change.path(),
                        acls.of(change.row()),
                        change.version(),
                        (rc, p, c, stat) -> answer.accept(Codes.of(rc)),
                        null);
            }
        });
        return switch (code) {
            case OK, NODEEXISTS -> "";
            case NONODE -> change.made() ? "its parent is absent" : ""; // It is gone, and its rights with it.
            case NOAUTH -> "who is connected may not do that there: use an admin's security file";
            case BADVERSION -> "its rights were changed by somebody else in between: look again";
            default -> code.toString();
        };
    }

    @Override
    public void close() {
        try {
            zooKeeper.close(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
