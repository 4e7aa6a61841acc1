package dev.baton.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One reader of a stream: a bounded queue, and the thread that writes from it. */
final class StreamClient {
    private static final int QUEUE = 256;
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(US_ASCII);

    private final OutputStream out;
    private final AtomicLong dropped;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile long writingSince; // 0 while not in a write
    private @Nullable Thread writer; // guarded by this; null once nothing may be interrupted any more

    StreamClient(OutputStream out, AtomicLong dropped) {
        this.out = out;
        this.dropped = dropped;
    }

    /** Never blocks: drops the oldest frame where the queue is full, and ends a client that has not taken anything for long. */
    void offer(byte[] frame) {
        while (!queue.offer(frame)) {
            if (queue.poll() != null) {
                dropped.incrementAndGet();
            }
        }
        long since = writingSince;
        if (since != 0 && System.nanoTime() - since > STUCK_NANOS) {
            end();
        }
    }

    /** Writes until the client leaves or {@code closed}; a quiet stream gets a comment each second, so that its end is noticed. */
    void run(List<byte[]> greeting, BooleanSupplier closed) throws IOException {
        synchronized (this) {
            writer = Thread.currentThread();
        }
        try {
            for (byte[] frame : greeting) {
                write(frame);
            }
            flush();
            while (!closed.getAsBoolean()) {
                byte[] frame = queue.poll(1, TimeUnit.SECONDS);
                write(frame == null ? KEEP_ALIVE : frame);
                for (frame = queue.poll(); frame != null; frame = queue.poll()) {
                    write(frame);
                }
                flush();
            }
        } catch (InterruptedException e) {
            // Ended: the caller closes the exchange.
        }
    }

    private void write(byte[] frame) throws IOException {
        writingSince = System.nanoTime() | 1;
        out.write(frame);
        writingSince = 0;
    }

    private void flush() throws IOException {
        writingSince = System.nanoTime() | 1;
        out.flush();
        writingSince = 0;
    }

    /** Ends the stream from another thread. An interrupt closes the channel that a write is blocked in. */
    synchronized void end() {
        if (writer != null) {
            writer.interrupt();
        }
    }

    /** The writing thread leaves: from now on it is not interrupted, and a late interrupt is cleared before the thread is used again. */
    synchronized void finish() {
        writer = null;
        Thread.interrupted();
    }
}
