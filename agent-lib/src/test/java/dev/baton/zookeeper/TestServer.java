package dev.baton.zookeeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A stock server (tickTime 2000) on a free loopback port. */
public final class TestServer implements AutoCloseable {
    private final NIOServerCnxnFactory factory;
    private final ZooKeeperServer server;

    public TestServer(Path dir) {
        try {
            server = new ZooKeeperServer(dir.toFile(), dir.toFile(), 2_000);
            factory = new NIOServerCnxnFactory();
            factory.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            factory.startup(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return factory.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Ends a session as if it had expired. */
    void expire(long sessionId) {
        server.closeSession(sessionId);
    }

    @Override
    public void close() {
        factory.shutdown();
        server.shutdown();
    }
}
