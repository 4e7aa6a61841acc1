package dev.baton.lab.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client connection and its upstream one, with a thread for each direction.
 *
 * <p>Platform threads, since they add 10 microseconds each way where virtual ones add 30, and stay near that on a busy machine where
 * those need milliseconds; and because closing a socket under one takes effect at once.
 */
final class Link {
    private static final int PIECE_BYTES = 32 * 1024;
    private static final int STACK_BYTES = 256 * 1024;

    private final Socket client;
    private final Socket server = new Socket();
    private final Upstream upstream;
    private final Gate there;
    private final Gate back;
    private final Consumer<Link> ended;
    private final AtomicInteger halves = new AtomicInteger(2);

    Link(Socket client, Upstream upstream, Gate there, Gate back, Consumer<Link> ended) {
        this.client = client;
        this.upstream = upstream;
        this.there = there;
        this.back = back;
        this.ended = ended;
    }

    void start() {
        thread("link", this::connectAndPump);
    }

    /** Resets both sides at once. */
    void reset() {
        reset(client);
        reset(server);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // Then there is nothing left to reset.
        }
        close(socket);
    }

    private void connectAndPump() {
        try {
            client.setTcpNoDelay(true);
            // A handshake needs both ways.
            there.pass();
            back.pass();
            server.setTcpNoDelay(true);
            server.connect(upstream.address(), Upstream.CONNECT_LIMIT_MILLIS);
        } catch (IOException refused) {
            upstream.gone();
            reset();
            ended.accept(this);
            return;
        } catch (InterruptedException stop) {
            reset();
            ended.accept(this);
            return;
        }
        thread("link-back", () -> pump(server, client, back, upstream));
        pump(client, server, there, null);
    }

    /** {@code suspect} is the upstream to be asked for when {@code from} breaks, or null where {@code from} is the client. */
    private void pump(Socket from, Socket to, Gate gate, @Nullable Upstream suspect) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(piece);
            while (read >= 0) {
                gate.pass();
                out.write(piece, 0, read);
                read = in.read(piece);
            }
            gate.pass();
            if (suspect != null && suspect.gone()) {
                reset();
            } else {
                to.shutdownOutput();
            }
        } catch (IOException broken) {
            afterReset(gate, suspect);
        } catch (InterruptedException stop) {
            reset();
        } finally {
            if (halves.decrementAndGet() == 0) {
                close(client);
                close(server);
                ended.accept(this);
            }
        }
    }

    private void afterReset(Gate gate, @Nullable Upstream suspect) {
        try {
            // A cut hides a reset too.
            gate.pass();
            if (suspect != null && !server.isClosed()) {
                suspect.gone();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        reset();
    }

    private static void thread(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).stackSize(STACK_BYTES).start(work);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is closed all the same.
        }
    }
}
