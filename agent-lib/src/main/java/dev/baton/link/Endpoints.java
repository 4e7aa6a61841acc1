package dev.baton.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.baton.model.CheckStatus;
import dev.baton.model.CheckStatus.Kind;
import dev.baton.model.Json;
import dev.baton.model.MemberId;
import dev.baton.model.MemberStatus;
import dev.baton.model.Role;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the requests of one server. */
final class Endpoints implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final String JSON = "application/json";

    private final LinkServer.Config config;
    private final Streams streams;

    Endpoints(LinkServer.Config config, Streams streams) {
        this.config = config;
        this.streams = streams;
    }

    /** The answer of {@code /ready}. */
    private record Ready(boolean ready, String reason, List<Readiness> members, List<CheckStatus> checks) {}

    private record Readiness(MemberId member, Role role, boolean ready, String reason) {}

    private record Problem(String error) {}

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            answerOrFail(exchange);
        } catch (IOException e) {
            LOG.debug("a client left: {}", e.getMessage());
        }
    }

    private void answerOrFail(HttpExchange exchange) throws IOException {
        try {
            route(exchange);
        } catch (RuntimeException e) {
            LOG.error("cannot answer {}", exchange.getRequestURI(), e);
            problem(exchange, 500, "the answer could not be made: see the service's log");
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            problem(exchange, 405, "method " + method + ": expected GET or HEAD");
            return;
        }
        String path = exchange.getRequestURI().getPath();
        if (PrimaryAnswer.answers(path)) {
            PrimaryAnswer primary = PrimaryAnswer.of(path, config.primary());
            answer(exchange, primary.status(), JSON, primary.body());
            return;
        }
        switch (path) {
            case "/status" ->
                answer(
                        exchange,
                        200,
                        JSON,
                        Json.bytes(new Wire.State(
                                config.service(),
                                config.incarnation(),
                                config.statuses().get())));
            case "/stream" -> stream(exchange);
            case "/metrics" -> {
                String text = Metrics.text(config.statuses().get(), streams.size(), streams.dropped())
                        + CheckMetrics.text(config.checks().get())
                        + config.extraMetrics().get();
                answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", text.getBytes(UTF_8));
            }
            case "/live" -> {
                String why = failing(config.checks().get(), Kind.LIVENESS);
                answer(
                        exchange,
                        why.isEmpty() ? 200 : 503,
                        "text/plain; charset=utf-8",
                        ((why.isEmpty() ? "live" : why) + "\n").getBytes(UTF_8));
            }
            case "/ready" -> {
                Ready ready = ready(config.statuses().get(), config.checks().get());
                answer(exchange, ready.ready() ? 200 : 503, JSON, Json.bytes(ready));
            }
            default ->
                problem(
                        exchange,
                        404,
                        "unknown path " + path + ": expected /status, /stream, /metrics, /live, /ready or /primary");
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            answer(exchange, 200, "text/event-stream", new byte[0]);
        } else if (!streams.serve(exchange)) {
            problem(exchange, 503, "too many streams: expected at most " + Streams.MAX_CLIENTS + "; close one");
        }
    }

    private static String failing(List<CheckStatus> checks, Kind kind) {
        return checks.stream()
                .filter(check -> check.kind() == kind && !check.ok())
                .map(CheckStatus::words)
                .collect(Collectors.joining("; "));
    }

    private static Ready ready(List<MemberStatus> statuses, List<CheckStatus> checks) {
        List<Readiness> members = statuses.stream()
                .map(status -> new Readiness(
                        status.member(),
                        status.role(),
                        status.eligible() || status.role() == Role.PRIMARY,
                        status.reason()))
                .toList();
        if (members.isEmpty()) {
            return new Ready(false, "no member runs yet", members, checks);
        }
        String failing = failing(checks, Kind.READINESS);
        if (!failing.isEmpty()) {
            return new Ready(false, failing, members, checks);
        }
        boolean all = members.stream().allMatch(Readiness::ready);
        return new Ready(
                all,
                all ? "each member is primary or could become it" : "a member could not take over",
                members,
                checks);
    }

    private static void problem(HttpExchange exchange, int code, String problem) throws IOException {
        answer(exchange, code, JSON, Json.bytes(new Problem(problem)));
    }

    private static void answer(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, head ? -1 : body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
