package dev.baton.lab.store;

import dev.baton.lab.LabException;
import dev.baton.lab.process.Pause;
import dev.baton.lab.secure.Access;
import dev.baton.secure.Security;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.zookeeper.server.admin.AdminServer.AdminServerException;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig.ConfigException;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;
import org.jspecify.annotations.Nullable;

/**
 * One stock server of a ZooKeeper ensemble as a process, on 127.0.0.1: {@code EnsembleMain DIR ID [--security FILE] CLIENT:QUORUM:ELECTION...},
 * with the ports of server 1, 2, 3, ...; with a security file it speaks TLS only, with clients and with the other servers. Prints {@code READY pid host:port} once it is part of a quorum and serves; ends on SIGTERM at once, as ZooKeeper's
 * own start script has it.
 */
public final class EnsembleMain {
    /** How long a follower may take to connect and catch up, in ticks. ZooKeeper's guide for a replicated server. */
    private static final int INIT_TICKS = 5;
    /** How far a follower may fall behind, in ticks. From the same guide. */
    private static final int SYNC_TICKS = 2;

    private static final int MAX_CONNECTIONS = 500;
    private static final int LOOK_EVERY_MILLIS = 20;

    private EnsembleMain() {}

    /** The ports of one server. */
    public record ServerPorts(int client, int quorum, int election) {
        static ServerPorts parse(String text) {
            String[] parts = text.split(":", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException(
                        "'" + text + "': expected CLIENT:QUORUM:ELECTION, for example 2181:2888:3888");
            }
            return new ServerPorts(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }

        /** As {@link EnsembleMain} takes it. */
        public String argument() {
            return client + ":" + quorum + ":" + election;
        }
    }

    public static void main(String[] args) {
        if (args.length < 3) {
            System.err.println("expected DIR ID [--security FILE] CLIENT:QUORUM:ELECTION...");
            System.exit(64);
        }
        System.setProperty("zookeeper.admin.enableServer", "false");
        System.setProperty("zookeeper.4lw.commands.whitelist", "srvr,stat,mntr,ruok");
        boolean secured = args[2].equals("--security") && args.length > 3;
        try {
            Path dir = Path.of(args[0]);
            int id = Integer.parseInt(args[1]);
            // Stays open: the process ends with it.
            Security security = Access.open(secured ? Path.of(args[3]) : null).security();
            TlsIdentity tls = security.tls();
            if (tls != null) {
                ServerSecurity.apply(tls.files());
            }
            List<ServerPorts> servers = List.of(args).subList(secured ? 4 : 2, args.length).stream()
                    .map(ServerPorts::parse)
                    .toList();
            QuorumPeerConfig config = new QuorumPeerConfig();
            config.parseProperties(properties(dir, id, servers, tls));
            tellWhenReady(servers.get(id - 1).client(), security);
            new QuorumPeerMain().runFromConfig(config);
        } catch (LabException | IOException | ConfigException | AdminServerException | RuntimeException failed) {
            System.err.println("ZooKeeper did not start in " + args[0] + ": " + failed.getMessage());
        }
        System.exit(1);
    }

    private static Properties properties(Path dir, int id, List<ServerPorts> servers, @Nullable TlsIdentity tls)
            throws IOException {
        Files.createDirectories(dir);
        Files.writeString(dir.resolve("myid"), Integer.toString(id));
        Properties p = new Properties();
        p.put("dataDir", dir.toString());
        p.put("tickTime", Integer.toString(ZooKeeperMain.TICK_MILLIS));
        p.put("initLimit", Integer.toString(INIT_TICKS));
        p.put("syncLimit", Integer.toString(SYNC_TICKS));
        p.put("maxClientCnxns", Integer.toString(MAX_CONNECTIONS));
        p.put(tls == null ? "clientPortAddress" : "secureClientPortAddress", "127.0.0.1");
        p.put(
                tls == null ? "clientPort" : "secureClientPort",
                Integer.toString(servers.get(id - 1).client()));
        if (tls != null) {
            p.putAll(ServerSecurity.ensemble(tls.files()));
        }
        for (int i = 0; i < servers.size(); i++) {
            ServerPorts ports = servers.get(i);
            p.put("server." + (i + 1), "127.0.0.1:" + ports.quorum() + ":" + ports.election());
        }
        return p;
    }

    private static void tellWhenReady(int port, Security security) {
        Thread.ofPlatform().daemon().name("ready").start(() -> {
            while (ServerMode.ask(port, security) == null) {
                if (!Pause.millis(LOOK_EVERY_MILLIS)) {
                    return;
                }
            }
            System.out.println("READY " + ProcessHandle.current().pid() + " 127.0.0.1:" + port);
        });
    }
}
