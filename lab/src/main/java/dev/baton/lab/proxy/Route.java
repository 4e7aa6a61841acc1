package dev.baton.lab.proxy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One directed need: {@code from} connects to {@code host}:{@code port} and means {@code upstreamHost}:{@code upstream}, which is {@code
 * to}.
 *
 * @param from a service, or {@code console}
 * @param to a service, {@code store} or {@code kafka}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Route(Kind kind, String from, String to, String host, int port, String upstreamHost, int upstream) {
    private static final String LOOPBACK = "127.0.0.1";

    /** Both on loopback. */
    public Route(Kind kind, String from, String to, int port, int upstream) {
        this(kind, from, to, LOOPBACK, port, LOOPBACK, upstream);
    }

    /** What a route is for; also what a fault can be aimed at. */
    public enum Kind {
        STORE,
        KAFKA,
        PEERS,
        CONSOLE
    }

    /** Whether {@code service} is who connects on this route; else it is connected to. */
    boolean from(String service) {
        return from.equals(service);
    }

    /** Whether a fault of {@code service} towards {@code what} hits this route: peers in both directions. */
    public boolean touches(String service, Kind what) {
        return kind == what
                && switch (what) {
                    case STORE, KAFKA -> from.equals(service);
                    case PEERS -> from.equals(service) || to.equals(service);
                    case CONSOLE -> to.equals(service);
                };
    }
}
