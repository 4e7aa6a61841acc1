package dev.baton.lab.store;

import dev.baton.lab.LabException;
import dev.baton.lab.secure.Access;
import dev.baton.secure.TlsIdentity;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * A stock ZooKeeper server as a process, on 127.0.0.1: {@code ZooKeeperMain DIR PORT [SECURITY-FILE]}. Prints {@code READY pid host:port}; ends
 * on SIGTERM. With a security file it serves by TLS only.
 */
public final class ZooKeeperMain {
    /** ZooKeeper's own default: nothing here rests on a faster one. */
    public static final int TICK_MILLIS = 2_000;

    private static final int MAX_CONNECTIONS = 500;
    /** The system's own. */
    private static final int BACKLOG = -1;

    private ZooKeeperMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2 && args.length != 3) {
            System.err.println("expected DIR PORT [SECURITY-FILE]");
            System.exit(64);
        }
        System.setProperty("zookeeper.serverCnxnFactory", NIOServerCnxnFactory.class.getName());
        System.setProperty("zookeeper.admin.enableServer", "false");
        System.setProperty("zookeeper.4lw.commands.whitelist", "srvr,stat,mntr,ruok");
        int port = Integer.parseInt(args[1]);
        try (Access access = Access.open(args.length == 3 ? Path.of(args[2]) : null)) {
            TlsIdentity tls = access.security().tls();
            if (tls != null) {
                ServerSecurity.apply(tls.files());
            }
            File dir = new File(args[0]);
            ZooKeeperServer server = new ZooKeeperServer(dir, dir, TICK_MILLIS);
            ServerCnxnFactory factory = ServerCnxnFactory.createFactory();
            factory.configure(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    MAX_CONNECTIONS,
                    BACKLOG,
                    tls != null);
            factory.startup(server);
            Runtime.getRuntime().addShutdownHook(new Thread(factory::shutdown, "store-stop"));
            System.out.println("READY " + ProcessHandle.current().pid() + " 127.0.0.1:" + factory.getLocalPort());
            new CountDownLatch(1).await();
        } catch (BindException taken) {
            System.err.println("port " + port + " is in use by another process: " + taken.getMessage());
            System.exit(1);
        } catch (LabException | IOException failed) {
            System.err.println("ZooKeeper did not start in " + args[0] + ": " + failed.getMessage());
            System.exit(1);
        }
    }
}
