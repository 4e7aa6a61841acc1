package dev.baton.zookeeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP proxy that can hold back everything (the connections stay open and silent), hold back answers only, reset its connections,
 * or be down.
 */
final class TestProxy implements AutoCloseable {
    private static final class Gate {
        private boolean open = true;

        synchronized void open(boolean now) {
            open = now;
            notifyAll();
        }

        synchronized void pass() throws InterruptedException {
            while (!open) {
                wait();
            }
        }
    }

    private volatile ServerSocket listener;
    private final int port;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Gate requests = new Gate();
    private final Gate answers = new Gate();

    TestProxy(int target) {
        this.target = target;
        listener = listen(0);
        port = listener.getLocalPort();
        up(listener);
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void up(ServerSocket on) {
        listener = on;
        start(() -> accept(on));
    }

    /** Refuses connections, and breaks those that there are. */
    void down() throws IOException {
        listener.close();
        reset();
    }

    /** Accepts connections again. */
    void up() {
        up(listen(port));
    }

    /** How many there are now. */
    long connections() {
        return sockets.stream().filter(socket -> !socket.isClosed()).count() / 2;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** From now on nothing passes. */
    void blackHole() {
        requests.open(false);
        answers.open(false);
    }

    /** From now on requests pass and answers do not. */
    void holdAnswers() {
        answers.open(false);
    }

    /** What was held back passes now. */
    void heal() {
        requests.open(true);
        answers.open(true);
    }

    /** Breaks all connections; what was held back in them is lost. */
    void reset() {
        for (Socket socket : List.copyOf(sockets)) {
            sockets.remove(socket);
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (IOException e) {
                // Gone already.
            }
        }
    }

    private void accept(ServerSocket on) {
        while (!on.isClosed()) {
            try {
                Socket client = on.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                start(() -> pump(client, server, requests));
                start(() -> pump(server, client, answers));
            } catch (IOException e) {
                // The listener is closed, or the server is down: the client sees it.
            }
        }
    }

    private static void pump(Socket from, Socket to, Gate gate) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                gate.pass();
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // Broken: both are closed.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "test-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        heal();
        reset();
    }
}
