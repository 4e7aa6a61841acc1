package dev.baton.zookeeper;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import org.apache.zookeeper.client.HostProvider;

/**
 * Which server a connection tries next: in order, beginning at another one for each connection. ZooKeeper's own provider shuffles, so two
 * connections could share a server, and waits a full second once it is through the list; this one waits from 100 ms on, doubling.
 */
final class ServerList implements HostProvider {
    private static final long FIRST_PAUSE_MILLIS = 100;

    private final List<ConnectString.Server> servers;
    private final int size;
    private int at;
    private int tried;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private volatile String current;

    /** @param size what to tell ZooKeeper, which gives each server {@code session / size} to accept a connection */
    ServerList(List<ConnectString.Server> servers, int first, int size) {
        this.servers = servers;
        this.size = size;
        this.at = first % servers.size();
        this.current = servers.get(at).toString();
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
        if (tried >= servers.size()) {
            pause(Math.min(pauseMillis, spinDelayMillis));
            pauseMillis *= 2;
            pauseMillis = Math.min(pauseMillis, 1_000);
            tried = 0;
        }
        ConnectString.Server server = servers.get(at);
        at = (at + 1) % servers.size();
        tried++;
        current = server.toString();
        return new InetSocketAddress(server.host(), server.port());
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
        tried = 0;
        pauseMillis = FIRST_PAUSE_MILLIS;
    }

    @Override
    public boolean updateServerList(Collection<InetSocketAddress> changed, InetSocketAddress current) {
        return false;
    }
}
