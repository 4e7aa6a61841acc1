package dev.baton.zookeeper;

import dev.baton.port.ChildrenResult;
import dev.baton.port.CoordinationStore;
import dev.baton.port.ReadResult;
import dev.baton.port.StoreEvent;
import dev.baton.port.StoreOp;
import dev.baton.port.WriteResult;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.zookeeper.common.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordination store on ZooKeeper, with several connections to different servers.
 *
 * <p>Requests go out on a connection that is up and owes no answer for more than 100 ms, in turn. While no connection is up they wait for
 * one until their timeout, then the answer is UNKNOWN.
 *
 * <p>Ephemeral nodes belong to the session that made them. A write that makes one prefers connection 0, so that as a rule all of them live
 * and die with one session; only while connection 0 is down or silent does it go over another. When any session is lost, each watch gets a
 * {@link StoreEvent.Connection} whose detail contains {@value #SESSION_EXPIRED}: make the ephemerals again then (a create that finds its
 * node still there is refused, so this is safe).
 *
 * <p>Sinks are called on ZooKeeper's event threads, one call at a time for each watch. A version of a node is reported once, also after a
 * reconnect; {@link StoreEvent.Synced} comes once for each connection that (re)connects.
 */
public final class ZooKeeperStore implements CoordinationStore {
    /** Part of the detail of the {@link StoreEvent.Connection} that tells of a lost session. */
    public static final String SESSION_EXPIRED = "session expired";

    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperStore.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

    private final ConnectString connect;
    private final Acls acls;
    private final ActionGuard guard;
    private final Roots roots;
    private final List<Connection> connections;
    private final List<SubtreeWatch> watches = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor timer;
    private final Router router;
    private final Spread spread;
    private final Object telling = new Object();

    /**
     * How to reach the store.
     *
     * @param connect {@code host:port,host:port/chroot}
     * @param connections how many, each beginning at another server; 2 or more keep renewals going while one reconnects
     * @param session how long the servers keep a silent session, from 2 to 20 of their ticks
     * @param connectTimeout how long one server may take to accept a connection before the next is tried
     * @param security by TLS or not, who this is to the servers, and who may do what with the nodes that it makes
     */
    public record Config(
            String connect, int connections, Duration session, Duration connectTimeout, Security security) {
        public Config {
            Objects.requireNonNull(connect, "connect");
            if (connections < 1 || connections > 8) {
                throw new IllegalArgumentException(connections + " store connections: expected 1 to 8");
            }
            if (session.toMillis() < 1) {
                throw new IllegalArgumentException("session of " + session + ": expected at least 1 ms");
            }
            if (connectTimeout.toMillis() < 1) {
                throw new IllegalArgumentException("connect timeout of " + connectTimeout + ": expected at least 1 ms");
            }
        }

        /** Not secured. */
        public Config(String connect, int connections, Duration session, Duration connectTimeout) {
            this(connect, connections, session, connectTimeout, Security.NONE);
        }

        /** Two connections, sessions of 10 s, connect timeout 1 s, not secured. */
        public static Config of(String connect) {
            return of(connect, Security.NONE);
        }

        /** Likewise, secured. By TLS the connect timeout is 3 s: on a busy machine the handshake alone can take a second. */
        public static Config of(String connect, Security security) {
            Duration connectTimeout = Duration.ofSeconds(security.storeTls() ? 3 : 1);
            return new Config(connect, 2, Duration.ofSeconds(10), connectTimeout, security);
        }
    }

    /**
     * Returns at once and connects in the background, without end until {@link #close}.
     *
     * @throws IllegalArgumentException for a malformed connect string, naming what is wrong and what was expected
     */
    public static ZooKeeperStore open(Config config) {
        ZooKeeperStore store = new ZooKeeperStore(config);
        store.connections.forEach(Connection::start);
        return store;
    }

    private ZooKeeperStore(Config config) {
        connect = ConnectString.parse(config.connect());
        acls = new Acls(config.security().principals());
        guard = new ActionGuard(connect, acls);
        roots = new Roots(connect, acls, this::tell);
        timer = new ScheduledThreadPoolExecutor(1, task -> daemon("baton-store-timer", task));
        timer.setRemoveOnCancelPolicy(true);
        Connection.Listener listener = new Connection.Listener() {
            @Override
            public void first(Session session) {
                roots.make(session);
            }

            @Override
            public void up(Session session, String detail) {
                connected(session, detail);
            }

            @Override
            public void down(Session session, String detail) {
                tell(detail);
            }
        };
        ServersInUse used = new ServersInUse(config.connections());
        connections = IntStream.range(0, config.connections())
                .mapToObj(i -> new Connection(
                        i, connect, used, config.session(), config.connectTimeout(), config.security(), listener))
                .toList();
        spread = new Spread(
                connect.servers(),
                connections,
                used,
                config.connectTimeout(),
                new ScheduledThreadPoolExecutor(1, task -> daemon("baton-store-spread", task)));
        router = new Router(connections, timer);
    }

    private void connected(Session session, String detail) {
        router.drain();
        tell(detail);
        for (SubtreeWatch watch : watches) {
            walk(session, watch);
        }
        spread.look();
    }

    private void walk(Session session, SubtreeWatch watch) {
        session.walk(watch, of -> new SubtreeWalk(session, of, guard, timer, this::tell))
                .start();
    }

    private void tell(String detail) {
        synchronized (telling) {
            int up = connected();
            LOG.info("{} of {} connections to the store are up: {}", up, connections.size(), detail);
            watches.forEach(watch -> watch.connection(up, connections.size(), detail));
        }
    }

    @Override
    public CompletionStage<WriteResult> write(List<StoreOp> ops, Duration timeout) {
        Multi multi = new Multi(connect, acls, ops);
        return router.submit(new Call<>(multi.ephemeral(), timeout, WriteResult.Unknown::new, multi::send));
    }

    @Override
    public CompletionStage<ReadResult> read(String path, Duration timeout) {
        PathUtils.validatePath(path);
        return router.submit(new Call<>(
                false, timeout, ReadResult.Unknown::new, (session, call) -> Reads.node(session, connect, path, call)));
    }

    @Override
    public CompletionStage<ChildrenResult> children(String path, Duration timeout) {
        PathUtils.validatePath(path);
        return router.submit(new Call<>(
                false,
                timeout,
                ChildrenResult.Unknown::new,
                (session, call) -> Reads.children(session, connect.absolute(path), call)));
    }

    @Override
    public void watch(String root, Predicate<String> wanted, Consumer<StoreEvent> sink) {
        PathUtils.validatePath(root);
        SubtreeWatch watch = new SubtreeWatch(connect, root, wanted, sink);
        timer.execute(() -> {
            synchronized (telling) {
                watches.add(watch);
                int up = connected();
                watch.connection(up, connections.size(), up + " of " + connections.size() + " connections are up");
            }
            // One that comes up in between walks twice, which does no harm.
            for (Connection connection : connections) {
                Session session = connection.connected();
                if (session != null) {
                    walk(session, watch);
                }
            }
        });
    }

    @Override
    public int connected() {
        return (int) connections.stream().filter(c -> c.connected() != null).count();
    }

    @Override
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        spread.close();
        watches.forEach(SubtreeWatch::close);
        List<Thread> closers = connections.stream()
                .map(connection -> daemon("baton-store-close", connection::close))
                .toList();
        router.close(connections.stream()
                .map(Connection::session)
                .filter(Objects::nonNull)
                .toList());
        closers.forEach(Thread::start);
        long deadline = System.nanoTime() + CLOSE_LIMIT.toNanos();
        try {
            for (Thread closer : closers) {
                TimeUnit.NANOSECONDS.timedJoin(closer, Math.max(1, deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
