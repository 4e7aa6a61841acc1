package dev.baton.link;

import dev.baton.model.CheckStatus;
import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.ServiceId;
import dev.baton.port.Telemetry;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process's own endpoint: what its members say of themselves, for peers, consoles and monitoring.
 *
 * <ul>
 *   <li>{@code GET /status}: the members as JSON
 *   <li>{@code GET /stream}: server-sent events: {@code hello} first, with the statuses if they are fresh, then {@code status} for each {@link #beat} and {@code event} for each
 *       {@link #publish}
 *   <li>{@code GET /metrics}: Prometheus text
 *   <li>{@code GET /live}: 200 while no liveness check fails, else 503 with the reason; {@code GET /ready}: 200 while each member is primary
 *       or could become it and no readiness check fails, else 503 with the reasons
 *   <li>{@code GET /primary}, {@code GET /primary/GROUP}: 200 while this process holds an open guard for all groups, or for that one; else 503
 * </ul>
 *
 * <p>It only ever tells: GET and HEAD, no body, a request line of at most 4 KiB, headers of at most 8 KiB. A request must be in and answered
 * within 5 s of the connect, a TLS handshake within 3 s, another request within 10 s. There are at most 256 connections, 128 from one
 * address; who has asked nothing yet gives way to a newcomer first, a stream never does.
 *
 * <p>Threading: {@link #beat} and {@link #publish} may be called from any thread and never block; one event loop serves all, and each stream
 * has a bounded queue, from which the oldest frames are dropped and counted. A stream that takes nothing for 5 s is closed; the 65th is
 * refused.
 */
public final class LinkServer implements Telemetry {
    /** A stream begins with the present statuses only if they are this young; otherwise the next beat brings them. */
    private static final long GREETING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LinkTransport transport;
    private final Config config;
    private final AtomicLong seq = new AtomicLong();
    private volatile long beatNanos; // 0 before the first

    /**
     * What to serve, and where.
     *
     * @param port 0 for a free one
     * @param statuses the members now; called on the server's one thread, must not block
     * @param extraMetrics more lines of Prometheus text, or an empty string; called like {@code statuses}
     * @param checks the health checks now; called like {@code statuses}
     * @param primary who is primary; called like {@code statuses}
     * @param tls the certificate of this process; with it each client must show one of a trusted authority. Null: whoever connects may read
     */
    public record Config(
            String bindHost,
            int port,
            ServiceId service,
            Incarnation incarnation,
            Supplier<List<MemberStatus>> statuses,
            Supplier<String> extraMetrics,
            Supplier<List<CheckStatus>> checks,
            PrimarySource primary,
            @Nullable TlsIdentity tls) {
        /** Without TLS. */
        public Config(
                String bindHost,
                int port,
                ServiceId service,
                Incarnation incarnation,
                Supplier<List<MemberStatus>> statuses,
                Supplier<String> extraMetrics,
                Supplier<List<CheckStatus>> checks,
                PrimarySource primary) {
            this(bindHost, port, service, incarnation, statuses, extraMetrics, checks, primary, null);
        }

        /** Without TLS and health checks, and primary of nothing. */
        public Config(
                String bindHost,
                int port,
                ServiceId service,
                Incarnation incarnation,
                Supplier<List<MemberStatus>> statuses,
                Supplier<String> extraMetrics) {
            this(bindHost, port, service, incarnation, statuses, extraMetrics, List::of, List::of);
        }
    }

    /**
     * Listens at once.
     *
     * @throws IOException naming host and port and what to do, where it cannot listen there
     */
    public static LinkServer open(Config config) throws IOException {
        String where = config.bindHost() + ":" + config.port();
        if (config.port() < 0 || config.port() > 65_535) {
            throw new IOException("cannot listen on " + where + ": expected a port from 0 (any free one) to 65535");
        }
        InetSocketAddress address = new InetSocketAddress(config.bindHost(), config.port());
        if (address.isUnresolved()) {
            throw new IOException("cannot listen on " + where + ": the host name '" + config.bindHost()
                    + "' is not known; expected a name or address of this machine");
        }
        try {
            return new LinkServer(config, address);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + where + ": " + e.getMessage() + "; choose another port (0 takes a free one)"
                            + " or end the process that has this one",
                    e);
        }
    }

    private LinkServer(Config config, InetSocketAddress address) throws IOException {
        this.config = config;
        transport = new LinkTransport(config.tls(), this::greeting);
        transport.open(address, new Endpoints(config, transport.streams(), transport.refusals()));
    }

    private List<byte[]> greeting() {
        List<MemberStatus> members = config.statuses().get();
        byte[] hello =
                Wire.frame(Wire.HELLO, new Wire.Hello(config.service(), config.incarnation(), members.isEmpty()));
        long last = beatNanos;
        if (last != 0 && System.nanoTime() - last > GREETING_NANOS) {
            return List.of(hello); // An old word would be taken for a sign of life.
        }
        return List.of(
                hello, Wire.frame(Wire.STATUS, new Wire.Beat(config.service(), config.incarnation(), 0, members)));
    }

    /** The port that it listens on. */
    public int port() {
        return transport.port();
    }

    /** How many streams are open. */
    public int clients() {
        return transport.streams().size();
    }

    /** Sends the members' present state to each stream. A call costs the JSON once; the writing is done by the event loop. */
    public void beat(List<MemberStatus> members) {
        beatNanos = System.nanoTime() | 1;
        long number = seq.incrementAndGet();
        if (transport.streams().size() > 0) {
            transport
                    .streams()
                    .offer(Wire.frame(
                            Wire.STATUS,
                            new Wire.Beat(config.service(), config.incarnation(), number, List.copyOf(members))));
        }
    }

    @Override
    public void publish(Event event) {
        if (transport.streams().size() > 0) {
            transport.streams().offer(Wire.frame(Wire.EVENT, event));
        }
    }

    /** Frames dropped for clients that were too slow. */
    @Override
    public long dropped() {
        return transport.streams().dropped();
    }

    /** Closes all streams and stops listening. Does not wait for clients. */
    @Override
    public void close() {
        transport.close();
    }
}
