package dev.baton.lab.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A process behind the proxy: sends back what it gets, and can die as a killed process does. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket door;
    private final Thread accepting;
    private final AtomicLong heard = new AtomicLong();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    EchoServer(int port) throws IOException {
        door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        accepting = Thread.ofPlatform().daemon().name("echo").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                clients.add(client);
                Thread.ofPlatform().daemon().name("echo-client").start(() -> echo(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** How many bytes have come in, from all clients. */
    long heard() {
        return heard.get();
    }

    /** Says something to every client unasked. */
    void say(String text) {
        for (Socket client : clients) {
            try {
                client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // One that only looked whether somebody listens.
            }
        }
    }

    private void echo(Socket client) {
        byte[] piece = new byte[8_192];
        try (client) {
            int read = client.getInputStream().read(piece);
            while (read >= 0) {
                heard.addAndGet(read);
                client.getOutputStream().write(piece, 0, read);
                read = client.getInputStream().read(piece);
            }
        } catch (IOException gone) {
            // The client has gone.
        }
    }

    /** Shuts the door and drops all connections, in the order of a process that is killed. */
    @Override
    public void close() throws IOException {
        door.close();
        try {
            accepting.join(); // Until its accept has returned, the kernel may still let one more in.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket client : clients) {
            client.close();
        }
    }
}
