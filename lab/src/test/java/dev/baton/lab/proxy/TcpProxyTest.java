package dev.baton.lab.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.proxy.Condition.Mode;
import dev.baton.lab.proxy.Route.Kind;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What passes, and what is held, slowed or broken both ways. */
class TcpProxyTest extends ProxyFixture {
    @Test
    void bytesPassInBothDirections() throws IOException {
        try (Socket client = connect(toStore)) {
            assertEquals("hello", exchange(client, "hello"));
            assertEquals("again", exchange(client, "again"));
        }
        await().untilAsserted(() -> assertEquals(0, proxy.status().get(0).links()));
    }

    @Test
    void endOfStreamPassesWhileTheOtherDirectionStaysOpen() throws IOException {
        try (Socket client = connect(toStore)) {
            client.getOutputStream().write("last words".getBytes(UTF_8));
            client.shutdownOutput();
            assertEquals("last words", new String(client.getInputStream().readAllBytes(), UTF_8));
        }
    }

    @Test
    void whatIsSentDuringACutArrivesOnHeal() throws IOException {
        try (Socket client = connect(toStore)) {
            assertEquals("before", exchange(client, "before"));
            proxy.set("a", Set.of(Kind.STORE), CUT, Direction.BOTH, 0);
            client.getOutputStream().write("held".getBytes(UTF_8));
            client.setSoTimeout(150);
            assertThrows(
                    SocketTimeoutException.class, () -> client.getInputStream().read());

            proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
            client.setSoTimeout(5_000);
            assertEquals("held", new String(client.getInputStream().readNBytes(4), UTF_8));
        }
    }

    @Test
    void aConnectionMadeDuringACutGetsNoAnswerUntilHeal() throws IOException {
        proxy.set("a", Set.of(Kind.STORE), CUT, Direction.BOTH, 0);
        try (Socket client = connect(toStore)) {
            client.getOutputStream().write("hello".getBytes(UTF_8));
            client.setSoTimeout(150);
            assertThrows(
                    SocketTimeoutException.class, () -> client.getInputStream().read());
            proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
            client.setSoTimeout(5_000);
            assertEquals("hello", new String(client.getInputStream().readNBytes(5), UTF_8));
        }
    }

    @Test
    void aTimedCutHealsByItself() throws IOException {
        proxy.set("a", Set.of(Kind.STORE), CUT, Direction.BOTH, 100);
        try (Socket client = connect(toStore)) {
            assertEquals("late", exchange(client, "late"));
        }
        assertEquals(Condition.PASS, proxy.status().get(0).there());
    }

    @Test
    void aCutOfPeersLeavesTheStoreAlone() throws IOException {
        // Service b's cut hits the route that comes from a.
        proxy.set("b", Set.of(Kind.PEERS), CUT, Direction.BOTH, 0);
        try (Socket client = connect(toStore)) {
            assertEquals("fine", exchange(client, "fine"));
        }
        assertEquals(Mode.CUT, proxy.status().get(1).there().mode());
    }

    @Test
    void healingOneServiceLeavesTheOthersCutInPlace() {
        proxy.set("a", Set.of(Kind.PEERS), CUT, Direction.BOTH, 0);
        proxy.set("b", Set.of(Kind.PEERS), CUT, Direction.BOTH, 0);
        proxy.set("a", Set.of(Kind.PEERS), Condition.PASS, Direction.BOTH, 0);
        assertEquals(Mode.CUT, proxy.status().get(1).there().mode());
    }

    @Test
    void slowDelaysEachPiece() throws IOException {
        proxy.set("a", Set.of(Kind.STORE), new Condition(Mode.SLOW, 60), Direction.BOTH, 0);
        try (Socket client = connect(toStore)) {
            long before = System.nanoTime();
            exchange(client, "x");
            // There and back.
            assertTrue(System.nanoTime() - before >= 120_000_000L);
        }
    }

    @Test
    void resetBreaksPresentConnections() throws IOException {
        try (Socket client = connect(toStore)) {
            exchange(client, "x");
            proxy.set("a", Set.of(Kind.STORE), new Condition(Mode.RESET, 0), Direction.BOTH, 0);
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
    }
}
