package dev.baton.zookeeper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the connections on different servers. Where two share one, because the others were away, the later of the two moves as soon as
 * another server accepts a TCP connection; its session goes with it. It never moves while it is the only one that answers.
 *
 * <p>Looks 250 ms after a connection came up, then less and less often, every 10 s at last, for as long as two share a server. Threading:
 * any thread; the work is done on a daemon thread of its own, which ends when there is nothing to do.
 */
final class Spread implements AutoCloseable {
    private static final long FIRST_MILLIS = 250;
    private static final long LAST_MILLIS = 10_000;
    private static final int NONE = -1;

    private final List<ConnectString.Server> servers;
    private final List<Connection> connections;
    private final ServersInUse used;
    private final Duration connectTimeout;
    private final ScheduledThreadPoolExecutor worker;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long delayMillis = FIRST_MILLIS; // written by the worker alone

    Spread(
            List<ConnectString.Server> servers,
            List<Connection> connections,
            ServersInUse used,
            Duration connectTimeout,
            ScheduledThreadPoolExecutor worker) {
        this.servers = servers;
        this.connections = connections;
        this.used = used;
        this.connectTimeout = connectTimeout;
        this.worker = worker;
        worker.setKeepAliveTime(1, TimeUnit.SECONDS);
        worker.allowCoreThreadTimeOut(true);
    }

    /** A connection has come up. */
    void look() {
        if (servers.size() > 1 && connections.size() > 1 && scheduled.compareAndSet(false, true)) {
            try {
                var unused = worker.schedule(this::spread, delayMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                scheduled.set(false);
            }
        }
    }

    private void spread() {
        scheduled.set(false);
        Connection one = sharing();
        if (one == null) {
            delayMillis = FIRST_MILLIS;
            return;
        }
        int server = free(one);
        if (server != NONE) {
            one.move(server);
        }
        delayMillis = Math.min(2 * delayMillis, LAST_MILLIS);
        look();
    }

    /** The later of two connections that are up at the same server. */
    private @Nullable Connection sharing() {
        for (int i = connections.size() - 1; i > 0; i--) {
            Connection later = connections.get(i);
            if (later.connected() == null) {
                continue;
            }
            for (int j = 0; j < i; j++) {
                Session other = connections.get(j).connected();
                if (other != null && !other.overdue(System.nanoTime()) && used.server(i) == used.server(j)) {
                    return later;
                }
            }
        }
        return null;
    }

    private int free(Connection of) {
        for (int server = 0; server < servers.size(); server++) {
            if (!used.usedByAnother(of.index(), server) && accepts(servers.get(server))) {
                return server;
            }
        }
        return NONE;
    }

    private boolean accepts(ConnectString.Server server) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), (int) connectTimeout.toMillis());
            return true;
        } catch (IOException notNow) {
            return false;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
