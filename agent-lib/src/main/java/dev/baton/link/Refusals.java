package dev.baton.link;

import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts those whose certificate was not accepted, and tells of them, at most once a minute. Counted by one thread, read by any. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final long TELL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong count = new AtomicLong();
    private long toldNanos;
    private long untold;

    void add(InetAddress from, Throwable why) {
        count.incrementAndGet();
        untold++;
        if (why instanceof ClosedChannelException) {
            return; // It went away by itself, or was too slow.
        }
        long now = System.nanoTime();
        if (toldNanos == 0 || now - toldNanos > TELL_NANOS) {
            toldNanos = now | 1;
            LOG.warn("{} TLS handshakes failed, the last one from {}: {}", untold, from, why.getMessage());
            untold = 0;
        }
    }

    long count() {
        return count.get();
    }

    String metrics() {
        return "# HELP baton_tls_failed_total TLS handshakes that failed: no certificate, an expired or foreign one, or none at all.\n"
                + "# TYPE baton_tls_failed_total counter\nbaton_tls_failed_total " + count() + "\n";
    }
}
