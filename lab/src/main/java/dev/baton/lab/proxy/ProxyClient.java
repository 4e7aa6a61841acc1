package dev.baton.lab.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.lab.LabException;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.lab.proxy.Route.Kind;
import dev.baton.model.Json;
import dev.baton.secure.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Speaks to the proxy daemon. Each call blocks for at most some seconds. */
public final class ProxyClient {
    private static final int LIMIT_MILLIS = 3_000;

    private final String base;
    private final @Nullable Path tokenFile;

    /**
     * Asks nothing yet.
     *
     * @param address the control's {@code host:port}
     * @param tokenFile what it asks for lies there; null where it asks for nothing
     */
    public ProxyClient(String address, @Nullable Path tokenFile) {
        this.base = "http://" + address;
        this.tokenFile = tokenFile;
    }

    /** Sets what happens between a service and each of {@code what}; {@link Duration#ZERO} for no end. */
    public void fault(String service, Set<Kind> what, Condition condition, Direction direction, Duration limit)
            throws LabException {
        call("/fault", new ProxyControl.FaultRequest(service, what, condition, direction, limit.toMillis()));
    }

    /** Has the daemon send a signal later, whether or not this process still runs then. */
    public void signalLater(ProcessRef process, Signal signal, Duration after) throws LabException {
        call("/signal", new ProxyControl.SignalRequest(process, signal, after.toMillis()));
    }

    /** Has the daemon pause a process for {@code pause}, every {@code every}, for {@code time}. */
    public void pauses(ProcessRef process, Duration pause, Duration every, Duration time) throws LabException {
        call("/pauses", new ProxyControl.PausesRequest(process, pause.toMillis(), every.toMillis(), time.toMillis()));
    }

    /** Has the daemon make room on a process's disk later. */
    public void roomLater(ProcessRef process, Duration after) throws LabException {
        call("/room", new ProxyControl.RoomRequest(process, after.toMillis()));
    }

    /** The routes with their state, as the daemon's JSON. */
    public JsonNode routes() throws LabException {
        return call("/routes", null);
    }

    private @Nullable String token() throws LabException {
        try {
            return tokenFile == null ? null : new String(SecretFile.firstLine(tokenFile));
        } catch (IOException unreadable) {
            throw new LabException(
                    "the token of the lab's proxy cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private JsonNode call(String path, @Nullable Object body) throws LabException {
        String token = token();
        try {
            HttpURLConnection http =
                    (HttpURLConnection) URI.create(base + path).toURL().openConnection();
            http.setConnectTimeout(LIMIT_MILLIS);
            http.setReadTimeout(LIMIT_MILLIS);
            if (token != null) {
                http.setRequestProperty(ProxyControl.HEADER, ProxyControl.header(token));
            }
            if (body != null) {
                http.setDoOutput(true);
                http.getOutputStream().write(Json.bytes(body));
            }
            int status = http.getResponseCode();
            try (InputStream in = status < 400 ? http.getInputStream() : http.getErrorStream()) {
                JsonNode answer = Json.mapper().readTree(in);
                if (status >= 400) {
                    throw new LabException(answer.path("error").asText("the proxy answered " + status));
                }
                return answer;
            }
        } catch (IOException silent) {
            throw new LabException("the lab's proxy does not answer at " + base + ": " + silent.getMessage()
                    + ". Is the lab up? See `baton lab status`.");
        }
    }
}
