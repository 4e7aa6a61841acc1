package dev.baton.zookeeper;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;

/**
 * Tells whether an action's record can have been written by others than agents and admins. Operators make the node, and who makes a node
 * chooses who may write it and who may say so later.
 *
 * <p>The list of rights is read first, then the data, on one session. A list that nobody has changed since the node was made (its version is
 * 0) held when the data was written; one that was changed may have been open before, but data that nobody has changed is what the node was
 * made with, and nobody but an operator can make one.
 */
final class ActionGuard {
    private static final Pattern ACTION = Pattern.compile("/groups/[^/]+/actions/[^/]+");

    /** What the read of a node's list of rights came to; of one event thread. */
    static final class Seen {
        private Code code = Code.CONNECTIONLOSS;
        private List<ACL> list = List.of();
        private Stat stat = new Stat();

        void answered(int rc, List<ACL> read, Stat of) {
            code = Codes.of(rc);
            if (code == Code.OK) {
                list = read;
                stat = of;
            }
        }
    }

    /** What is known of the node. */
    enum Verdict {
        GUARDED,
        UNGUARDED,
        /** Another node was made in its place in between: an event tells of that one. */
        ANOTHER
    }

    private final ConnectString connect;
    private final Acls acls;

    ActionGuard(ConnectString connect, Acls acls) {
        this.connect = connect;
        this.acls = acls;
    }

    /** Whether that node's list is to be read as well. {@code path}: absolute. */
    boolean applies(String path) {
        return !acls.open()
                && path.length() > connect.chroot().length()
                && ACTION.matcher(connect.relative(path)).matches();
    }

    /** @param data of the read that followed on the same session */
    Verdict verdict(Seen seen, Stat data) {
        if (seen.code == Code.NOAUTH) {
            return Verdict.UNGUARDED;
        }
        if (seen.code != Code.OK || seen.stat.getCzxid() != data.getCzxid()) {
            return Verdict.ANOTHER;
        }
        boolean asMade = seen.stat.getAversion() == 0 || data.getVersion() == 0;
        return asMade && acls.onlyAgentsWrite(seen.list) ? Verdict.GUARDED : Verdict.UNGUARDED;
    }
}
