package dev.baton.link;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.model.CheckStatus;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkServerTest {
    private volatile Supplier<List<MemberStatus>> statuses = List::of;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile List<CheckStatus> checks = List.of();
    private volatile List<PrimarySource.Word> words = List.of();
    private final HttpClient http = HttpClient.newHttpClient();
    private LinkServer server;

    @BeforeEach
    void open() throws IOException {
        server = LinkServer.open(new LinkServer.Config(
                "127.0.0.1",
                0,
                Samples.A,
                Samples.FIRST,
                () -> statuses.get(),
                () -> "# HELP mine Own.\n# TYPE mine gauge\nmine 1\n",
                () -> checks,
                () -> words));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private HttpResponse<String> ask(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void statusGivesTheMembersAsJson() throws Exception {
        statuses = () -> List.of(Samples.status(Role.PRIMARY, false));
        HttpResponse<String> answer = ask("GET", "/status");
        assertEquals(200, answer.statusCode());
        Wire.State state = Json.read(answer.body().getBytes(StandardCharsets.UTF_8), Wire.State.class, "status");
        assertEquals(new Wire.State(Samples.A, Samples.FIRST, statuses.get()), state);
    }

    @Test
    void readyIsSaidOnlyWhileEachMemberIsPrimaryOrCouldBecomeIt() {
        assertEquals(503, ask("GET", "/ready").statusCode());
        statuses = () -> List.of(Samples.status(Role.PRIMARY, false), Samples.status(Role.STANDBY, true));
        assertEquals(200, ask("GET", "/ready").statusCode());
        statuses = () -> List.of(Samples.status(Role.PRIMARY, false), Samples.status(Role.STANDBY, false));
        HttpResponse<String> answer = ask("GET", "/ready");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("lag 12400 > 1000 records"), answer.body());
    }

    @Test
    void metricsAreLabelledByGroupAndMember() {
        statuses = () -> List.of(Samples.status(Role.PRIMARY, true));
        String text = ask("GET", "/metrics").body();
        for (String line : List.of(
                "# TYPE baton_committed_total counter",
                "baton_epoch{group=\"orders\",member=\"orders-a\"} 7",
                "baton_guard_millis{group=\"orders\",member=\"orders-a\"} 640",
                "baton_lag_records{group=\"orders\",member=\"orders-a\"} 3",
                "baton_recovery_millis{group=\"orders\",member=\"orders-a\"} -1",
                "baton_standby{group=\"orders\",member=\"orders-a\",kind=\"HOT\"} 1",
                "baton_standby{group=\"orders\",member=\"orders-a\",kind=\"COLD\"} 0",
                "baton_committed_total{group=\"orders\",member=\"orders-a\"} 42",
                "baton_role{group=\"orders\",member=\"orders-a\",role=\"PRIMARY\"} 1",
                "baton_role{group=\"orders\",member=\"orders-a\",role=\"STANDBY\"} 0",
                "baton_peer_verdict{group=\"orders\",member=\"orders-a\",about=\"orders-b\",verdict=\"HEALTHY\"} 1",
                "baton_dropped_total 0",
                "mine 1")) {
            assertTrue(text.lines().anyMatch(line::equals), line + "\nin\n" + text);
        }
    }

    private static CheckStatus check(String name, CheckStatus.Kind kind, CheckStatus.State state) {
        return new CheckStatus(name, kind, List.of(), state, 4_000, "no route", 3, 9, 5, 1_500);
    }

    @Test
    void aFailingReadinessCheckIsSaidByReadyAndByTheMetricsAndLeavesLiveAlone() {
        statuses = () -> List.of(Samples.status(Role.PRIMARY, true));
        checks = List.of(
                check("db", CheckStatus.Kind.READINESS, CheckStatus.State.FAILED),
                check("loop", CheckStatus.Kind.LIVENESS, CheckStatus.State.PENDING));
        HttpResponse<String> ready = ask("GET", "/ready");
        assertEquals(503, ready.statusCode());
        assertTrue(
                ready.body().contains("\"reason\":\"check db fails since 1970-01-01T00:00:04Z: no route\""),
                ready.body());
        assertEquals(200, ask("GET", "/live").statusCode());
        String text = ask("GET", "/metrics").body();
        for (String line : List.of(
                "baton_check_ok{check=\"db\",kind=\"readiness\"} 0",
                "baton_check_ok{check=\"loop\",kind=\"liveness\"} 1",
                "baton_check_failures_total{check=\"db\",kind=\"readiness\"} 5",
                "baton_check_duration_seconds{check=\"db\",kind=\"readiness\"} 0.001500")) {
            assertTrue(text.lines().anyMatch(line::equals), line + "\nin\n" + text);
        }
    }

    @Test
    void aFailingLivenessCheckIsSaidByLiveAlone() {
        statuses = () -> List.of(Samples.status(Role.PRIMARY, true));
        checks = List.of(check("loop", CheckStatus.Kind.LIVENESS, CheckStatus.State.FAILED));
        HttpResponse<String> live = ask("GET", "/live");
        assertEquals(503, live.statusCode());
        assertEquals("check loop fails since 1970-01-01T00:00:04Z: no route\n", live.body());
        assertEquals(200, ask("GET", "/ready").statusCode());
    }

    @Test
    void primaryIsSaidForAllGroupsAndForEach() {
        assertEquals(503, ask("GET", "/primary").statusCode(), "primary of nothing");
        words = List.of(
                new PrimarySource.Word(
                        new GroupId("orders"), true, new Epoch(7), new MemberId("orders-a"), "http://a:8080"),
                new PrimarySource.Word(new GroupId("payments"), false, new Epoch(3), new MemberId("payments-b"), null));
        assertEquals(503, ask("GET", "/primary").statusCode(), "of one of two");
        HttpResponse<String> here = ask("GET", "/primary/orders");
        assertEquals(200, here.statusCode());
        assertEquals(
                "{\"group\":\"orders\",\"here\":true,\"epoch\":7,\"primary\":\"orders-a\",\"endpoint\":\"http://a:8080\"}",
                here.body());
        HttpResponse<String> elsewhere = ask("GET", "/primary/payments");
        assertEquals(503, elsewhere.statusCode());
        assertTrue(elsewhere.body().contains("\"primary\":\"payments-b\""), elsewhere.body());
        assertEquals(503, ask("HEAD", "/primary/payments").statusCode());
        assertEquals(404, ask("GET", "/primary/else").statusCode());
        assertEquals(404, ask("GET", "/primaryX").statusCode());
        words = words.subList(0, 1);
        assertEquals(200, ask("GET", "/primary").statusCode());
    }

    @Test
    void wrongRequestsGetTheirCodeAndAReason() {
        assertEquals(200, ask("GET", "/live").statusCode());
        assertEquals(200, ask("HEAD", "/live").statusCode());
        assertEquals(200, ask("HEAD", "/stream").statusCode());
        assertEquals(405, ask("POST", "/status").statusCode());
        HttpResponse<String> answer = ask("GET", "/status/x");
        assertEquals(404, answer.statusCode());
        assertEquals(
                "{\"error\":\"unknown path /status/x: expected /status, /stream, /metrics, /live, /ready or /primary\"}",
                answer.body());
    }

    @Test
    void failureInsideIsAPlainAnswerWithoutAStackTrace() {
        statuses = () -> {
            throw new IllegalStateException("secret");
        };
        HttpResponse<String> answer = ask("GET", "/status");
        assertEquals(500, answer.statusCode());
        assertFalse(answer.body().contains("secret"), answer.body());
        assertEquals(200, ask("GET", "/live").statusCode());
    }

    @Test
    void portInUseIsNamed() {
        IOException e = assertThrows(
                IOException.class,
                () -> LinkServer.open(new LinkServer.Config(
                        "127.0.0.1", server.port(), Samples.A, Samples.FIRST, List::of, () -> "")));
        assertTrue(String.valueOf(e.getMessage()).contains("127.0.0.1:" + server.port()), e.getMessage());
    }

    private Socket stream() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        sockets.add(socket);
        socket.getOutputStream().write("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void streamsAreLimitedAndAPlaceIsFreeAgainWhenOneLeaves() throws IOException {
        for (int i = 0; i < Streams.MAX_CLIENTS; i++) {
            Socket unused = stream();
        }
        await().until(() -> server.clients() == Streams.MAX_CLIENTS);
        assertEquals(503, ask("GET", "/stream").statusCode());
        assertEquals(200, ask("GET", "/live").statusCode());
        sockets.get(0).close();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            server.beat(List.of());
            return server.clients() < Streams.MAX_CLIENTS;
        });
    }

    @Test
    void clientThatTakesNothingLosesTheOldestFramesAndThenItsConnection() throws IOException {
        Socket unused = stream();
        await().until(() -> server.clients() == 1);
        String large = "x".repeat(100_000);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (int i = 0; i < 50; i++) {
                server.publish(Samples.transition(large));
            }
            return server.dropped() > 0;
        });
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            server.beat(List.of());
            return server.clients() == 0;
        });
    }
}
