package dev.baton.lab.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.Ports;
import dev.baton.lab.proxy.Condition.Mode;
import dev.baton.lab.proxy.Route.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final Condition CUT = new Condition(Mode.CUT, 0);

    private EchoServer server;
    private TcpProxy proxy;
    private Route toStore;
    private Route aToB;

    @BeforeEach
    void startBoth() throws Exception {
        List<Integer> ports = Ports.free(3);
        server = new EchoServer(ports.get(0));
        toStore = new Route(Kind.STORE, "a", "store", ports.get(1), ports.get(0));
        aToB = new Route(Kind.PEERS, "a", "b", ports.get(2), ports.get(0));
        proxy = TcpProxy.start(List.of(toStore, aToB));
    }

    @AfterEach
    void stopBoth() throws IOException {
        proxy.close();
        server.close();
    }

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
    void aCutOfWhatIsSentLeavesTheWayBackOpen() throws IOException {
        try (Socket client = connect(toStore)) {
            assertEquals("before", exchange(client, "before"));
            proxy.set("a", Set.of(Kind.STORE), CUT, Direction.TO, 0);
            client.getOutputStream().write("held".getBytes(UTF_8));
            assertSilent(client);
            server.say("news");
            assertEquals("news", receive(client, 4));

            proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
            assertEquals("held", receive(client, 4));
        }
    }

    @Test
    void aCutOfWhatIsReceivedLetsWhatIsSentArrive() throws IOException {
        try (Socket client = connect(toStore)) {
            assertEquals("before", exchange(client, "before"));
            proxy.set("a", Set.of(Kind.STORE), CUT, Direction.FROM, 0);
            client.getOutputStream().write("there".getBytes(UTF_8));
            await().until(() -> server.heard() == "beforethere".length());
            assertSilent(client);

            proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
            assertEquals("there", receive(client, 5));
        }
    }

    @Test
    void theWaysOfAPeerRouteAreThoseOfTheServiceThatIsCut() throws IOException {
        // The route leads from a to b: what b receives goes there, what b sends comes back.
        proxy.set("b", Set.of(Kind.PEERS), CUT, Direction.FROM, 0);
        assertEquals(Mode.CUT, proxy.status().get(1).there().mode());
        assertEquals(Mode.PASS, proxy.status().get(1).back().mode());
        proxy.set("b", Set.of(Kind.PEERS), CUT, Direction.TO, 0);
        assertEquals(Mode.PASS, proxy.status().get(1).there().mode());
        assertEquals(Mode.CUT, proxy.status().get(1).back().mode());
        proxy.set("a", Set.of(Kind.PEERS), CUT, Direction.TO, 0);
        assertEquals(Mode.CUT, proxy.status().get(1).there().mode());
    }

    @Test
    void aNewConnectionNeedsBothWays() throws IOException {
        for (Direction one : List.of(Direction.TO, Direction.FROM)) {
            proxy.set("a", Set.of(Kind.STORE), CUT, one, 0);
            long before = server.heard();
            try (Socket client = connect(toStore)) {
                client.getOutputStream().write("hello".getBytes(UTF_8));
                assertSilent(client);
                assertEquals(before, server.heard());
                proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
                assertEquals("hello", receive(client, 5));
            }
        }
    }

    @Test
    void aDeathIsToldOverTheWayBackAndHiddenWhereThatIsCut() throws IOException {
        try (Socket told = connect(toStore);
                Socket untold = connect(aToB)) {
            exchange(told, "x");
            exchange(untold, "y");
            proxy.set("a", Set.of(Kind.STORE), CUT, Direction.TO, 0);
            proxy.set("a", Set.of(Kind.PEERS), CUT, Direction.FROM, 0);
            server.close();
            assertThrows(SocketException.class, () -> told.getInputStream().read());
            assertSilent(untold);
            // Neither is refused: that answer, or the question, is lost.
            connect(toStore).close();
            connect(aToB).close();
        }
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

    @Test
    void aClientOfADeadProcessIsResetAndThenRefused() throws IOException {
        try (Socket client = connect(toStore);
                Socket idle = connect(aToB)) {
            exchange(client, "x");
            exchange(idle, "y");
            server.close();
            assertThrows(SocketException.class, () -> client.getInputStream().read());
            // At once, not some time later: this is how a crash is told from a broken network.
            assertThrows(ConnectException.class, () -> connect(toStore).close());
            assertThrows(SocketException.class, () -> idle.getInputStream().read());
            assertThrows(ConnectException.class, () -> connect(aToB).close());
        }
    }

    @Test
    void theDoorOpensAgainWhenTheProcessIsBack() throws IOException {
        try (Socket client = connect(toStore)) {
            exchange(client, "x");
            server.close();
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
        server = new EchoServer(toStore.upstream());
        await().until(() -> proxy.status().get(0).listening());
        try (Socket client = connect(toStore)) {
            assertEquals("back", exchange(client, "back"));
        }
    }

    @Test
    void aCutHidesADeathUntilItHeals() throws IOException {
        try (Socket client = connect(toStore)) {
            exchange(client, "x");
            proxy.set("a", Set.of(Kind.STORE), CUT, Direction.BOTH, 0);
            server.close();
            client.setSoTimeout(150);
            assertThrows(
                    SocketTimeoutException.class, () -> client.getInputStream().read());
            connect(toStore).close();

            proxy.set("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, 0);
            client.setSoTimeout(5_000);
            assertThrows(SocketException.class, () -> client.getInputStream().read());
            assertThrows(ConnectException.class, () -> connect(toStore).close());
        }
    }

    @Test
    void nothingListensBeforeTheProcessDoes() throws Exception {
        List<Integer> ports = Ports.free(2);
        Route early = new Route(Kind.KAFKA, "a", "kafka", ports.get(0), ports.get(1));
        try (TcpProxy other = TcpProxy.start(List.of(early))) {
            assertFalse(other.status().get(0).listening());
            assertThrows(ConnectException.class, () -> connect(early).close());
            try (EchoServer late = new EchoServer(ports.get(1))) {
                await().until(() -> other.status().get(0).listening());
                try (Socket client = connect(early)) {
                    assertEquals("now", exchange(client, "now"));
                }
                assertEquals(late.port(), early.upstream());
            }
        }
    }

    private static Socket connect(Route route) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), route.port()), 2_000);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(150);
        assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        client.setSoTimeout(5_000);
    }

    private static String receive(Socket client, int bytes) throws IOException {
        return new String(client.getInputStream().readNBytes(bytes), UTF_8);
    }

    private static String exchange(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        return new String(client.getInputStream().readNBytes(text.length()), UTF_8);
    }
}
