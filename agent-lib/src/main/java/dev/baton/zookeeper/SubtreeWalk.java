package dev.baton.zookeeper;

import java.util.HashSet;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one subtree on one session: sets ZooKeeper's persistent recursive watch, reads everything, then reads each node that the watch
 * names. The watch does not replay what happened while the connection was down, so each (re)connect walks the whole subtree again.
 *
 * <p>Threading: ZooKeeper's event thread, apart from the start.
 */
final class SubtreeWalk implements Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(SubtreeWalk.class);

    /** Longer than a read takes where all is well. */
    private static final long SOON_MILLIS = 20;

    private final Session session;
    private final ZooKeeper zooKeeper;
    private final SubtreeWatch watch;
    private final ActionGuard guard;
    private final ScheduledExecutorService timer;
    private final Consumer<String> trouble;
    private boolean denied; // by the event thread

    SubtreeWalk(
            Session session,
            SubtreeWatch watch,
            ActionGuard guard,
            ScheduledExecutorService timer,
            Consumer<String> trouble) {
        this.session = session;
        this.zooKeeper = session.zooKeeper();
        this.watch = watch;
        this.guard = guard;
        this.timer = timer;
        this.trouble = trouble;
    }

    /** Call after each (re)connect. */
    void start() {
        WalkRound round = new WalkRound(watch::synced, this::retryLater);
        round.asking(2);
        String root = watch.root();
        // The same watcher object again: ZooKeeper keeps one entry for it, however often it is added.
        zooKeeper.addWatch(
                root,
                this,
                AddWatchMode.PERSISTENT_RECURSIVE,
                (rc, path, context) -> round.answered(Codes.of(rc)),
                null);
        zooKeeper.sync(
                root,
                (rc, path, context) -> {
                    Code code = Codes.of(rc);
                    round.answered(code == Code.NOAUTH ? Code.OK : code);
                },
                null);
        visit(round, root);
        round.asked();
    }

    /** A lost connection starts anew by itself; anything else is tried again while this session is up. */
    private void retryLater(Code code) {
        if (Codes.lost(code) && !session.up()) {
            return;
        }
        if (code != Code.NOAUTH) {
            LOG.warn("reading {} on {} failed with {}: trying again in 1 s", watch.root(), session, code);
        } else if (!denied) {
            denied = true;
            trouble.accept(
                    session + ": who is connected may not read " + watch.root() + " ('baton acl show' says who may)");
        }
        try {
            Future<?> unused = timer.schedule(
                    () -> {
                        if (session.up()) {
                            start();
                        }
                    },
                    1,
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the store is closed");
        }
    }

    private void visit(WalkRound round, String path) {
        round.asking(2);
        read(path, round::answered);
        zooKeeper.getChildren(
                path,
                false,
                (rc, p, context, names, stat) -> {
                    if (rc == Code.OK.intValue()) {
                        watch.children(path, new HashSet<>(names), stat.getPzxid());
                        names.stream()
                                .map(name -> path.equals("/") ? "/" + name : path + "/" + name)
                                .filter(watch::wants)
                                .forEach(child -> visit(round, child));
                    } else if (rc == Code.NONODE.intValue() && path.equals(watch.root())) {
                        confirmAbsent(round, path);
                    } else if (rc == Code.NOAUTH.intValue() && path.equals(watch.root())) {
                        round.denied();
                    }
                    round.answered(Codes.of(rc));
                },
                null);
    }

    @Override
    public void process(WatchedEvent event) {
        if (event.getPath() != null && !watch.wants(event.getPath())) {
            return;
        }
        switch (event.getType()) {
            case NodeCreated, NodeDataChanged -> changed(event.getPath(), event.getZxid());
            case NodeDeleted -> confirmAbsent(new WalkRound(() -> {}, this::retryLater), event.getPath());
            default -> {
                // Session states come by the connection; a recursive watch has no child events.
            }
        }
    }

    /** Of the connections that tell of a change the first one reads it, the others only where that brings nothing soon. */
    private void changed(String path, long zxid) {
        // A server before 3.9 does not tell which change it was.
        if (zxid == WatchedEvent.NO_ZXID || watch.claim(path, zxid)) {
            read(path);
            return;
        }
        try {
            Future<?> unused = timer.schedule(
                    () -> {
                        if (!watch.has(path, zxid)) {
                            read(path);
                        }
                    },
                    SOON_MILLIS,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the store is closed");
        }
    }

    private void read(String path) {
        read(path, code -> {});
    }

    private void read(String path, Consumer<Code> answered) {
        ActionGuard.Seen rights = guard.applies(path) ? rights(path) : null;
        zooKeeper.getData(
                path,
                false,
                (rc, p, context, data, stat) -> {
                    long nanos = System.nanoTime();
                    if (rc == Code.OK.intValue()) {
                        report(path, data == null ? new byte[0] : data, stat, rights, nanos);
                    }
                    answered.accept(Codes.of(rc));
                },
                null);
    }

    private ActionGuard.Seen rights(String path) {
        ActionGuard.Seen rights = new ActionGuard.Seen();
        zooKeeper.getACL(path, null, (rc, p, context, list, stat) -> rights.answered(rc, list, stat), null);
        return rights;
    }

    private void report(String path, byte[] data, Stat stat, ActionGuard.@Nullable Seen rights, long nanos) {
        ActionGuard.Verdict verdict = rights == null ? ActionGuard.Verdict.GUARDED : guard.verdict(rights, stat);
        if (verdict != ActionGuard.Verdict.ANOTHER) {
            boolean guarded = verdict == ActionGuard.Verdict.GUARDED;
            watch.node(path, data, stat.getVersion(), stat.getMzxid(), nanos, guarded);
        }
    }

    /**
     * Absence has no version of its own; the parent has one, which changes with each child that comes or goes. So the absence is read from
     * the nearest ancestor that exists, with that ancestor's child version.
     */
    private void confirmAbsent(WalkRound round, String path) {
        int slash = path.lastIndexOf('/');
        if (path.equals("/") || slash < 0) {
            return;
        }
        String parent = slash == 0 ? "/" : path.substring(0, slash);
        round.asking(1);
        zooKeeper.getChildren(
                parent,
                false,
                (rc, p, context, names, stat) -> {
                    if (rc == Code.OK.intValue()) {
                        if (!names.contains(path.substring(slash + 1))) {
                            watch.absent(path, stat.getPzxid());
                        }
                    } else if (rc == Code.NONODE.intValue()) {
                        confirmAbsent(round, parent);
                    }
                    round.answered(Codes.of(rc));
                },
                null);
    }
}
