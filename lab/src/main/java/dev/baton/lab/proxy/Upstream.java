package dev.baton.lab.proxy;

import dev.baton.lab.process.Pause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One real address behind the proxy, and whether its process listens now.
 *
 * <p>It is not polled while it is up: a broken connection leads to a probe, and a refused probe means that the process is gone. While it
 * is down it is probed every {@value #PROBE_EVERY_MILLIS} ms. Thread-safe.
 */
final class Upstream {
    /** Long: a process that hangs is silent, and so must the proxy be. */
    static final int CONNECT_LIMIT_MILLIS = 60_000;

    private static final int PROBE_EVERY_MILLIS = 20;
    /** A process that is being torn down neither refuses nor accepts for a moment. */
    private static final int PROBE_LIMIT_MILLIS = 10;

    private static final int PROBE_TRIES = 10;
    /** A process that is being torn down may drop a connection before its door. */
    private static final int LOOK_AGAIN_MILLIS = 2;

    private final InetSocketAddress address;
    private final List<Relay> relays = new CopyOnWriteArrayList<>();
    private final AtomicBoolean lookingAgain = new AtomicBoolean();
    private volatile boolean up;

    Upstream(InetSocketAddress address) {
        this.address = address;
    }

    InetSocketAddress address() {
        return address;
    }

    boolean up() {
        return up;
    }

    void add(Relay relay) {
        relays.add(relay);
    }

    /** Looks once, then watches for the process to come, without end. */
    void start() {
        if (probe() == Answer.ACCEPTED) {
            markUp();
        } else {
            watch();
        }
    }

    /**
     * A connection to it broke or was refused: asks whether it still listens.
     *
     * @return true where it is gone; then every relay to it has shut its door and reset its clients
     */
    boolean gone() {
        if (down()) {
            return true;
        }
        for (int i = 0; i < PROBE_TRIES; i++) {
            switch (probe()) {
                case REFUSED -> {
                    markDown();
                    return true;
                }
                case ACCEPTED -> {
                    lookAgain();
                    return false;
                }
                case SILENT -> {
                    // Being torn down, or its queue is full: ask again.
                }
            }
        }
        return false;
    }

    /** Waits for a {@link #markDown} at work: whoever is told that it is gone may rely on the doors being shut. */
    private synchronized boolean down() {
        return !up;
    }

    private void lookAgain() {
        if (lookingAgain.compareAndSet(false, true)) {
            Thread.ofVirtual().name("look-again-" + address.getPort()).start(() -> {
                if (Pause.millis(LOOK_AGAIN_MILLIS) && probe() == Answer.REFUSED) {
                    markDown();
                }
                lookingAgain.set(false);
            });
        }
    }

    private enum Answer {
        ACCEPTED,
        REFUSED,
        SILENT
    }

    private Answer probe() {
        try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.connect(address, PROBE_LIMIT_MILLIS);
            return Answer.ACCEPTED;
        } catch (ConnectException refused) {
            return Answer.REFUSED;
        } catch (IOException silent) {
            return Answer.SILENT;
        }
    }

    private synchronized void markUp() {
        if (!up) {
            up = true;
            relays.forEach(Relay::upstreamChanged);
        }
    }

    private synchronized void markDown() {
        if (up) {
            up = false;
            // All doors first: a client that is reset must find every way back refused.
            relays.forEach(Relay::upstreamChanged);
            relays.forEach(Relay::resetIfDown);
            watch();
        }
    }

    private void watch() {
        Thread.ofVirtual().name("probe-" + address.getPort()).start(() -> {
            while (probe() != Answer.ACCEPTED) {
                if (!Pause.millis(PROBE_EVERY_MILLIS)) {
                    return;
                }
            }
            markUp();
        });
    }
}
