package dev.baton.agent;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.client.Primary;
import dev.baton.client.PrimaryLocator;
import dev.baton.health.Finding;
import dev.baton.health.HealthCheck;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Policy;
import dev.baton.model.Timing;
import dev.baton.zookeeper.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two agents over a real ZooKeeper server, their health checks, and those who call the service. */
class FollowIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Policy UNHURRIED = new Policy(
            Policy.Mode.ACTIVE_PASSIVE, new Timing(100, 8_000, 12_000, 500, 10_000, 0, 2_000), 1_000, 20_000);

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Finding db = Finding.ok("answers");
    private volatile Finding loop = Finding.ok("turns");
    private @Nullable TestServer server;
    private @Nullable FailoverAgent a;
    private @Nullable FailoverAgent b;

    @TempDir
    Path dir = Path.of("unset");

    @BeforeEach
    void up() {
        server = new TestServer(dir);
        a = start("a", 0);
        await().atMost(LIMIT).until(() -> a().guard("orders").open());
        b = start("b", 10);
        await().atMost(LIMIT).until(() -> status(b()).eligible());
    }

    @AfterEach
    void down() {
        a().close();
        b().close();
        Objects.requireNonNull(server).close();
    }

    private FailoverAgent a() {
        return Objects.requireNonNull(a);
    }

    private FailoverAgent b() {
        return Objects.requireNonNull(b);
    }

    private String connect() {
        return Objects.requireNonNull(server).address() + "/baton";
    }

    private FailoverAgent start(String service, int priority) {
        FailoverAgent.Builder builder = FailoverAgent.builder()
                .service(service)
                .connect(connect())
                .policy(UNHURRIED)
                .member("orders", new FakeResource(), priority, Map.of())
                .serviceEndpoint("orders", "http://" + service + ":8080");
        if (service.equals("b")) {
            Duration often = Duration.ofMillis(100);
            builder = builder.check(
                    HealthCheck.readiness("db", () -> db).every(often).within(LIMIT),
                    HealthCheck.liveness("loop", () -> loop).every(often).within(LIMIT));
        }
        return builder.start();
    }

    private static MemberStatus status(FailoverAgent agent) {
        return agent.statuses().stream().findFirst().orElseThrow();
    }

    private HttpResponse<String> get(FailoverAgent agent, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://" + agent.endpoint() + path))
                        .timeout(LIMIT)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aFailingReadinessMakesTheMemberIneligibleAndSaysWhichCheckSinceWhenAndWhy() throws Exception {
        db = Finding.failed("no route to db1");
        await().atMost(LIMIT).until(() -> !status(b()).eligible());
        MemberStatus status = status(b());
        assertFalse(status.ready());
        assertTrue(status.health().matches("check db fails since 20\\S+Z: no route to db1"), status.health());
        assertEquals("would fail: not ready: " + status.health(), status.reason());
        assertEquals(503, get(b(), "/ready").statusCode());
        assertTrue(get(b(), "/metrics").body().contains("baton_check_ok{check=\"db\",kind=\"readiness\"} 0"));
        assertEquals(200, get(b(), "/live").statusCode());
        db = Finding.ok("answers again");
        await().atMost(LIMIT).until(() -> status(b()).eligible());
        assertEquals(200, get(b(), "/ready").statusCode());
    }

    @Test
    void aFailingLivenessIsForTheSupervisorAlone() throws Exception {
        loop = Finding.failed("stands still");
        await().atMost(LIMIT).until(() -> get(b(), "/live").statusCode() == 503);
        assertTrue(get(b(), "/live").body().endsWith(": stands still\n"));
        assertTrue(status(b()).eligible());
        assertEquals(200, get(b(), "/ready").statusCode());
    }

    @Test
    void callersFollowThePrimary() throws Exception {
        try (PrimaryLocator locator =
                PrimaryLocator.builder().connect(connect()).group("orders").open()) {
            Primary first = locator.await(LIMIT).orElseThrow();
            assertEquals(new MemberId("orders-a"), first.member());
            assertEquals("http://a:8080", first.endpoint());
            assertEquals(200, get(a(), "/primary/orders").statusCode());
            assertEquals(200, get(a(), "/primary").statusCode());
            await().atMost(LIMIT).until(() -> get(b(), "/primary/orders").body().contains("http://a:8080"));
            HttpResponse<String> standby = get(b(), "/primary/orders");
            assertEquals(503, standby.statusCode());
            assertTrue(standby.body().contains("\"primary\":\"orders-a\""), standby::body);

            a().close();
            Duration unused = locator.failed(first);
            await().atMost(LIMIT).until(() -> locator.await(LIMIT)
                    .map(Primary::epoch)
                    .orElseThrow()
                    .isAfter(first.epoch()));
            assertEquals("http://b:8080", locator.current().orElseThrow().endpoint());
            await().atMost(LIMIT).until(() -> get(b(), "/primary/orders").statusCode() == 200);
            assertFalse(locator.knowledge().stale());
        }
    }
}
