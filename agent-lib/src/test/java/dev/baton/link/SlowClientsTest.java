package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import dev.baton.model.ServiceId;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.secure.TestAuthority;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand connections that say nothing, drip, or stop within the handshake, in waves of more than the server holds, while three peers
 * listen. What is asserted no noise can break; how long beats take is printed.
 */
@Timeout(300)
class SlowClientsTest {
    private static final int ALL = 10_000;
    private static final int WAVE = 500;
    private static final int PEERS = 3;

    private final List<Listening> peers = new ArrayList<>();
    private final List<LinkStream> streams = new ArrayList<>();
    private final AtomicInteger beats = new AtomicInteger();
    private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor();
    private @TempDir Path folder;
    private @Nullable TlsIdentity tls;
    private LinkServer server;

    /** One good peer: each beat carries when it was sent. */
    private static final class Listening implements LinkStream.Listener {
        private final List<Long> nanos = new CopyOnWriteArrayList<>();
        private final List<Reach> links = new CopyOnWriteArrayList<>();

        @Override
        public void heard(ServiceId service, Incarnation incarnation, List<MemberStatus> statuses) {
            if (!statuses.isEmpty()) {
                nanos.add(System.nanoTime() - statuses.get(0).committed());
            }
        }

        @Override
        public void event(Event event) {}

        @Override
        public void link(Reach reach, long rttMicros, String detail) {
            links.add(reach);
        }
    }

    private static MemberStatus stamped() {
        MemberStatus s = Samples.status(Role.PRIMARY, true);
        return new MemberStatus(
                s.member(),
                s.incarnation(),
                s.role(),
                s.epoch(),
                s.guardMillis(),
                s.position(),
                s.lag(),
                System.nanoTime(),
                s.priority(),
                s.ready(),
                s.health(),
                s.eligible(),
                s.reason(),
                s.storeConnections(),
                s.peers(),
                s.action(),
                s.ask(),
                s.promise(),
                s.standby(),
                s.recoveryMillis());
    }

    @BeforeEach
    void open() throws IOException {
        server = open(null);
    }

    private static LinkServer open(@Nullable TlsIdentity identity) throws IOException {
        return LinkServer.open(new LinkServer.Config(
                "127.0.0.1", 0, Samples.A, Samples.FIRST, List::of, () -> "", List::of, List::of, identity));
    }

    private void follow() {
        for (int i = 0; i < PEERS; i++) {
            Listening peer = new Listening();
            peers.add(peer);
            streams.add(LinkStream.follow(
                    new PeerEndpoint("127.0.0.1:" + server.port(), tls == null ? null : tls.fingerprint()), tls, peer));
        }
        await().until(() -> server.clients() == PEERS);
        Future<?> unused = beating.scheduleAtFixedRate(
                () -> {
                    server.beat(List.of(stamped()));
                    beats.incrementAndGet();
                },
                0,
                100,
                TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() {
        beating.shutdownNow();
        streams.forEach(LinkStream::close);
        server.close();
        if (tls != null) {
            tls.close();
        }
    }

    @Test
    void heartbeatsArriveWhileThousandsOfPlainConnectionsDawdle() throws Exception {
        follow();
        attacked("plain");
    }

    @Test
    void heartbeatsArriveWhileThousandsOfHandshakesDawdle() throws Exception {
        server.close();
        tls = TlsIdentity.open(new TestAuthority("ours").issue(folder, "a"));
        server = open(tls);
        follow();
        attacked("TLS");
    }

    private void attacked(String kind) throws Exception {
        int warm = beats.get();
        await().atMost(Duration.ofSeconds(60)).until(() -> beats.get() >= warm + 50);
        int before = beats.get();
        measured(kind + " without an attack", warm + 20, before);
        int opened = 0;
        long since = System.nanoTime();
        List<SocketChannel> wave = new ArrayList<>();
        while (opened < ALL) {
            close(wave);
            for (int i = 0; i < WAVE; i++) {
                wave.add(attack(opened + i));
            }
            opened += WAVE;
            drip(wave);
            assertEquals(PEERS, server.clients(), "a good peer was cut off after " + opened);
        }
        // The last wave stays until its deadline; one byte a second does not put it off.
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> drip(wave) == 0);
        close(wave);
        int after = beats.get();
        measured(
                kind + " under " + opened + " slow connections in "
                        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) + " ms",
                before,
                after);
        beating.shutdown();
        assertEquals(true, beating.awaitTermination(20, TimeUnit.SECONDS));
        for (Listening peer : peers) {
            await().atMost(Duration.ofSeconds(20)).until(() -> peer.nanos.size() >= beats.get());
            assertEquals(beats.get(), peer.nanos.size(), "beats that arrived");
            assertEquals(List.of(Reach.OK), peer.links, "the link of a good peer");
        }
        assertEquals(0, server.dropped());
    }

    private void measured(String what, int from, int to) {
        List<Long> all = new ArrayList<>();
        for (Listening peer : peers) {
            List<Long> own = List.copyOf(peer.nanos);
            all.addAll(own.subList(Math.min(from, own.size()), Math.min(to, own.size())));
        }
        long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "ATTACK\theartbeats to three peers: %s\t%d\t0\tall heard in time, none dropped; p50 %d us, p99 %d us, max %d us%n",
                what,
                sorted.length,
                sorted[sorted.length / 2] / 1_000,
                sorted[sorted.length * 99 / 100] / 1_000,
                Arrays.stream(sorted).max().orElse(0) / 1_000);
    }

    /** By turns: silent, within a line or a record, after a whole first step of the handshake. */
    private SocketChannel attack(int number) throws Exception {
        SocketChannel channel = SocketChannel.open();
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        try {
            if (number % 3 != 0) {
                byte[] hello = hello();
                int length = number % 3 == 1 ? Math.min(7, hello.length) : hello.length;
                channel.write(ByteBuffer.wrap(hello, 0, length));
            }
        } catch (IOException cutOff) {
            // Others came.
        }
        channel.configureBlocking(false);
        return channel;
    }

    private byte[] hello() throws Exception {
        if (tls == null) {
            return "GET /status HTTP/1.1\r\nHost: x\r\n".getBytes(US_ASCII);
        }
        SSLEngine engine = tls.contextForOne().createSSLEngine("127.0.0.1", server.port());
        engine.setUseClientMode(true);
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** A byte to each third; how many connections stand still. */
    private static int drip(List<SocketChannel> wave) {
        int standing = 0;
        for (int i = 0; i < wave.size(); i++) {
            try {
                if (i % 3 == 1) {
                    wave.get(i).write(ByteBuffer.wrap(new byte[] {'x'}));
                }
                ByteBuffer answer = ByteBuffer.allocate(16_384);
                int read = wave.get(i).read(answer);
                while (read > 0) {
                    answer.clear();
                    read = wave.get(i).read(answer);
                }
                standing += read < 0 ? 0 : 1;
            } catch (IOException cutOff) {
                // As it should be.
            }
        }
        return standing;
    }

    private static void close(List<SocketChannel> wave) throws IOException {
        for (SocketChannel channel : wave) {
            channel.close();
        }
        wave.clear();
    }
}
