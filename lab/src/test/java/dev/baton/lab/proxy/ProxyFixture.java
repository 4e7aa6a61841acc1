package dev.baton.lab.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.lab.Ports;
import dev.baton.lab.proxy.Condition.Mode;
import dev.baton.lab.proxy.Route.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server behind a proxy with two routes: from a to the store, and from a to b; both end at that server. */
abstract class ProxyFixture {
    static final Condition CUT = new Condition(Mode.CUT, 0);

    EchoServer server;
    TcpProxy proxy;
    Route toStore;
    Route aToB;

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

    static Socket connect(Route route) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), route.port()), 2_000);
        socket.setSoTimeout(5_000);
        return socket;
    }

    static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(150);
        assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        client.setSoTimeout(5_000);
    }

    static String receive(Socket client, int bytes) throws IOException {
        return new String(client.getInputStream().readNBytes(bytes), UTF_8);
    }

    static String exchange(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        return new String(client.getInputStream().readNBytes(text.length()), UTF_8);
    }
}
