package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The open streams of one server. By the event loop's thread, save where it says otherwise. */
final class Streams {
    static final int MAX_CLIENTS = 64;
    /** Frames on their way to the event loop: more only if that stands still. */
    private static final int HANDOVER = 256;

    private static final byte[] HEAD = Answer.STREAM_HEAD.getBytes(US_ASCII);

    private final EventLoop loop;
    private final ByteBufAllocator allocator;
    private final Supplier<List<byte[]>> greeting;
    private final Map<Channel, StreamClient> clients = new LinkedHashMap<>();
    private final Queue<byte[]> handover = new ArrayBlockingQueue<>(HANDOVER);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong dropped = new AtomicLong();
    private volatile int size;

    /** @param greeting makes the first frames of a stream */
    Streams(EventLoop loop, ByteBufAllocator allocator, Supplier<List<byte[]>> greeting) {
        this.loop = loop;
        this.allocator = allocator;
        this.greeting = greeting;
    }

    /** Begins a stream there; false where there is no place for it. */
    boolean open(Channel channel) {
        if (clients.size() >= MAX_CLIENTS) {
            return false;
        }
        // First registered, then greeted: a beat in between comes after the greeting and is not lost.
        long now = System.nanoTime();
        StreamClient client = new StreamClient(channel, now);
        clients.put(channel, client);
        size = clients.size();
        try {
            client.write(Frames.shared(allocator, HEAD), now);
            for (byte[] frame : greeting.get()) {
                client.write(Frames.shared(allocator, frame), now);
            }
            client.flush();
        } catch (RuntimeException e) {
            closed(channel);
            throw e;
        }
        return true;
    }

    void writable(Channel channel) {
        StreamClient client = clients.get(channel);
        if (client != null) {
            client.drain(System.nanoTime());
        }
    }

    void closed(Channel channel) {
        StreamClient client = clients.remove(channel);
        if (client != null) {
            client.release();
            size = clients.size();
        }
    }

    /** Ends who has not taken anything for long. */
    void look(long now) {
        List<StreamClient> stuck = new ArrayList<>();
        for (StreamClient client : clients.values()) {
            if (!client.look(now)) {
                stuck.add(client);
            }
        }
        stuck.forEach(StreamClient::abort);
    }

    /** From any thread; never blocks. */
    void offer(byte[] frame) {
        while (!handover.offer(frame)) {
            if (handover.poll() != null) {
                dropped.addAndGet(Math.max(1, size));
            }
        }
        if (scheduled.compareAndSet(false, true)) {
            try {
                loop.execute(this::send);
            } catch (RejectedExecutionException closed) {
                handover.clear();
            }
        }
    }

    private void send() {
        scheduled.set(false);
        long now = System.nanoTime();
        byte @Nullable [] frame = handover.poll();
        for (int i = 0; frame != null && i < HANDOVER; i++, frame = handover.poll()) {
            send(frame, now);
        }
        if (frame != null) {
            send(frame, now);
        }
        // A copy: whoever turns out to be gone leaves at once.
        for (StreamClient client : List.copyOf(clients.values())) {
            client.flush();
        }
    }

    private void send(byte[] frame, long now) {
        ByteBuf shared = Frames.shared(allocator, frame);
        for (StreamClient client : List.copyOf(clients.values())) {
            int gone = client.offer(shared.retainedDuplicate(), now);
            if (gone > 0) {
                dropped.addAndGet(gone);
            }
        }
        shared.release();
    }

    /** From any thread. */
    int size() {
        return size;
    }

    /** From any thread. */
    long dropped() {
        return dropped.get();
    }
}
