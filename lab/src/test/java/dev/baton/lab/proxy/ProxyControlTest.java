package dev.baton.lab.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.LabException;
import dev.baton.lab.proxy.Route.Kind;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may give orders to a proxy. */
class ProxyControlTest extends ProxyFixture {
    private static final String TOKEN = "right-one";
    private static final String CUT_A = "{\"service\":\"a\",\"what\":[\"STORE\"],"
            + "\"condition\":{\"mode\":\"CUT\",\"delayMillis\":0},\"direction\":\"BOTH\",\"forMillis\":0}";

    @TempDir
    Path dir;

    private Path file(String token, String permissions) throws Exception {
        Path file = Files.writeString(dir.resolve("token"), token + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private static ProxyClient client(ProxyControl control, @Nullable Path token) {
        return new ProxyClient("127.0.0.1:" + control.port(), token);
    }

    private static void cut(ProxyClient client) throws LabException {
        client.fault("a", Set.of(Kind.STORE), CUT, Direction.BOTH, Duration.ZERO);
    }

    private boolean passes() throws Exception {
        try (Socket client = connect(toStore)) {
            client.setSoTimeout(300);
            return exchange(client, "hello").equals("hello");
        } catch (java.net.SocketTimeoutException cut) {
            return false;
        }
    }

    @Test
    void withATokenOnlyWhoeverShowsItGivesOrders() throws Exception {
        ProxyControl control = ProxyControl.start(proxy, 0, TOKEN);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : List.of("/routes", "/fault", "/signal", "/pauses", "/room")) {
                for (String shown : List.of("", TOKEN, "Bearer ", "Bearer " + TOKEN + "x", "Basic " + TOKEN)) {
                    HttpRequest.Builder request = HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + control.port() + path))
                            .POST(HttpRequest.BodyPublishers.ofString(CUT_A));
                    if (!shown.isEmpty()) {
                        request.header("Authorization", shown);
                    }
                    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                    assertEquals(401, answer.statusCode(), path + " " + shown);
                    assertFalse(answer.body().contains(TOKEN), answer.body());
                }
            }
            assertTrue(passes());
            assertThrows(LabException.class, () -> cut(client(control, null)));
            assertThrows(LabException.class, () -> cut(client(control, file("wrong-one", "rw-------"))));
            LabException loose = assertThrows(LabException.class, () -> cut(client(control, file(TOKEN, "rw-r--r--"))));
            assertTrue(String.valueOf(loose.getMessage()).contains("chmod 600"), loose.getMessage());
            assertTrue(passes());
            ProxyClient own = client(control, file(TOKEN, "rw-------"));
            cut(own);
            assertFalse(passes());
            own.fault("a", Set.of(Kind.STORE), Condition.PASS, Direction.BOTH, Duration.ZERO);
            assertTrue(passes());
            assertEquals(2, own.routes().size());
        } finally {
            control.close();
        }
    }

    @Test
    void withoutATokenWhoeverIsOnTheMachineDoes() throws Exception {
        ProxyControl control = ProxyControl.start(proxy, 0, null);
        try {
            cut(client(control, null));
            assertFalse(passes());
        } finally {
            control.close();
        }
    }
}
