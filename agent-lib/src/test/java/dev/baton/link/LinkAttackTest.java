package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.secure.TestAuthority;
import dev.baton.secure.TlsFiles;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who has no certificate of a trusted authority is not served, however often it tries. */
@Timeout(120)
class LinkAttackTest {
    /** {@code bench/attack} makes a thousand. */
    private static final int TRIES = Integer.getInteger("baton.attacks", 100);

    private final AtomicInteger asked = new AtomicInteger();
    private final TestAuthority ours = new TestAuthority("ours");
    private @TempDir Path folder;
    private TlsFiles good;
    private TlsIdentity identity;
    private LinkServer server;

    @BeforeEach
    void open() throws IOException {
        good = ours.issue(folder.resolve("a"), "a");
        identity = TlsIdentity.open(good);
        server = LinkServer.open(new LinkServer.Config(
                "127.0.0.1",
                0,
                Samples.A,
                Samples.FIRST,
                () -> {
                    asked.incrementAndGet();
                    return List.of();
                },
                () -> "",
                List::of,
                List::of,
                identity));
    }

    @AfterEach
    void close() {
        server.close();
        identity.close();
    }

    @Test
    void withoutACertificateNobodyIsServed() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(good.trustStore())) {
            trusted.load(in, Files.readString(good.passphrase()).strip().toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext none = SSLContext.getInstance("TLS");
        none.init(null, trust.getTrustManagers(), null);
        attack("without a certificate", none);
    }

    @Test
    void withAnExpiredCertificateNobodyIsServed() throws Exception {
        TlsFiles expired = ours.issue(folder.resolve("old"), "b", Instant.now().minus(Duration.ofMinutes(1)), ours);
        try (TlsIdentity old = TlsIdentity.open(expired)) {
            attack("expired certificate", old.context());
        }
    }

    @Test
    void withAForeignCertificateNobodyIsServed() throws Exception {
        TestAuthority theirs = new TestAuthority("theirs");
        TlsFiles foreign =
                theirs.issue(folder.resolve("foreign"), "a", Instant.now().plus(Duration.ofDays(1)), ours);
        try (TlsIdentity other = TlsIdentity.open(foreign)) {
            attack("foreign certificate", other.context());
        }
        // Its authority has the name of ours, and another key.
        TestAuthority impostor = new TestAuthority("ours");
        TlsFiles forged =
                impostor.issue(folder.resolve("forged"), "a", Instant.now().plus(Duration.ofDays(1)), ours);
        try (TlsIdentity other = TlsIdentity.open(forged)) {
            attack("forged authority", other.context());
        }
    }

    @Test
    void withoutTlsNobodyIsServed() throws Exception {
        int served = 0;
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(10_000);
                socket.setTcpNoDelay(true);
                socket.connect(address());
                served += answered(socket) ? 1 : 0;
            } catch (IOException refused) {
                // As it should be.
            }
        }
        done("plain", served);
    }

    private void attack(String kind, SSLContext context) throws Exception {
        int served = 0;
        for (int i = 0; i < TRIES; i++) {
            String version = i % 2 == 0 ? "TLSv1.3" : "TLSv1.2";
            try (Socket socket = new Socket()) {
                socket.setSoTimeout(10_000);
                socket.setTcpNoDelay(true);
                socket.connect(address());
                SSLSocket secured =
                        (SSLSocket) context.getSocketFactory().createSocket(socket, "127.0.0.1", server.port(), false);
                secured.setEnabledProtocols(new String[] {version});
                served += answered(secured) ? 1 : 0;
            } catch (IOException refused) {
                // As it should be.
            }
        }
        done(kind, served);
    }

    private static boolean answered(Socket socket) throws IOException {
        socket.getOutputStream().write("GET /status HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
        byte[] start = socket.getInputStream().readNBytes(12);
        return new String(start, US_ASCII).startsWith("HTTP/1.1");
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    /** Nobody was served, nobody has even made the server look; and who may is served still. */
    private void done(String kind, int served) throws IOException, GeneralSecurityException {
        System.out.println(
                "ATTACK\tconnection to an agent: " + kind + "\t" + TRIES + "\t" + served + "\tagent unharmed");
        assertEquals(0, served, kind);
        assertEquals(0, asked.getAndSet(0), kind);
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(10_000);
            socket.setTcpNoDelay(true);
            socket.connect(address());
            Socket secured =
                    identity.context().getSocketFactory().createSocket(socket, "127.0.0.1", server.port(), false);
            assertTrue(answered(secured), "a good peer after: " + kind);
        }
        assertEquals(1, asked.getAndSet(0));
    }
}
