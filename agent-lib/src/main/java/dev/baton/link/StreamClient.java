package dev.baton.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One reader of a stream, and what it has not taken yet, bounded in frames and bytes. By the event loop's thread only. */
final class StreamClient {
    private static final int MAX_FRAMES = 256;
    private static final long MAX_BYTES = 4L << 20;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Channel channel;
    private final Deque<ByteBuf> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long wroteNanos;
    private @Nullable Object head; // of what the kernel has not taken yet
    private long progress;
    private long movedNanos;

    StreamClient(Channel channel, long now) {
        this.channel = channel;
        this.wroteNanos = now;
        this.movedNanos = now;
    }

    /** Takes over the frame; {@link #flush} sends it. Returns how many older frames gave way to it. */
    int offer(ByteBuf frame, long now) {
        if (queue.isEmpty() && channel.isWritable()) {
            write(frame, now);
            return 0;
        }
        queue.add(frame);
        queuedBytes += frame.readableBytes();
        int dropped = 0;
        while (queue.size() > MAX_FRAMES || (queuedBytes > MAX_BYTES && queue.size() > 1)) {
            next().release();
            dropped++;
        }
        return dropped;
    }

    void flush() {
        channel.flush();
    }

    /** The reader has taken something. */
    void drain(long now) {
        while (!queue.isEmpty() && channel.isWritable()) {
            write(next(), now);
        }
        channel.flush();
    }

    private ByteBuf next() {
        ByteBuf frame = queue.remove();
        queuedBytes -= frame.readableBytes();
        return frame;
    }

    /** Takes over the frame and puts it behind what the kernel has not taken yet, whatever that is. */
    void write(ByteBuf frame, long now) {
        ChannelFuture unused = channel.write(frame, channel.voidPromise());
        wroteNanos = now;
    }

    /** Says something on a quiet stream, so that its end is noticed; false where the reader has taken nothing for long. */
    @SuppressWarnings("ReferenceEquality") // The same buffer, not one with the same bytes.
    boolean look(long now) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        if (out == null) {
            return true; // Closed already.
        }
        Object first = out.current();
        if (first == null || first != head || out.currentProgress() != progress) {
            head = first;
            progress = out.currentProgress();
            movedNanos = now;
        }
        if (first == null && now - wroteNanos >= QUIET_NANOS) {
            write(Frames.keepAlive(), now);
            channel.flush();
        }
        return now - movedNanos <= STUCK_NANOS;
    }

    void abort() {
        Connection.abort(channel);
    }

    void release() {
        queue.forEach(ByteBuf::release);
        queue.clear();
        queuedBytes = 0;
    }
}
