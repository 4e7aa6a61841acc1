package dev.baton.console.bench;

import dev.baton.console.connect.ClusterSources;
import dev.baton.console.connect.ConsoleConnection;
import dev.baton.console.connect.OwnClock;
import dev.baton.console.connect.Sources;
import dev.baton.console.model.ClusterView;
import dev.baton.model.Event;
import dev.baton.model.Json;
import dev.baton.model.MemberStatus;
import dev.baton.port.CoordinationStore;
import dev.baton.port.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long the console's own links take to a whole fleet: a socket of the loopback for each process, on which its hello and its first
 * heartbeat come. The other ends are in this process too, so the figure is never too small.
 */
final class ConnectTime {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int BACKLOG = 4_096;

    private final SimulatedFleet fleet;
    private final List<Socket> accepted = new ArrayList<>();

    ConnectTime(SimulatedFleet fleet) {
        this.fleet = fleet;
    }

    /** Milliseconds until every member was heard over a link; -1 where that takes more than a minute. */
    long measured() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().name("baton-bench-agents").start(() -> answer(server));
            String endpoint = "127.0.0.1:" + server.getLocalPort();
            long from = System.nanoTime();
            try (ConsoleConnection connection = ConsoleConnection.open(
                    new Real(new SimulatedStore(fleet, endpoint)), new OwnClock(Ticker.system()))) {
                return connection.await(this::whole, LIMIT) ? (System.nanoTime() - from) / 1_000_000 : -1;
            }
        } finally {
            for (Socket socket : accepted) {
                socket.close();
            }
        }
    }

    private boolean whole(ClusterView view) {
        return view.groups().values().stream()
                        .flatMap(group -> group.members().values().stream())
                        .filter(member -> member.status() != null)
                        .count()
                == fleet.members().size();
    }

    /** The n-th who connects hears the n-th member: which one it is changes nothing in how long all take. */
    private void answer(ServerSocket server) {
        try {
            for (int i = 0; i < fleet.members().size(); i++) {
                Socket socket = server.accept();
                accepted.add(socket);
                OutputStream out = socket.getOutputStream();
                out.write(said(i).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    private String said(int i) {
        MemberStatus status = fleet.status(i, 1);
        return "HTTP/1.1 200 OK\r\n\r\nevent: hello\ndata: "
                + Json.text(Map.of(
                        "service", status.member().service().value(),
                        "incarnation", status.incarnation().toString(),
                        "heartbeatless", false))
                + "\n\nevent: status\ndata: " + Json.text(Map.of("seq", 0, "members", List.of(status))) + "\n\n";
    }

    /** The console's links, and of a store what the fleet would write. */
    private record Real(CoordinationStore store) implements Sources {
        @Override
        public Links links(LinkSink sink) {
            return ClusterSources.streams(sink, null);
        }

        @Override
        public @Nullable AutoCloseable telemetry(Consumer<Event> past, Consumer<Event> sink) {
            return null;
        }
    }
}
