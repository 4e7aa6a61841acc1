package dev.baton.agent;

import dev.baton.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log, once a day and for weeks ahead, that the certificate of this process ends. By one thread. */
final class CertificateWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final long AHEAD_MILLIS = Duration.ofDays(21).toMillis();
    private static final long AGAIN_MILLIS = Duration.ofDays(1).toMillis();

    private final Ticker ticker;
    private long toldMillis = -AGAIN_MILLIS;
    private String told = "";

    CertificateWatch(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Whether it was told: at most once a day for the same certificate. */
    boolean look(LinkAddress address) {
        long now = ticker.wallMillis();
        Long until = address.certificateUntil();
        if (until == null || until - now > AHEAD_MILLIS) {
            return false;
        }
        String which = String.valueOf(address.fingerprint());
        if (which.equals(told) && now - toldMillis < AGAIN_MILLIS) {
            return false;
        }
        told = which;
        toldMillis = now;
        LOG.warn(
                "the certificate of this process {} on {}: expected more than 21 days; put a new PKCS#12 file in its place,"
                        + " no restart is needed",
                until <= now ? "has expired" : "expires",
                Instant.ofEpochMilli(until));
        return true;
    }
}
