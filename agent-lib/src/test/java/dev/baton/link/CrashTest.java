package dev.baton.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.port.PeerLinks.PeerSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer in a process of its own that really dies or stops. */
class CrashTest {
    private final PeerLinkClient links = new PeerLinkClient();
    private final List<PeerSignal> signals = new CopyOnWriteArrayList<>();
    private Process peer;
    private String endpoint;

    @BeforeEach
    void start() throws IOException {
        peer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String port = new BufferedReader(new InputStreamReader(peer.getInputStream(), UTF_8)).readLine();
        endpoint = "127.0.0.1:" + port;
    }

    @AfterEach
    void stop() throws InterruptedException {
        links.close();
        peer.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    /** A cold peer on a busy machine may first look silent: that does not matter here. */
    private List<Reach> reaches() {
        return signals.stream()
                .dropWhile(signal -> signal instanceof PeerSignal.LinkChanged change && change.reach() == Reach.TIMEOUT)
                .filter(PeerSignal.LinkChanged.class::isInstance)
                .map(signal -> ((PeerSignal.LinkChanged) signal).reach())
                .toList();
    }

    private long heard() {
        return signals.stream().filter(PeerSignal.Heard.class::isInstance).count();
    }

    private void follow() {
        links.follow(Map.of(Samples.A, new PeerEndpoint(endpoint)), signals::add);
        await().until(() -> heard() >= 3);
    }

    @Test
    void killedPeerIsResetAndThenRefused() {
        follow();
        peer.destroyForcibly();
        await().until(() -> reaches().contains(Reach.REFUSED));
        assertEquals(List.of(Reach.OK, Reach.RESET, Reach.REFUSED), reaches());
    }

    @Test
    void stoppedPeerIsSilentButNeitherResetNorRefused() throws Exception {
        follow();
        signal("-STOP");
        await().until(() -> reaches().contains(Reach.TIMEOUT));
        long before = heard();
        assertFalse(reaches().contains(Reach.RESET), reaches()::toString);
        assertFalse(reaches().contains(Reach.REFUSED), reaches()::toString);
        signal("-CONT");
        await().until(() -> heard() > before);
        await().until(() -> reaches().get(reaches().size() - 1) == Reach.OK);
        assertEquals(List.of(Reach.OK, Reach.TIMEOUT, Reach.OK), reaches());
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", name, Long.toString(peer.pid()))
                        .start()
                        .waitFor());
    }

    @Test
    void peerThatNeverAnsweredIsNotCalledCrashed() {
        peer.destroyForcibly();
        await().until(() -> !peer.isAlive());
        links.follow(Map.of(Samples.A, new PeerEndpoint(endpoint)), signals::add);
        await().until(() -> !reaches().isEmpty());
        assertEquals(List.of(Reach.UNKNOWN), reaches());
    }

    @Test
    void wrongServiceBehindAnEndpointIsNotHeard() {
        links.follow(Map.of(new ServiceId("b"), new PeerEndpoint(endpoint)), signals::add);
        await().until(() -> reaches().contains(Reach.RESET));
        assertEquals(0, heard());
    }

    @Test
    void changingTheSetLeavesTheOthersAloneAndSilencesWhatLeft() {
        follow();
        links.follow(Map.of(Samples.A, new PeerEndpoint(endpoint)), signals::add);
        long before = heard();
        await().until(() -> heard() > before);
        assertEquals(List.of(Reach.OK), reaches());
        links.follow(Map.of(), signals::add);
        peer.destroyForcibly();
        await().until(() -> !peer.isAlive());
        assertEquals(List.of(Reach.OK), reaches());
    }
}
