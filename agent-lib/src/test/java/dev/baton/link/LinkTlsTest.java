package dev.baton.link;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.port.PeerLinks.PeerSignal;
import dev.baton.secure.TestAuthority;
import dev.baton.secure.TlsFiles;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LinkTlsTest {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final List<MemberStatus> MEMBERS = List.of(Samples.status(Role.PRIMARY, true));

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Heard heard = new Heard();
    private final TestAuthority ours = new TestAuthority("ours");
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    private @TempDir Path folder;
    private TlsIdentity client;

    @BeforeEach
    void issue() throws IOException {
        client = identity(ours.issue(folder.resolve("client"), "console"));
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private TlsIdentity identity(TlsFiles files) throws IOException {
        TlsIdentity identity = TlsIdentity.open(files, LOOK);
        open.push(identity);
        return identity;
    }

    private LinkServer server(int port, @Nullable TlsIdentity tls) throws IOException {
        LinkServer server = LinkServer.open(new LinkServer.Config(
                "127.0.0.1", port, Samples.A, Samples.FIRST, () -> MEMBERS, () -> "", List::of, List::of, tls));
        open.push(server);
        return server;
    }

    private LinkStream follow(int port, @Nullable String fingerprint, @Nullable TlsIdentity as, Heard by) {
        LinkStream stream = LinkStream.follow(new PeerEndpoint("127.0.0.1:" + port, fingerprint), as, by);
        open.push(stream);
        return stream;
    }

    /** Told as RESET or what is expected, with those words, and nothing heard. */
    private void refused(int port, @Nullable String fingerprint, @Nullable TlsIdentity as, Reach reach, String words) {
        Heard own = new Heard();
        follow(port, fingerprint, as, own);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertTrue(own.said(words), () -> words + ": " + own.details));
        assertTrue(own.details.stream().anyMatch(d -> d.startsWith(reach + " ")), own.details::toString);
        assertFalse(own.links.contains(Reach.OK), own.details::toString);
        assertEquals(List.of(), own.beats);
    }

    @Test
    void beatsArriveOverTlsAndADeadServerIsResetAndRefused() throws IOException {
        TlsIdentity tls = identity(ours.issue(folder.resolve("a"), "a"));
        LinkServer server = server(0, tls);
        follow(server.port(), tls.fingerprint(), client, heard);
        await().until(() -> heard.beats.size() == 1);
        server.beat(MEMBERS);
        await().until(() -> heard.beats.size() == 2);
        server.publish(Samples.transition("x".repeat(200_000)));
        await().until(() -> heard.events.size() == 1);
        server.close();
        heard.until(Reach.REFUSED);
        assertEquals(List.of(Reach.OK, Reach.RESET, Reach.REFUSED), heard.sinceOk());
    }

    @Test
    void eachFailedHandshakeTellsWhoseCertificateIsAtFault() throws IOException {
        TlsIdentity tls = identity(ours.issue(folder.resolve("a"), "a"));
        int port = server(0, tls).port();
        Instant past = Instant.now().minus(Duration.ofMinutes(1));
        TestAuthority theirs = new TestAuthority("theirs");
        TlsIdentity expired = identity(ours.issue(folder.resolve("old"), "b", past, ours));
        TlsIdentity foreign = identity(theirs.issue(folder.resolve("foreign"), "b", tomorrow, ours));
        refused(
                port,
                null,
                expired,
                Reach.RESET,
                "process, which is valid until " + expired.notAfter() + ": it has expired");
        refused(port, null, foreign, Reach.RESET, "it did not accept the certificate of this process");
        String other = "ab".repeat(32);
        refused(port, other, client, Reach.RESET, "expected certificate " + other + ", found " + tls.fingerprint());

        refused(server(0, expired).port(), null, client, Reach.RESET, "its certificate has expired");
        TlsFiles theirServer = theirs.issue(folder.resolve("their-server"), "a");
        refused(server(0, identity(theirServer)).port(), null, client, Reach.RESET, "its certificate is not trusted");
        TlsFiles elsewhere = ours.issue(
                folder.resolve("elsewhere"),
                "a",
                tomorrow,
                ours,
                List.of(new GeneralName(GeneralName.dNSName, "elsewhere")));
        refused(server(0, identity(elsewhere)).port(), null, client, Reach.RESET, "127.0.0.1");
    }

    @Test
    void nothingFallsBackToPlain() throws IOException {
        LinkServer plain = server(0, null);
        refused(plain.port(), null, client, Reach.RESET, "expected TLS, found something else");
        refused(
                plain.port(),
                "ab".repeat(32),
                null,
                Reach.UNKNOWN,
                "expected a certificate of this process, found none");
        LinkServer secured = server(0, identity(ours.issue(folder.resolve("a"), "a")));
        refused(secured.port(), null, null, Reach.RESET, "");
    }

    @Test
    void processThatAcceptsAndShakesNoHandsIsTimedOut() throws IOException {
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.push(silent);
        follow(silent.getLocalPort(), null, client, heard);
        heard.until(Reach.TIMEOUT);
        assertTrue(heard.said("accepts, but does not answer"), heard.details::toString);
        assertEquals(List.of(Reach.TIMEOUT), heard.links);
    }

    @Test
    void newFilesTakeEffectForTheNextHandshakeWhileAStreamGoesOn() throws IOException {
        Path mine = folder.resolve("a");
        TlsIdentity tls = identity(ours.issue(mine, "a"));
        LinkServer server = server(0, tls);
        String before = tls.fingerprint();
        List<PeerSignal> signals = new CopyOnWriteArrayList<>();
        PeerLinkClient peer = new PeerLinkClient(client);
        open.push(peer);
        String endpoint = "127.0.0.1:" + server.port();
        peer.follow(Map.of(Samples.A, new PeerEndpoint(endpoint, before)), signals::add);
        await().until(() -> heardOf(signals) == 1);

        ours.issue(mine, "a");
        await().until(() -> !tls.fingerprint().equals(before));
        String after = tls.fingerprint();
        assertNotEquals(before, after);
        peer.follow(Map.of(Samples.A, new PeerEndpoint(endpoint, after)), signals::add);
        server.beat(MEMBERS);
        await().until(() -> heardOf(signals) == 2);
        assertEquals(List.of(Reach.OK), reaches(signals), "the stream was broken by a rotation");

        follow(server.port(), after, client, heard);
        heard.until(Reach.OK);
        refused(server.port(), before, client, Reach.RESET, "expected certificate " + before + ", found " + after);

        server.close();
        await().until(() -> reaches(signals).contains(Reach.REFUSED));
        signals.clear();
        LinkServer again = server(server.port(), tls);
        await().until(() -> reaches(signals).contains(Reach.OK) && heardOf(signals) == 1);
        assertEquals(2, await().until(again::clients, n -> n == 2));
    }

    /** A session that could be resumed would carry an old certificate past its end. */
    @Test
    void noSessionIsResumed() throws Exception {
        TlsIdentity tls = identity(ours.issue(folder.resolve("a"), "a"));
        LinkServer server = server(0, tls);
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            long created = 0;
            for (int i = 0; i < 5; i++) {
                var socket = (javax.net.ssl.SSLSocket)
                        client.context().getSocketFactory().createSocket("127.0.0.1", server.port());
                try (socket) {
                    socket.setEnabledProtocols(new String[] {version});
                    socket.getOutputStream()
                            .write("GET /live HTTP/1.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    assertTrue(socket.getInputStream().readAllBytes().length > 0);
                    long now = socket.getSession().getCreationTime();
                    assertTrue(now > created, version + ": the session of an earlier connection was resumed");
                    created = now;
                }
                long then = created;
                await().until(() -> System.currentTimeMillis() > then);
            }
        }
    }

    private static long heardOf(List<PeerSignal> signals) {
        return signals.stream().filter(PeerSignal.Heard.class::isInstance).count();
    }

    private static List<Reach> reaches(List<PeerSignal> signals) {
        return signals.stream()
                .filter(PeerSignal.LinkChanged.class::isInstance)
                .map(signal -> ((PeerSignal.LinkChanged) signal).reach())
                .dropWhile(reach -> reach != Reach.OK && reach != Reach.REFUSED)
                .toList();
    }
}
