package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/** Frames as buffers that many streams send at once: read-only, since TLS would else write what follows into the first one's memory. */
final class Frames {
    private static final ByteBuf KEEP_ALIVE = Unpooled.unreleasableBuffer(
            Unpooled.directBuffer(4).writeBytes(":\n\n".getBytes(US_ASCII)).asReadOnly());

    private Frames() {}

    /** To be released by the caller; each stream takes a duplicate. */
    static ByteBuf shared(ByteBufAllocator allocator, byte[] frame) {
        return allocator.directBuffer(frame.length).writeBytes(frame).asReadOnly();
    }

    /** A comment, which says only that the stream stands. */
    static ByteBuf keepAlive() {
        return KEEP_ALIVE.duplicate();
    }
}
