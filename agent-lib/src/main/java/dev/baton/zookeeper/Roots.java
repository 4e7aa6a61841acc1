package dev.baton.zookeeper;

import dev.baton.model.StoreLayout;
import dev.baton.secure.AclTable;
import java.util.function.Consumer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;

/**
 * The nodes that everything lies under: the chroot, its parents and /groups. Made where they are absent by whoever may.
 *
 * <p>Threading: ZooKeeper's event threads.
 */
final class Roots {
    private final ConnectString connect;
    private final Acls acls;
    private final Consumer<String> trouble;
    private volatile boolean made;

    Roots(ConnectString connect, Acls acls, Consumer<String> trouble) {
        this.connect = connect;
        this.acls = acls;
        this.trouble = trouble;
    }

    /** What follows on this session finds them there. */
    void make(Session session) {
        if (made) {
            return;
        }
        String full = connect.absolute(StoreLayout.GROUPS);
        String chroot = connect.absolute("/");
        for (int end = full.indexOf('/', 1); end >= 0; end = full.indexOf('/', end + 1)) {
            String path = full.substring(0, end);
            session.zooKeeper()
                    .create(
                            path,
                            new byte[0],
                            acls.of(path.equals(chroot) ? "/" : AclTable.ABOVE),
                            CreateMode.PERSISTENT,
                            (rc, p, context, name) -> {},
                            null);
        }
        session.zooKeeper()
                .create(
                        full,
                        new byte[0],
                        acls.of(StoreLayout.GROUPS),
                        CreateMode.PERSISTENT,
                        (rc, path, context, name) -> answered(session, full, Codes.of(rc)),
                        null);
    }

    private void answered(Session session, String path, Code code) {
        if (code == Code.OK || code == Code.NODEEXISTS) {
            made = true;
        } else if (code == Code.NOAUTH) {
            // Who may not make it is told so also where it exists.
            session.zooKeeper()
                    .exists(path, false, (rc, p, context, stat) -> looked(session, path, Codes.of(rc)), null);
        } else if (!Codes.lost(code)) {
            trouble.accept(session + ": cannot make " + path + ": " + code);
        }
    }

    private void looked(Session session, String path, Code code) {
        if (code == Code.OK) {
            made = true;
        } else if (code == Code.NONODE) {
            trouble.accept(session + ": there is no " + path
                    + ", and who is connected has no right to make it: start an agent or do 'baton acl apply'");
        } else if (code == Code.NOAUTH) {
            trouble.accept(session + ": who is connected may not read " + path + " ('baton acl show' says who may)");
        }
    }
}
