package dev.baton.zookeeper;

import dev.baton.secure.Security;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the store. Curator keeps it alive: it makes a new handle when a session has expired. Requests go straight to
 * ZooKeeper's handle, past Curator's retries and its background thread.
 *
 * <p>Threading: the listener is called on ZooKeeper's event thread, never under this object's lock.
 */
final class Connection {
    /** What a connection tells. For one connection the calls come one after the other. */
    interface Listener {
        /** It is connected, and nobody else sends on it yet. */
        void first(Session session);

        void up(Session session, String detail);

        void down(Session session, String detail);
    }

    private static final long MOVE_LIMIT_MILLIS = 200;

    private final int index;
    private final Security security;
    private final Listener listener;
    private final String serverList;
    private final ServerList servers;
    private final CuratorFramework curator;
    private @Nullable Session session; // guarded by this

    Connection(
            int index,
            ConnectString connect,
            ServersInUse used,
            Duration session,
            Duration connectTimeout,
            Security security,
            Listener listener) {
        this.index = index;
        this.security = security;
        this.listener = listener;
        int size = (int) Math.max(1, session.toMillis() / Math.max(1, connectTimeout.toMillis()));
        this.serverList = connect.serverList();
        this.servers = new ServerList(connect.servers(), index, used, size);
        this.curator = CuratorFrameworkFactory.builder()
                .connectString(serverList)
                .sessionTimeoutMs((int) session.toMillis())
                .connectionTimeoutMs((int) connectTimeout.toMillis())
                .retryPolicy((count, elapsedMillis, sleeper) -> false)
                .ensembleTracker(false)
                .zookeeperFactory(this::handle)
                .build();
    }

    void start() {
        curator.start();
    }

    int index() {
        return index;
    }

    /** The session if it is connected. */
    @Nullable
    synchronized Session connected() {
        return session != null && session.up() ? session : null;
    }

    synchronized @Nullable Session session() {
        return session;
    }

    private ZooKeeper handle(String connect, int sessionMillis, Watcher watcher, boolean readOnly) throws Exception {
        ZKClientConfig config = ClientSecurity.config(security);
        Session before;
        ZooKeeper made;
        synchronized (this) {
            before = session;
            Session[] own = new Session[1];
            made = new ZooKeeper(
                    connect, sessionMillis, event -> changed(own, event, watcher), readOnly, servers, config);
            // What is sent when it is connected waits for this lock, so this is sent before it.
            ClientSecurity.introduce(made, security);
            own[0] = new Session(index, made);
            session = own[0];
        }
        if (before != null) {
            expire(before);
        }
        return made;
    }

    private void changed(Session[] own, WatchedEvent event, Watcher curatorsWatcher) {
        if (event.getType() == Watcher.Event.EventType.None) {
            Session of;
            synchronized (this) { // Also waits until handle() has put the session there.
                of = own[0];
            }
            changed(of, event.getState());
        }
        curatorsWatcher.process(event);
    }

    private void changed(Session of, Watcher.Event.KeeperState state) {
        switch (state) {
            case SyncConnected -> {
                listener.first(of);
                of.up(true);
                listener.up(of, of + " to " + servers.current() + " is up");
            }
            case Disconnected -> {
                if (of.up()) {
                    of.up(false);
                    listener.down(of, of + " to " + servers.current() + " is lost");
                }
            }
            case AuthFailed -> {
                of.up(false);
                listener.down(of, of + " to " + servers.current() + ": authentication failed");
            }
            case Expired -> expire(of);
            default -> {
                // Closed, read-only, SASL: nothing to tell.
            }
        }
    }

    /**
     * Goes to that server with its session. From now on nothing is sent here; what was sent has a moment to be answered. Blocks for up to
     * {@value #MOVE_LIMIT_MILLIS} ms.
     */
    void move(int server) {
        Session moving = connected();
        if (moving == null) {
            return;
        }
        String from = servers.current();
        moving.up(false);
        listener.down(moving, moving + " leaves " + from + ", which another connection uses too");
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOVE_LIMIT_MILLIS);
            while (moving.owes() && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            servers.move(server);
            moving.zooKeeper().updateServerList(serverList);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The list was taken once: this one says nothing new.
            throw new IllegalStateException("ZooKeeper does not take its own server list " + serverList, e);
        }
    }

    /** Tells once that a session is over, by ZooKeeper's word or because Curator has replaced it. */
    private void expire(Session of) {
        if (of.end()) {
            listener.down(of, of + ": session expired, its ephemerals are gone");
        }
    }

    /** Ends the session. Blocks until the server has answered or the handle gives up. */
    void close() {
        curator.close();
    }
}
