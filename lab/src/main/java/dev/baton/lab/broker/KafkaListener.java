package dev.baton.lab.broker;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One door of the broker on 127.0.0.1. A client that comes in by it is told {@code advertisedPort} for everything that follows, so a
 * listener that stands behind a proxy keeps its clients behind that proxy.
 *
 * @param name upper-case letters, digits and underscores; unique in a broker, and not {@code CONTROLLER} or {@code BROKER}
 * @param port where it listens
 * @param advertisedHost what clients are told; loopback where there is no proxy elsewhere
 * @param advertisedPort what clients are told; {@code port} itself where there is no proxy
 */
public record KafkaListener(String name, int port, String advertisedHost, int advertisedPort) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Pattern LEGAL = Pattern.compile("[A-Z][A-Z0-9_]{0,40}");

    public KafkaListener {
        if (!LEGAL.matcher(name).matches() || name.equals("CONTROLLER") || name.equals("BROKER")) {
            throw new IllegalArgumentException("listener name '" + name
                    + "' is not legal: expected upper-case letters, digits or '_', and neither CONTROLLER nor BROKER");
        }
        requirePort(name, port);
        requirePort(name, advertisedPort);
    }

    /** A listener with a proxy on loopback. */
    public KafkaListener(String name, int port, int advertisedPort) {
        this(name, port, LOOPBACK, advertisedPort);
    }

    /** A listener without a proxy. */
    public static KafkaListener direct(String name, int port) {
        return new KafkaListener(name, port, port);
    }

    /** Reads {@code NAME=PORT}, {@code NAME=PORT:ADVERTISED} or {@code NAME=PORT:HOST:ADVERTISED}; the name may be in lower case. */
    public static KafkaListener parse(String text) {
        String[] parts = text.split("[=:]", -1);
        try {
            if (parts.length >= 2 && parts.length <= 4) {
                int port = Integer.parseInt(parts[1]);
                int advertised = parts.length == 2 ? port : Integer.parseInt(parts[parts.length - 1]);
                String host = parts.length == 4 ? parts[2] : LOOPBACK;
                return new KafkaListener(parts[0].toUpperCase(Locale.ROOT), port, host, advertised);
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the message below.
        }
        throw new IllegalArgumentException("listener '" + text
                + "': expected NAME=PORT, NAME=PORT:ADVERTISED or NAME=PORT:HOST:ADVERTISED, for example A=9101:9201");
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("listener " + name + ": port " + port + " is not in 1 to 65535");
        }
    }
}
