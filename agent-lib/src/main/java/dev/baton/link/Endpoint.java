package dev.baton.link;

import java.net.InetSocketAddress;

/** Where a process listens: {@code host:port}. */
record Endpoint(String host, int port) {
    /** @throws IllegalArgumentException naming what was expected */
    static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(0, colon));
            int port = Integer.parseInt(text.substring(colon + 1));
            boolean bracketed = host.length() > 1 && host.startsWith("[") && host.endsWith("]");
            String bare = bracketed ? host.substring(1, host.length() - 1) : host;
            if (!bare.isBlank() && port >= 1 && port <= 65_535) {
                return new Endpoint(bare, port);
            }
        } catch (NumberFormatException e) {
            // The message below says it.
        }
        throw new IllegalArgumentException(
                "endpoint '" + text + "': expected HOST:PORT with a port from 1 to 65535, for example 127.0.0.1:7101");
    }

    /** Resolved anew each time. */
    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
