package dev.baton.cli;

import dev.baton.console.model.Events;
import dev.baton.lab.store.StoreAdmin;
import dev.baton.link.LinkServer;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Live;
import dev.baton.model.MemberId;
import dev.baton.model.MemberRecord;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;

/** A real ZooKeeper server and real links; what members write and say is put there by hand. */
public final class TestCluster implements AutoCloseable {
    private final ServerCnxnFactory server;
    private final ZooKeeper client;
    private final Map<MemberId, LinkServer> links = new HashMap<>();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();

    public TestCluster(Path dir) throws Exception {
        ZooKeeperServer zooKeeper = new ZooKeeperServer(dir.toFile(), dir.toFile(), 2_000);
        server = ServerCnxnFactory.createFactory(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.startup(zooKeeper);
        try (StoreAdmin admin = StoreAdmin.connect(address(), Duration.ofSeconds(20))) {
            admin.provisionRoot();
        }
        client = new ZooKeeper(address(), 20_000, event -> {});
    }

    private String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    public String connect() {
        return address() + StoreAdmin.CHROOT;
    }

    public void provision(GroupId group, MemberId... members) throws Exception {
        try (StoreAdmin admin = StoreAdmin.connect(address(), Duration.ofSeconds(20))) {
            admin.provision(group, Set.of(members), Policy.DEFAULT);
        }
    }

    /** Sets or creates a node. */
    public void put(String path, Object value) throws Exception {
        put(path, Json.bytes(value));
    }

    public void corrupt(String path) throws Exception {
        raw(path, "{ half".getBytes(StandardCharsets.UTF_8));
    }

    /** Whatever a hand may write. */
    public void raw(String path, byte[] data) throws Exception {
        put(path, data);
    }

    private void put(String path, byte[] data) throws Exception {
        String full = StoreAdmin.CHROOT + path;
        try {
            client.setData(full, data, -1);
        } catch (KeeperException.NoNodeException absent) {
            client.create(full, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }
    }

    /** A member that is registered, has a session and speaks on a real link of its own. */
    public void member(MemberStatus status) throws Exception {
        MemberId id = status.member();
        LinkServer link = LinkServer.open(new LinkServer.Config(
                "127.0.0.1", 0, id.service(), status.incarnation(), () -> List.of(status), () -> ""));
        links.put(id, link);
        var _ = beats.scheduleAtFixedRate(() -> link.beat(List.of(status)), 0, 100, TimeUnit.MILLISECONDS);
        put(StoreLayout.member(id), new MemberRecord(id, status.incarnation(), 1, Map.of(), null, false));
        put(StoreLayout.live(id), new Live(id, status.incarnation(), "127.0.0.1:" + link.port()));
    }

    /** As if that node had never been made. */
    public void remove(String path) throws Exception {
        client.delete(StoreAdmin.CHROOT + path, -1);
    }

    /** Only that user, of the digest scheme, may do anything there from now on. */
    public void reserve(String path, String user) throws Exception {
        client.setACL(
                StoreAdmin.CHROOT + path,
                // Not List.of, which the client asks for a null.
                Collections.singletonList(new ACL(
                        ZooDefs.Perms.ALL, new Id("digest", DigestAuthenticationProvider.generateDigest(user)))),
                -1);
    }

    /** What is in the store there. */
    public <T> T read(String path, Class<T> type) throws Exception {
        return Json.read(client.getData(StoreAdmin.CHROOT + path, false, null), type, path);
    }

    /** The store answers nobody any more. */
    public void stopStore() {
        server.shutdown();
    }

    /** Its process is gone; its session lingers, as after a kill -9. */
    public void kill(MemberId id) {
        LinkServer link = links.remove(id);
        if (link == null) {
            throw new AssertionError(id + " was never there: " + Events.ORDERS);
        }
        link.close();
    }

    @Override
    public void close() {
        beats.shutdownNow();
        links.values().forEach(LinkServer::close);
        try {
            client.close();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        server.shutdown();
    }
}
