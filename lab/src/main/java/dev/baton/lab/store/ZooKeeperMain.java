package dev.baton.lab.store;

import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * A stock ZooKeeper server as a process, on 127.0.0.1: {@code ZooKeeperMain DIR PORT}. Prints {@code READY pid host:port}; ends on SIGTERM.
 */
public final class ZooKeeperMain {
    /** ZooKeeper's own default: nothing here rests on a faster one. */
    public static final int TICK_MILLIS = 2_000;

    private static final int MAX_CONNECTIONS = 500;

    private ZooKeeperMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("expected DIR PORT");
            System.exit(64);
        }
        System.setProperty("zookeeper.serverCnxnFactory", NIOServerCnxnFactory.class.getName());
        System.setProperty("zookeeper.admin.enableServer", "false");
        System.setProperty("zookeeper.4lw.commands.whitelist", "srvr,stat,mntr,ruok");
        int port = Integer.parseInt(args[1]);
        try {
            File dir = new File(args[0]);
            ZooKeeperServer server = new ZooKeeperServer(dir, dir, TICK_MILLIS);
            ServerCnxnFactory factory = ServerCnxnFactory.createFactory(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MAX_CONNECTIONS);
            factory.startup(server);
            Runtime.getRuntime().addShutdownHook(new Thread(factory::shutdown, "store-stop"));
            System.out.println("READY " + ProcessHandle.current().pid() + " 127.0.0.1:" + factory.getLocalPort());
            new CountDownLatch(1).await();
        } catch (BindException taken) {
            System.err.println("port " + port + " is in use by another process: " + taken.getMessage());
            System.exit(1);
        } catch (IOException failed) {
            System.err.println("ZooKeeper did not start in " + args[0] + ": " + failed.getMessage());
            System.exit(1);
        }
    }
}
