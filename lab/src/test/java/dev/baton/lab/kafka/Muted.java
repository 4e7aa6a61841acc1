package dev.baton.lab.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP relay that can swallow what the server says while it passes on what the client says: answers get lost, requests do not. */
final class Muted implements AutoCloseable {
    private final ServerSocket door;
    private final int upstream;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean muted;

    Muted(int upstream) throws IOException {
        this.upstream = upstream;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** From now on no answer comes through. */
    void mute() {
        muted = true;
    }

    /** Answers come through again, on new connections; what was swallowed is lost. */
    void unmute() {
        muted = false;
        sockets.forEach(Muted::close);
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        door.close();
        sockets.forEach(Muted::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                Thread.ofVirtual().start(() -> pump(server, client, true));
            } catch (IOException closedOrRefused) {
                // The loop's condition tells which.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(piece);
            while (read >= 0) {
                if (!(answers && muted)) {
                    out.write(piece, 0, read);
                }
                read = in.read(piece);
            }
        } catch (IOException broken) {
            // Both sides are closed by now.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is closed all the same.
        }
    }
}
