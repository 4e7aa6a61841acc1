package dev.baton.zookeeper;

import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.apache.zookeeper.client.HostProvider;

/**
 * Which server a connection tries next: one that no other connection of this store uses; else one that another uses; last the one it was
 * lost from. ZooKeeper's own provider shuffles, so two connections could share a server, and waits a full second once it is through the
 * list; this one waits from 100 ms on, doubling.
 */
final class ServerList implements HostProvider {
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final int NONE = -1;

    private final List<ConnectString.Server> servers;
    private final ServersInUse used;
    private final int connection;
    private final int size;
    private final BitSet tried = new BitSet();
    private int last = NONE;
    private int home = NONE;
    private int wanted = NONE;
    private boolean moving;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private volatile String current;

    /** @param size what to tell ZooKeeper, which gives each server {@code session / size} to accept a connection */
    ServerList(List<ConnectString.Server> servers, int connection, ServersInUse used, int size) {
        this.servers = servers;
        this.connection = connection;
        this.used = used;
        this.size = size;
        this.current = servers.get(connection % servers.size()).toString();
    }

    /** The server that was tried last. */
    String current() {
        return current;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public synchronized InetSocketAddress next(long spinDelayMillis) {
        if (tried.cardinality() == servers.size()) {
            pause(Math.min(pauseMillis, spinDelayMillis));
            pauseMillis *= 2;
            pauseMillis = Math.min(pauseMillis, 1_000);
            tried.clear();
        }
        last = wanted == NONE ? choose() : wanted;
        wanted = NONE;
        tried.set(last);
        used.goes(connection, last);
        ConnectString.Server server = servers.get(last);
        current = server.toString();
        return new InetSocketAddress(server.host(), server.port());
    }

    private int choose() {
        int first = last == NONE ? connection : last + 1;
        int shared = NONE;
        for (int i = 0; i < servers.size(); i++) {
            int server = (first + i) % servers.size();
            if (tried.get(server) || server == home) {
                continue;
            }
            if (!used.usedByAnother(connection, server)) {
                return server;
            }
            shared = shared == NONE ? server : shared;
        }
        return shared == NONE ? Math.max(home, 0) : shared;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void onConnected() {
        home = last;
        tried.clear();
        pauseMillis = FIRST_PAUSE_MILLIS;
    }

    /** The next attempt goes to that server; {@link #updateServerList} ends the connection that there is now. */
    synchronized void move(int server) {
        wanted = server;
        moving = true;
    }

    /** Called through {@code ZooKeeper.updateServerList}, which closes the socket if this says so: the session stays. */
    @Override
    public synchronized boolean updateServerList(Collection<InetSocketAddress> changed, InetSocketAddress current) {
        boolean close = moving;
        moving = false;
        return close;
    }
}
