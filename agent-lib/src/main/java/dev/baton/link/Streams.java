package dev.baton.link;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The open streams of one server. */
final class Streams {
    static final int MAX_CLIENTS = 64;

    private final Supplier<List<byte[]>> greeting;
    private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MAX_CLIENTS);
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    /** @param greeting makes the first frames of a stream */
    Streams(Supplier<List<byte[]>> greeting) {
        this.greeting = greeting;
    }

    /** Serves a stream on the calling thread until the client leaves; false where there is no place for it. */
    boolean serve(HttpExchange exchange) throws IOException {
        if (closed || !places.tryAcquire()) {
            return false;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            StreamClient client = new StreamClient(exchange.getResponseBody(), dropped);
            // First registered, then greeted: a beat in between comes after the greeting and is not lost.
            clients.add(client);
            try {
                client.run(greeting.get(), () -> closed);
            } finally {
                clients.remove(client);
                client.finish();
            }
            return true;
        } finally {
            places.release();
        }
    }

    void offer(byte[] frame) {
        for (StreamClient client : clients) {
            client.offer(frame);
        }
    }

    int size() {
        return clients.size();
    }

    long dropped() {
        return dropped.get();
    }

    void close() {
        closed = true;
        clients.forEach(StreamClient::end);
    }
}
