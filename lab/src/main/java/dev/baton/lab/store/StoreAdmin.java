package dev.baton.lab.store;

import dev.baton.audit.AuditContent;
import dev.baton.audit.AuditEntry;
import dev.baton.audit.AuditHead;
import dev.baton.lab.LabException;
import dev.baton.model.Acknowledgement;
import dev.baton.model.Cause;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.Lease;
import dev.baton.model.MemberId;
import dev.baton.model.OpenAction;
import dev.baton.model.OperatorRecord;
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import dev.baton.port.AuditAppend;
import dev.baton.port.StoreOp;
import dev.baton.secure.Principals;
import dev.baton.secure.Security;
import dev.baton.secure.StoreRole;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;

/** The lab's own connection to its store: lays the ground for the groups, and reads who leads. One thread. */
public final class StoreAdmin implements AutoCloseable {
    /** Where everything of the lab is in its store. */
    public static final String CHROOT = "/baton";

    private static final int SESSION_MILLIS = 20_000;
    private static final int REQUEST_MILLIS = 10_000;

    /** What a stock server makes for itself, open to everybody. */
    private static final List<String> SERVERS_OWN = List.of("/zookeeper", "/zookeeper/quota");

    private final ZooKeeper client;
    private final Principals principals;

    private StoreAdmin(ZooKeeper client, Principals principals) {
        this.client = client;
        this.principals = principals;
    }

    /** Connects to {@code host:port}, without a chroot, where nothing is secured. */
    public static StoreAdmin connect(String address, Duration limit) throws LabException {
        return connect(address, limit, Security.NONE);
    }

    /** Connects to {@code host:port}, without a chroot. {@code security} may be closed when this has returned. */
    public static StoreAdmin connect(String address, Duration limit, Security security) throws LabException {
        CountDownLatch connected = new CountDownLatch(1);
        try {
            ZKClientConfig config = StoreClient.config(security);
            config.setProperty(ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Integer.toString(REQUEST_MILLIS));
            ZooKeeper client = new ZooKeeper(
                    address,
                    SESSION_MILLIS,
                    event -> {
                        if (event.getState() == KeeperState.SyncConnected) {
                            connected.countDown();
                        }
                    },
                    config);
            StoreClient.introduce(client, security);
            StoreAdmin admin = new StoreAdmin(client, security.principals());
            if (connected.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return admin;
            }
            admin.close();
            throw new LabException("the lab's ZooKeeper does not answer at " + address + " within " + limit.toMillis()
                    + " ms. See `baton lab status`.");
        } catch (IOException failed) {
            throw new LabException("cannot connect to the lab's ZooKeeper at " + address + ": " + failed, failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while connecting to " + address, stop);
        }
    }

    /** Lays the nodes that all groups share. Where the store is secured, closes what lies outside of them. */
    public void provisionRoot() throws LabException {
        byte[] nothing = new byte[0];
        multi(
                "the root",
                List.of(
                        node("/", nothing),
                        node(StoreLayout.GROUPS, nothing),
                        node(StoreLayout.OPERATORS, nothing),
                        node(StoreLayout.AUDIT, nothing)));
        if (!principals.open()) {
            close("/");
            for (String path : SERVERS_OWN) {
                close(path);
            }
        }
    }

    /** Says who may ask for actions, in one multi with the entries in the cluster's audit. From then on nobody else may. */
    public void enrol(List<OperatorRecord> operators) throws LabException {
        String chain = AuditEntry.CLUSTER;
        List<Op> ops = new ArrayList<>();
        operators.forEach(each -> ops.add(node(StoreLayout.operator(each.keyId()), Json.bytes(each))));
        // As provisionRoot left it: an empty chain.
        AuditAppend.of(
                        chain,
                        AuditHead.empty(chain),
                        0,
                        operators.stream().map(AuditContent::operator).toList(),
                        operators.get(0).addedBy(),
                        System.currentTimeMillis())
                .ops()
                .forEach(op -> ops.add(op(op)));
        multi("the operators", ops);
    }

    private Op op(StoreOp op) {
        return switch (op) {
            case StoreOp.Create create -> node(create.path(), create.data());
            case StoreOp.Set set -> Op.setData(CHROOT + set.path(), set.data(), set.version());
            case StoreOp.Check check -> Op.check(CHROOT + check.path(), check.version());
            case StoreOp.Delete delete -> Op.delete(CHROOT + delete.path(), delete.version());
        };
    }

    /** Leaves a node outside of the chroot to admins; the other roles may read it. */
    private void close(String path) throws LabException {
        try {
            List<ACL> list = new ArrayList<>();
            for (StoreRole role : StoreRole.values()) {
                int perms = role == StoreRole.ADMIN ? ZooDefs.Perms.ALL : ZooDefs.Perms.READ;
                StoreClient.ids(principals.of(role)).forEach(id -> list.add(new ACL(perms, id)));
            }
            // Version: it must be as the server made it.
            client.setACL(path, list, 0);
        } catch (KeeperException failed) {
            throw new LabException("cannot close " + path + " in the store: " + failed.getMessage(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while closing " + path, stop);
        }
    }

    /**
     * Lays the ground for one group, in one multi: policy, a lease of epoch 0 that {@code members} may ask for, vacant leadership.
     *
     * @throws LabException where any of it exists already: a group is never laid twice, since its versions may only grow
     */
    public void provision(GroupId group, Set<MemberId> members, Policy policy) throws LabException {
        Lease lease = new Lease(Epoch.NONE, null, null, policy.timing().leaseMillis(), members, 0);
        Leadership leadership = new Leadership(
                Epoch.NONE,
                null,
                null,
                LeadershipState.VACANT,
                Hlc.ZERO.tick(System.currentTimeMillis()),
                Cause.INITIAL,
                null,
                null,
                Set.of(),
                null);
        byte[] nothing = new byte[0];
        multi(
                "group " + group,
                List.of(
                        node(StoreLayout.group(group), nothing),
                        node(StoreLayout.policy(group), Json.bytes(policy)),
                        node(StoreLayout.lease(group), Json.bytes(lease)),
                        node(StoreLayout.leadership(group), Json.bytes(leadership)),
                        node(StoreLayout.members(group), nothing),
                        node(StoreLayout.lives(group), nothing),
                        node(StoreLayout.epochs(group), nothing),
                        node(StoreLayout.actions(group), nothing),
                        node(StoreLayout.acknowledged(group), Json.bytes(Acknowledgement.NONE)),
                        node(StoreLayout.openAction(group), Json.bytes(OpenAction.NONE))));
    }

    /** The group's leadership as this server has it now. */
    public Leadership leadership(GroupId group) throws LabException {
        String path = CHROOT + StoreLayout.leadership(group);
        try {
            return Json.read(client.getData(path, false, null), Leadership.class, path);
        } catch (KeeperException failed) {
            throw new LabException("cannot read " + path + ": " + failed.getMessage(), failed);
        } catch (Json.MalformedException corrupt) {
            throw new LabException(String.valueOf(corrupt.getMessage()), corrupt);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while reading " + path, stop);
        }
    }

    private void multi(String what, List<Op> ops) throws LabException {
        try {
            client.multi(ops);
        } catch (KeeperException failed) {
            throw new LabException("cannot lay " + what + " in the store: " + failed.getMessage(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while laying " + what, stop);
        }
    }

    /** {@code path}: relative to the chroot. */
    private Op node(String path, byte[] data) {
        String full = path.equals("/") ? CHROOT : CHROOT + path;
        return Op.create(full, data, StoreClient.acl(principals, path), CreateMode.PERSISTENT);
    }

    @Override
    public void close() {
        try {
            client.close((int) TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
