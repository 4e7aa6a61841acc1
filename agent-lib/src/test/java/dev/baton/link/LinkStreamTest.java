package dev.baton.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkStreamTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";
    private static final String HELLO =
            "event: hello\ndata: {\"service\":\"a\",\"incarnation\":\"i1\",\"heartbeatless\":false}\n\n";

    private final Heard heard = new Heard();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private void follow(int port) {
        open.push(LinkStream.follow("127.0.0.1:" + port, heard));
    }

    /** Answers each connection with this text and leaves it open. */
    private int answering(String text) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.push(listener);
        Thread thread = new Thread(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    open.push(socket);
                    socket.getOutputStream().write(text.getBytes(UTF_8));
                } catch (IOException e) {
                    // Closed.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener.getLocalPort();
    }

    @Test
    void statusesAndEventsArriveInOrder() throws IOException {
        List<MemberStatus> members = List.of(Samples.status(Role.PRIMARY, true));
        try (LinkServer server = Samples.server(members)) {
            follow(server.port());
            await().until(() -> heard.beats.size() == 1);
            server.beat(members);
            server.publish(Samples.transition("one"));
            server.publish(Samples.transition("two"));
            await().until(() -> heard.events.size() == 2);
            assertEquals(List.of(members, members), heard.beats);
            assertEquals(List.of(Samples.transition("one"), Samples.transition("two")), heard.events);
            assertEquals(List.of(Reach.OK), heard.sinceOk());
        }
        heard.until(Reach.RESET);
        heard.until(Reach.REFUSED);
        assertEquals(List.of(Reach.OK, Reach.RESET, Reach.REFUSED), heard.sinceOk());
    }

    @Test
    void streamComesBackWhenTheServerDoes() throws IOException {
        LinkServer first = Samples.server(List.of());
        int port = first.port();
        follow(port);
        heard.until(Reach.OK);
        first.close();
        heard.until(Reach.REFUSED);
        heard.links.clear();
        try (LinkServer second = LinkServer.open(
                new LinkServer.Config("127.0.0.1", port, Samples.A, Samples.FIRST, List::of, () -> ""))) {
            heard.until(Reach.OK);
            await().until(() -> second.clients() == 1);
        }
    }

    @Test
    void whatIsNoStreamIsToldWithItsReasonAndTriedAgain() throws IOException {
        follow(answering(OK + HELLO + "event: status\ndata: {\"seq\":1,\"members\":7}\n\n"));
        heard.until(Reach.RESET);
        assertTrue(heard.said("frame 'status': expected a Beat"), heard.details::toString);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> heard.links.stream().filter(Reach.OK::equals).count() > 2);
    }

    @Test
    void eachKindOfGarbageIsNamed() throws IOException {
        garbage("HTTP/1.1 503 Busy\r\n\r\n", "expected HTTP/1.1 200");
        garbage("SSH-2.0-OpenSSH\r\n", "expected HTTP/1.1 200");
        garbage(OK + "garbage\n", "expected an event, data or comment line");
        garbage(OK + "event: status\ndata: {}\n\n", "expected a hello first");
        garbage(OK + "event: hello\ndata: {\"heartbeatless\":true}\n\n", "expected a service and an incarnation");
        garbage("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "expected a chunk size");
        garbage(OK + "data: " + "x".repeat(1 << 20) + "\n", "expected a line of at most 1048576 bytes");
    }

    private void garbage(String text, String reason) throws IOException {
        Heard own = new Heard();
        try (LinkStream stream = LinkStream.follow("127.0.0.1:" + answering(text), own)) {
            await().atMost(Duration.ofSeconds(20)).alias(reason).until(() -> own.said(reason));
            assertEquals(Reach.RESET, own.links.get(own.links.size() - 1));
            assertFalse(stream.everOk());
        }
    }

    @Test
    void whatALaterVersionAddsIsIgnored() throws IOException {
        follow(answering(OK + ": a comment\n\n" + HELLO + "event: later\ndata: what\n\n"
                + "event: event\ndata: {\"type\":\"not-known-yet\",\"x\":1}\n\n"
                + "event: status\ndata: {\"seq\":1,\"members\":[],\"added\":1}\n\n"));
        await().until(() -> heard.beats.size() == 1);
        assertEquals(List.of(Reach.OK), heard.sinceOk());
        assertEquals(List.of(), heard.events);
    }

    @Test
    void processThatAcceptsAndSaysNothingIsTimedOut() throws IOException {
        follow(answering(""));
        heard.until(Reach.TIMEOUT);
        assertEquals(List.of(Reach.TIMEOUT), heard.links);
    }

    @Test
    void listenerThatThrowsDoesNotEndTheStream() throws IOException {
        try (LinkServer server = Samples.server(List.of())) {
            LinkStream.Listener broken = new LinkStream.Listener() {
                @Override
                public void heard(
                        dev.baton.model.ServiceId service,
                        dev.baton.model.Incarnation incarnation,
                        List<MemberStatus> statuses) {
                    heard.heard(service, incarnation, statuses);
                    throw new IllegalStateException("a broken listener");
                }

                @Override
                public void event(dev.baton.model.Event event) {}

                @Override
                public void link(Reach reach, long rttMicros, String detail) {}
            };
            open.push(LinkStream.follow("127.0.0.1:" + server.port(), broken));
            await().until(() -> heard.beats.size() == 1);
            server.beat(List.of());
            await().until(() -> heard.beats.size() == 2);
        }
    }

    /** Whoever connects to a process whose loop hangs must not take its last word for a sign of life. */
    @Test
    void anOldBeatIsNoGreeting() throws Exception {
        try (LinkServer server = Samples.server(List.of())) {
            server.beat(List.of());
            long since = System.nanoTime();
            await().until(() -> System.nanoTime() - since > 250_000_000L);
            follow(server.port());
            heard.until(Reach.OK);
            assertEquals(List.of(), List.copyOf(heard.beats));
            server.beat(List.of());
            await().until(() -> heard.beats.size() == 1);
        }
    }

    @Test
    void malformedEndpointIsRefused() {
        for (String text : List.of("", "host", ":1", "host:0", "host:x")) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> LinkStream.follow(text, heard));
            assertTrue(String.valueOf(e.getMessage()).contains("expected HOST:PORT"), e.getMessage());
        }
    }
}
