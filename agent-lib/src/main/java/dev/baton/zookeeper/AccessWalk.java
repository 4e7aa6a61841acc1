package dev.baton.zookeeper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** Reads who may do what with every node, level by level. */
final class AccessWalk {
    /** Of one node. */
    private record Read(CompletableFuture<@Nullable NodeRights> rights, CompletableFuture<List<String>> children) {}

    private final ZooKeeper zooKeeper;
    private final ConnectString connect;
    private final Answers answers;
    private final int most;

    AccessWalk(ZooKeeper zooKeeper, ConnectString connect, Answers answers, int most) {
        this.zooKeeper = zooKeeper;
        this.connect = connect;
        this.answers = answers;
        this.most = most;
    }

    /** Parents first. */
    List<NodeRights> nodes() throws IOException, InterruptedException {
        List<NodeRights> nodes = new ArrayList<>();
        String chroot = connect.absolute("/");
        if (!chroot.equals("/")) {
            level(List.of("/"), false, nodes);
            for (int end = chroot.indexOf('/', 1); end >= 0; end = chroot.indexOf('/', end + 1)) {
                level(List.of(chroot.substring(0, end)), false, nodes);
            }
        }
        List<String> level = List.of(chroot);
        while (!level.isEmpty()) {
            level = level(level, true, nodes);
            if (nodes.size() > most) {
                throw new IOException("more than " + most + " nodes below " + chroot + ": is it Baton's alone?");
            }
        }
        return nodes;
    }

    /** Their children. */
    private List<String> level(List<String> paths, boolean below, List<NodeRights> into)
            throws IOException, InterruptedException {
        List<Read> reads = paths.stream().map(path -> read(path, below)).toList();
        List<String> next = new ArrayList<>();
        for (Read read : reads) {
            NodeRights rights = answers.await(read.rights());
            if (rights != null) {
                into.add(rights);
            }
            next.addAll(answers.await(read.children()));
        }
        return next;
    }

    private Read read(String path, boolean below) {
        Read read = new Read(new CompletableFuture<>(), new CompletableFuture<>());
        String relative = below ? connect.relative(path) : null;
        zooKeeper.getACL(
                path,
                null,
                (rc, p, context, list, stat) -> {
                    Code code = Codes.of(rc);
                    if (code == Code.OK) {
                        read.rights().complete(new NodeRights(path, relative, stat.getAversion(), Acls.granted(list)));
                    } else if (code == Code.NOAUTH) {
                        read.rights().complete(new NodeRights(path, relative, NodeRights.HIDDEN, null));
                    } else if (code == Code.NONODE) {
                        read.rights().complete(null);
                    } else {
                        read.rights().completeExceptionally(new IOException(path + ": " + code));
                    }
                },
                null);
        zooKeeper.getChildren(
                path,
                false,
                (rc, p, context, names) -> {
                    Code code = Codes.of(rc);
                    if (code == Code.OK) {
                        read.children()
                                .complete(names.stream()
                                        .filter(name -> !path.equals("/") || !name.equals("zookeeper"))
                                        .sorted()
                                        .map(name -> path.equals("/") ? "/" + name : path + "/" + name)
                                        .toList());
                    } else if (code == Code.NONODE || code == Code.NOAUTH) {
                        read.children().complete(List.of());
                    } else {
                        read.children().completeExceptionally(new IOException(path + ": " + code));
                    }
                },
                null);
        return read;
    }
}
