package dev.baton.lab.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.baton.lab.LabException;
import dev.baton.lab.process.DiskFull;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.lab.proxy.Route.Kind;
import dev.baton.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The proxy's control on loopback, HTTP and JSON: {@code GET /routes}; {@code POST /fault} with a {@link FaultRequest};
 * {@code POST /signal} with a {@link SignalRequest}, {@code POST /pauses} with a {@link PausesRequest} and {@code POST /room} with a {@link
 * RoomRequest}, for what has to happen after the asker has gone. Where it has a token, only to whoever shows it in the header {@code
 * Authorization: Bearer TOKEN}.
 */
final class ProxyControl {
    static final String HEADER = "Authorization";

    private static final String SCHEME = "Bearer ";
    private static final int BODY_LIMIT = 64 * 1024;

    private final TcpProxy proxy;
    private final HttpServer server;

    private ProxyControl(TcpProxy proxy, HttpServer server) {
        this.proxy = proxy;
        this.server = server;
    }

    /** A fault on the routes of a service; {@code forMillis} 0 for no end. */
    record FaultRequest(String service, Set<Kind> what, Condition condition, Direction direction, long forMillis) {
        FaultRequest {
            what = Set.copyOf(what);
        }
    }

    /** A signal to be sent later. */
    record SignalRequest(ProcessRef process, Signal signal, long afterMillis) {}

    /** Pauses again and again. */
    record PausesRequest(ProcessRef process, long pauseMillis, long everyMillis, long forMillis) {}

    /** The disk of a process has room again, later. */
    record RoomRequest(ProcessRef process, long afterMillis) {}

    /** @param token null: everybody on this machine may */
    static ProxyControl start(TcpProxy proxy, int port, @Nullable String token) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        ProxyControl control = new ProxyControl(proxy, server);
        Map<String, HttpHandler> paths = Map.of(
                "/routes", x -> answer(x, 200, proxy.status()),
                "/fault", control::fault,
                "/signal", control::signal,
                "/pauses", control::pauses,
                "/room", control::room);
        paths.forEach((path, handler) ->
                server.createContext(path, token == null ? handler : x -> checked(x, header(token), handler)));
        server.start();
        return control;
    }

    /** What the header of that token says. */
    static String header(String token) {
        return SCHEME + token;
    }

    private static void checked(HttpExchange exchange, String expected, HttpHandler handler) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst(HEADER);
        if (shown != null && MessageDigest.isEqual(shown.getBytes(UTF_8), expected.getBytes(UTF_8))) {
            handler.handle(exchange);
        } else {
            answer(
                    exchange,
                    401,
                    Map.of("error", "expected the token of the lab, found " + (shown == null ? "none" : "another")));
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    void close() {
        server.stop(0);
    }

    private void fault(HttpExchange exchange) throws IOException {
        try {
            FaultRequest request = body(exchange, FaultRequest.class);
            if (!proxy.services().contains(request.service())) {
                throw new IllegalArgumentException("service '" + request.service() + "' is unknown: expected one of "
                        + String.join(", ", proxy.services()));
            }
            proxy.set(request.service(), request.what(), request.condition(), request.direction(), request.forMillis());
            answer(exchange, 200, proxy.status());
        } catch (Json.MalformedException | IllegalArgumentException | IllegalStateException wrong) {
            answer(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private void signal(HttpExchange exchange) throws IOException {
        try {
            SignalRequest request = body(exchange, SignalRequest.class);
            proxy.later(() -> request.process().signal(request.signal()), request.afterMillis());
            answer(exchange, 200, Map.of());
        } catch (Json.MalformedException wrong) {
            answer(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private void pauses(HttpExchange exchange) throws IOException {
        try {
            PausesRequest request = body(exchange, PausesRequest.class);
            Pauses.start(proxy, request.process(), request.pauseMillis(), request.everyMillis(), request.forMillis());
            answer(exchange, 200, Map.of());
        } catch (Json.MalformedException | IllegalArgumentException wrong) {
            answer(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private void room(HttpExchange exchange) throws IOException {
        try {
            RoomRequest request = body(exchange, RoomRequest.class);
            proxy.later(() -> makeRoom(request.process()), request.afterMillis());
            answer(exchange, 200, Map.of());
        } catch (Json.MalformedException wrong) {
            answer(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private static void makeRoom(ProcessRef process) {
        try {
            DiskFull.clear(process);
        } catch (LabException gone) {
            System.err.println(gone.getMessage());
        }
    }

    private static <T> T body(HttpExchange exchange, Class<T> type) throws IOException, Json.MalformedException {
        return Json.read(
                exchange.getRequestBody().readNBytes(BODY_LIMIT),
                type,
                exchange.getRequestURI().getPath());
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        try (exchange) {
            byte[] json = Json.bytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, json.length);
            exchange.getResponseBody().write(json);
        }
    }
}
