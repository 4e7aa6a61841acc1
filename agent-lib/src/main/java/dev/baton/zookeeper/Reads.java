package dev.baton.zookeeper;

import dev.baton.port.ChildrenResult;
import dev.baton.port.ReadResult;
import java.util.List;
import org.apache.zookeeper.KeeperException.Code;

/** Reads, each behind a sync on the same connection: the server first catches up with the leader. */
final class Reads {
    private Reads() {}

    static void node(Session session, ConnectString connect, String path, Call<ReadResult> call) {
        String absolute = connect.absolute(path);
        Code[] synced = sync(session, absolute);
        session.zooKeeper()
                .getData(
                        absolute,
                        false,
                        (rc, p, context, data, stat) -> {
                            Code code = synced[0] == Code.OK ? Codes.of(rc) : synced[0];
                            if (code == Code.OK) {
                                byte[] bytes = data == null ? new byte[0] : data;
                                call.answer(new ReadResult.Found(path, bytes, stat.getVersion(), stat.getMzxid()));
                            } else if (code == Code.NONODE) {
                                call.answer(new ReadResult.Absent(path));
                            } else {
                                call.lost("cannot read " + path + " on " + session + ": " + said(code));
                            }
                        },
                        null);
    }

    static void children(Session session, String absolute, Call<ChildrenResult> call) {
        Code[] synced = sync(session, absolute);
        session.zooKeeper()
                .getChildren(
                        absolute,
                        false,
                        (rc, p, context, names) -> {
                            Code code = synced[0] == Code.OK ? Codes.of(rc) : synced[0];
                            if (code == Code.OK) {
                                call.answer(new ChildrenResult.Found(
                                        names.stream().sorted().toList()));
                            } else if (code == Code.NONODE) {
                                call.answer(new ChildrenResult.Found(List.of()));
                            } else {
                                call.lost("cannot list " + absolute + " on " + session + ": " + said(code));
                            }
                        },
                        null);
    }

    private static String said(Code code) {
        return code == Code.NOAUTH
                ? code + ": who is connected may not read there ('baton acl show' says who may)"
                : "" + code;
    }

    /** What the sync came to; set before the callback of any request that follows on this session. */
    private static Code[] sync(Session session, String path) {
        Code[] result = {Code.CONNECTIONLOSS};
        session.zooKeeper().sync(path, (rc, p, context) -> result[0] = Codes.of(rc), null);
        return result;
    }
}
