package dev.baton.lab.proxy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.lab.Ports;
import dev.baton.lab.proxy.Route.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a client sees of a process that is dead, back, or not there yet. */
class DeadProcessTest extends ProxyFixture {
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
}
