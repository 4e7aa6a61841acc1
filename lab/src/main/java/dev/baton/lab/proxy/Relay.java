package dev.baton.lab.proxy;

import dev.baton.lab.proxy.Condition.Mode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One route at work: its door, its links, its condition.
 *
 * <p>The door is open while the process behind it listens, or while the route is cut in any way: a cut-off host refuses nobody.
 * Thread-safe.
 */
final class Relay {
    private static final int BACKLOG = 128;
    /** A client that reconnects for ever into a cut must not exhaust the proxy. */
    private static final int MAX_LINKS = 200;

    private static final int SHUT_LIMIT_MILLIS = 200;

    private final Route route;
    private final Upstream upstream;
    private final Gate there = new Gate();
    private final Gate back = new Gate();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    /** Those of them that came under a cut of the way there: their first packet has reached nobody who could answer. */
    private final Set<Link> unheard = ConcurrentHashMap.newKeySet();

    private @Nullable ServerSocket door;
    private @Nullable Thread acceptor;
    private volatile @Nullable String problem;

    Relay(Route route, Upstream upstream) {
        this.route = route;
        this.upstream = upstream;
        upstream.add(this);
    }

    Route route() {
        return route;
    }

    /** From who connects to what is connected to. */
    Condition there() {
        return there.condition();
    }

    /** The other way. */
    Condition back() {
        return back.condition();
    }

    private boolean cut() {
        return there().mode() == Mode.CUT || back().mode() == Mode.CUT;
    }

    private boolean resets() {
        return there().mode() == Mode.RESET || back().mode() == Mode.RESET;
    }

    int links() {
        return links.size();
    }

    synchronized boolean listening() {
        return door != null;
    }

    /** Why the door cannot be opened, or null. */
    @Nullable
    String problem() {
        return problem;
    }

    void set(Condition nextThere, Condition nextBack) {
        there.set(nextThere);
        back.set(nextBack);
        upstreamChanged();
        if (resets()) {
            resetAll();
        } else {
            resetIfDown();
        }
    }

    /** Opens or shuts the door, as the upstream and the condition now are. */
    synchronized void upstreamChanged() {
        boolean wanted = upstream.up() || cut();
        if (wanted && door == null) {
            open();
        } else if (!wanted && door != null) {
            shut(door);
            door = null;
        }
    }

    void resetIfDown() {
        // The reset of a dead process takes the way back.
        if (!upstream.up() && back().mode() != Mode.CUT) {
            boolean lost = there().mode() == Mode.CUT;
            links.stream().filter(link -> !lost || !unheard.contains(link)).forEach(Link::reset);
        }
    }

    private void ended(Link link) {
        links.remove(link);
        unheard.remove(link);
    }

    void close() {
        synchronized (this) {
            if (door != null) {
                shut(door);
                door = null;
            }
        }
        resetAll();
    }

    private void open() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(route.host(), route.port()), BACKLOG);
            door = socket;
            problem = null;
            // A platform thread: closing the socket under it takes the port away at once, which under a virtual thread
            // it does not.
            acceptor = Thread.ofPlatform()
                    .daemon()
                    .name("accept-" + route.from() + "-" + route.to())
                    .stackSize(256 * 1024)
                    .start(() -> accept(socket));
        } catch (IOException taken) {
            problem = "port " + route.port() + " of route " + route.from() + " to " + route.to() + " cannot be opened: "
                    + taken.getMessage();
            System.err.println(problem);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                if (resets() || links.size() >= MAX_LINKS) {
                    Link.reset(client);
                    continue;
                }
                Link link = new Link(client, upstream, there, back, this::ended);
                if (there().mode() == Mode.CUT) {
                    unheard.add(link);
                }
                links.add(link);
                link.start();
                // The upstream may have gone between the accept and the add.
                resetIfDown();
            } catch (IOException closedOrAborted) {
                // The loop's condition tells which.
            }
        }
    }

    private void resetAll() {
        links.forEach(Link::reset);
    }

    private void shut(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is closed all the same.
        }
        Thread last = acceptor;
        if (last != null) {
            try {
                // Until its accept has returned, the kernel may still let one more in.
                last.join(SHUT_LIMIT_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
