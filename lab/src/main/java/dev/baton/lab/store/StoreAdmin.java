package dev.baton.lab.store;

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
import dev.baton.model.Policy;
import dev.baton.model.StoreLayout;
import java.io.IOException;
import java.time.Duration;
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

/** The lab's own connection to its store: lays the ground for the groups, and reads who leads. One thread. */
public final class StoreAdmin implements AutoCloseable {
    /** Where everything of the lab is in its store. */
    public static final String CHROOT = "/baton";

    private static final int SESSION_MILLIS = 20_000;
    private static final int REQUEST_MILLIS = 10_000;

    private final ZooKeeper client;

    private StoreAdmin(ZooKeeper client) {
        this.client = client;
    }

    /** Connects to {@code host:port}, without a chroot. */
    public static StoreAdmin connect(String address, Duration limit) throws LabException {
        CountDownLatch connected = new CountDownLatch(1);
        try {
            ZKClientConfig config = new ZKClientConfig();
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
            StoreAdmin admin = new StoreAdmin(client);
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

    /** Lays the nodes that all groups share. */
    public void provisionRoot() throws LabException {
        multi("the root", List.of(node(CHROOT, new byte[0]), node(CHROOT + StoreLayout.GROUPS, new byte[0])));
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
                        node(CHROOT + StoreLayout.group(group), nothing),
                        node(CHROOT + StoreLayout.policy(group), Json.bytes(policy)),
                        node(CHROOT + StoreLayout.lease(group), Json.bytes(lease)),
                        node(CHROOT + StoreLayout.leadership(group), Json.bytes(leadership)),
                        node(CHROOT + StoreLayout.members(group), nothing),
                        node(CHROOT + StoreLayout.lives(group), nothing),
                        node(CHROOT + StoreLayout.epochs(group), nothing),
                        node(CHROOT + StoreLayout.actions(group), nothing),
                        node(CHROOT + StoreLayout.acknowledged(group), Json.bytes(Acknowledgement.NONE)),
                        node(CHROOT + StoreLayout.openAction(group), Json.bytes(OpenAction.NONE))));
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

    private static Op node(String path, byte[] data) {
        return Op.create(path, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
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
