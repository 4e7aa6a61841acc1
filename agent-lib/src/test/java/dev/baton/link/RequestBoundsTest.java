package dev.baton.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.secure.TestAuthority;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is no small read request gets its code and the door, and the endpoint goes on. */
@Timeout(120)
class RequestBoundsTest {
    private static final String GOOD = "GET /live HTTP/1.1\r\nHost: x\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private @TempDir Path folder;
    private @Nullable TlsIdentity tls;
    private LinkServer server;

    @BeforeEach
    void open() throws IOException {
        server = open(null);
    }

    private static LinkServer open(@Nullable TlsIdentity identity) throws IOException {
        return LinkServer.open(new LinkServer.Config(
                "127.0.0.1", 0, Samples.A, Samples.FIRST, List::of, () -> "", List::of, List::of, identity));
    }

    private void secure() throws IOException {
        server.close();
        tls = TlsIdentity.open(new TestAuthority("ours").issue(folder, "a"));
        server = open(tls);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
        if (tls != null) {
            tls.close();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return tls == null
                ? socket
                : tls.contextForOne().getSocketFactory().createSocket(socket, "127.0.0.1", server.port(), true);
    }

    /** All that is answered until the connection is closed. */
    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static Map<String, String> refused() {
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("GET /" + "x".repeat(4_200) + " HTTP/1.1\r\nHost: x\r\n\r\n", "414");
        requests.put("GET /live HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(8_300) + "\r\n\r\n", "431");
        requests.put("GET /live HTTP/1.1\r\n" + "A: b\r\n".repeat(3_000) + "\r\n", "431");
        requests.put("POST /status HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody", "413");
        requests.put("GET /status HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", "413");
        requests.put(
                "GET /status HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "413");
        requests.put("GET /status HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400");
        requests.put("GET /status HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400");
        requests.put("GET /status HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "4");
        requests.put("GET /status HTTP/1.1\r\nNo colon here\r\n\r\n", "400");
        requests.put("GET /status HTTP/1.1\r\nBad\u0000Name: x\r\n\r\n", "400");
        requests.put("garbage\r\n\r\n", "400");
        requests.put("GET  \r\n\r\n", "400");
        requests.put("GET /status HTTQ/9.9\r\n\r\n", "400");
        requests.put("GET /status HTTP/3.7\r\nHost: x\r\n\r\n", "400");
        requests.put("DELETE /status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "405");
        requests.put("GET http://elsewhere/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404");
        requests.put("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "404");
        return requests;
    }

    private void each() throws IOException {
        for (Map.Entry<String, String> request : refused().entrySet()) {
            String shown =
                    request.getKey().substring(0, Math.min(60, request.getKey().length()));
            String answer = ask(request.getKey());
            assertTrue(answer.startsWith("HTTP/1.1 " + request.getValue()), shown + " -> " + answer);
            assertEquals(1, answer.split("\r\nDate: ", -1).length - 1, "one answer: " + shown);
            for (String word : List.of("Server:", "etty", "Exception", "java", "\tat ")) {
                assertFalse(answer.contains(word), word + " in " + answer);
            }
        }
        String good = ask(GOOD.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        assertTrue(good.startsWith("HTTP/1.1 200"), good);
        assertTrue(good.endsWith("live\n"), good);
    }

    @Test
    void plainRequestsOutOfBoundsGetTheirCodeAndTheDoor() throws IOException {
        each();
    }

    @Test
    void securedRequestsOutOfBoundsGetTheirCodeAndTheDoor() throws IOException {
        secure();
        each();
    }

    @Test
    void aConnectionThatStaysIsAnsweredAgainAndHttp10IsServed() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(GOOD.getBytes(ISO_8859_1));
                String answer = "";
                while (!answer.endsWith("live\n")) {
                    int b = socket.getInputStream().read();
                    assertTrue(b >= 0, answer);
                    answer += (char) b;
                }
            }
        }
        assertTrue(ask("GET /live HTTP/1.0\r\n\r\n").endsWith("live\n"));
        String head = ask("HEAD /live HTTP/1.0\r\n\r\n");
        assertTrue(head.contains("Content-Length: 5") && head.endsWith("\r\n\r\n"), head);
    }

    /** A drip does not put the end off: neither within a line nor from request to request. */
    @Test
    void aRequestThatDripsIsCutOff() throws IOException {
        long since = System.nanoTime();
        Socket socket = connect();
        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    try {
                        socket.getOutputStream().write('G');
                        return false;
                    } catch (IOException cut) {
                        return true;
                    }
                });
        assertTrue(System.nanoTime() - since > 4_000_000_000L, "cut off before its time");
        assertTrue(ask("GET /live HTTP/1.0\r\n\r\n").endsWith("live\n"));
    }

    @Test
    void whoHasAskedNothingGivesWayToWhoAsks() throws IOException {
        for (int i = 0; i < Admission.MAX_PER_ADDRESS; i++) {
            connect();
        }
        assertTrue(ask("GET /live HTTP/1.0\r\n\r\n").endsWith("live\n"));
        assertTrue(cutOff(sockets.get(0)), "the oldest was not cut off");
    }

    private static boolean cutOff(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aStreamThatTalksIsCutOff() throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
        await().until(() -> server.clients() == 1);
        socket.getOutputStream().write(GOOD.getBytes(ISO_8859_1));
        await().until(() -> server.clients() == 0);
    }
}
