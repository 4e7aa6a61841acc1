package dev.baton.zookeeper;

import dev.baton.secure.InvalidSecurityFile;
import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import dev.baton.secure.TestCertificates;
import dev.baton.secure.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxn;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.apache.zookeeper.server.auth.ProviderRegistry;

/**
 * A real server that is reached by TLS with a certificate, and by a plain port as well. Viewer, operator and agent-c are known to it by digest,
 * the other agents and the admin by certificate. Its TLS is that of the whole process: one at a time.
 */
public final class SecuredServer implements AutoCloseable {
    /** Everybody's security files, by name. */
    public static final List<String> NAMES = List.of("viewer", "operator", "agent-a", "agent-b", "agent-c", "admin");

    private static final List<String> PROPERTIES = List.of(
            "zookeeper.authProvider.x509",
            "zookeeper.ssl.keyStore.location",
            "zookeeper.ssl.keyStore.type",
            "zookeeper.ssl.keyStore.passwordPath",
            "zookeeper.ssl.trustStore.location",
            "zookeeper.ssl.trustStore.type",
            "zookeeper.ssl.trustStore.passwordPath");

    private final Path dir;
    private final TestCertificates authority = TestCertificates.authority("test-authority");
    private final Map<String, String> passwords = new TreeMap<>();
    private final List<Security> opened = new ArrayList<>();
    private final ZooKeeperServer server;
    private final ServerCnxnFactory secure;
    private final ServerCnxnFactory plain;

    public SecuredServer(Path dir) {
        this.dir = dir;
        try {
            TlsFiles own = authority.issue(dir.resolve("server"), "server");
            List<String> values = List.of(
                    "org.apache.zookeeper.server.auth.X509AuthenticationProvider",
                    own.keyStore().toString(),
                    "PKCS12",
                    own.passphrase().toString(),
                    own.trustStore().toString(),
                    "PKCS12",
                    own.passphrase().toString());
            for (int i = 0; i < PROPERTIES.size(); i++) {
                System.setProperty(PROPERTIES.get(i), values.get(i));
            }
            ProviderRegistry.reset();
            ProviderRegistry.initialize();
            Path data = Files.createDirectories(dir.resolve("data"));
            server = new ZooKeeperServer(data.toFile(), data.toFile(), 2_000);
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            System.setProperty(
                    ServerCnxnFactory.ZOOKEEPER_SERVER_CNXN_FACTORY,
                    "org.apache.zookeeper.server.NettyServerCnxnFactory");
            secure = ServerCnxnFactory.createFactory();
            System.clearProperty(ServerCnxnFactory.ZOOKEEPER_SERVER_CNXN_FACTORY);
            secure.configure(any, 200, -1, true);
            secure.startup(server);
            plain = new NIOServerCnxnFactory();
            plain.configure(any, 100);
            plain.startup(server, false);
            for (String name : NAMES) {
                write(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By TLS. */
    public String address() {
        return "127.0.0.1:" + secure.getLocalPort();
    }

    public String plainAddress() {
        return "127.0.0.1:" + plain.getLocalPort();
    }

    public TestCertificates authority() {
        return authority;
    }

    /** The security file of that name. */
    public Path file(String name) {
        return dir.resolve(name + ".properties");
    }

    /** What it says. Closed with the server. */
    public Security security(String name) {
        return read(file(name));
    }

    public Security read(Path file) {
        try {
            Security security = SecurityFile.read(file);
            opened.add(security);
            return security;
        } catch (InvalidSecurityFile e) {
            throw new IllegalStateException(e);
        }
    }

    /** A security file of that name with that certificate; who is who is as in all of them. */
    public Path write(String name, TlsFiles tls, boolean digest) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("tls.keystore=").append(tls.keyStore()).append('\n');
        text.append("tls.truststore=").append(tls.trustStore()).append('\n');
        text.append("tls.passphrase.file=").append(tls.passphrase()).append('\n');
        text.append("store.tls=true\n");
        if (digest) {
            Path auth = dir.resolve(name + ".auth");
            TestCertificates.secret(auth, "digest " + name + ":" + password(name) + "\n");
            text.append("store.auth.file=").append(auth).append('\n');
        }
        text.append("acl.viewer=").append(digest("viewer")).append('\n');
        text.append("acl.operator=").append(digest("operator")).append('\n');
        text.append("acl.agent=x509:CN=agent-a; x509:CN=agent-b; ")
                .append(digest("agent-c"))
                .append('\n');
        text.append("acl.admin=x509:CN=admin\n");
        Path file = file(name);
        Files.writeString(file, text);
        return file;
    }

    private void write(String name) throws IOException {
        boolean digest = name.equals("viewer") || name.equals("operator") || name.equals("agent-c");
        write(name, authority.issue(dir.resolve("tls"), name), digest);
    }

    private String password(String name) {
        return passwords.computeIfAbsent(name, each -> "secret-of-" + each);
    }

    private String digest(String name) {
        try {
            return "digest:" + DigestAuthenticationProvider.generateDigest(name + ":" + password(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A handle for whoever that security file says. */
    public StoreAccess access(String name) {
        try {
            return StoreAccess.open(address() + "/baton", security(name), Duration.ofSeconds(60));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A bare handle for that one. The caller closes it. */
    ZooKeeper handle(String name) throws Exception {
        return handle(address(), security(name));
    }

    static ZooKeeper handle(String address, Security security) throws Exception {
        CountDownLatch up = new CountDownLatch(1);
        ZooKeeper made = new ZooKeeper(
                address,
                10_000,
                event -> {
                    if (event.getState() == KeeperState.SyncConnected) {
                        up.countDown();
                    }
                },
                ClientSecurity.config(security));
        ClientSecurity.introduce(made, security);
        if (!up.await(60, TimeUnit.SECONDS)) {
            made.close();
            throw new IllegalStateException("no session on " + address);
        }
        return made;
    }

    /** The certificates that its connections were made with, of that subject. */
    List<X509Certificate> certificates(String subject) {
        List<X509Certificate> found = new ArrayList<>();
        for (ServerCnxn connection : secure.getConnections()) {
            if (connection.getClientCertificateChain() != null
                    && connection.getClientCertificateChain()[0] instanceof X509Certificate certificate
                    && certificate.getSubjectX500Principal().getName().equals(subject)) {
                found.add(certificate);
            }
        }
        return found;
    }

    /** Drops every connection; the sessions stay. */
    public void dropConnections() {
        secure.getConnections()
                .forEach(connection -> connection.close(ServerCnxn.DisconnectReason.CONNECTION_CLOSE_FORCED));
    }

    @Override
    public void close() {
        secure.shutdown();
        plain.shutdown();
        server.shutdown();
        opened.forEach(security -> {
            if (security.tls() != null) {
                security.tls().close();
            }
        });
        PROPERTIES.forEach(System::clearProperty);
        ProviderRegistry.reset();
    }
}
