package dev.baton.link;

import dev.baton.model.Event;
import dev.baton.model.Incarnation;
import dev.baton.model.MemberStatus;
import dev.baton.model.Reach;
import dev.baton.model.ServiceId;
import dev.baton.port.PeerLinks.PeerEndpoint;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the stream of one process without end: connects, reads, and reconnects, at first at once and then with backoff up to 500 ms.
 *
 * <p>A broken connection is told the moment the kernel tells it; the reconnect that follows tells a dead process (REFUSED) from a cut or
 * hung one (TIMEOUT).
 *
 * <p>Threading: one thread a stream, on which the listener is called; it must only enqueue.
 */
public final class LinkStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkStream.class);

    /** What a stream tells. An exception from it is logged and changes nothing. */
    public interface Listener {
        /** The members of the process, as they said themselves; empty where it hosts none. */
        void heard(ServiceId service, Incarnation incarnation, List<MemberStatus> statuses);

        /** One event that the process published. */
        void event(Event event);

        /**
         * The link changed.
         *
         * <ul>
         *   <li>OK: the stream's hello is in
         *   <li>RESET: it broke, sent what is no stream, or either end did not accept the other's certificate; the reconnect has not been
         *       decided
         *   <li>REFUSED: nothing listens there; {@link #everOk} tells whether something did
         *   <li>TIMEOUT: no answer to a connect, or accepted and silent. A silent stream is OK again with its next frame
         *   <li>UNKNOWN: the name of the host is not known, or it wants a certificate and this process has none
         * </ul>
         *
         * @param rttMicros from the request to the hello; -1 where there is none
         */
        void link(Reach reach, long rttMicros, String detail);
    }

    private final Endpoint endpoint;
    private final Listener listener;
    private final @Nullable ServiceId expected;
    private final @Nullable TlsIdentity tls;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Socket socket; // guarded by this
    private @Nullable Reach told; // by the stream's thread only
    private volatile boolean everOk;
    private volatile @Nullable String fingerprint;

    /**
     * Starts to follow, without a certificate.
     *
     * @param endpoint {@code host:port}
     * @throws IllegalArgumentException where that is malformed
     */
    public static LinkStream follow(String endpoint, Listener listener) {
        return follow(new PeerEndpoint(endpoint), null, listener);
    }

    /**
     * Starts to follow.
     *
     * @param to where; a process that named its certificate is asked by TLS only, and must show that one
     * @param tls with it, each process is asked by TLS. Null: this process has no certificate
     * @throws IllegalArgumentException where the endpoint is malformed
     */
    public static LinkStream follow(PeerEndpoint to, @Nullable TlsIdentity tls, Listener listener) {
        return follow(to, tls, null, listener);
    }

    /** @param expected who must answer; anybody else is told as RESET. Null for anyone */
    static LinkStream follow(
            PeerEndpoint to, @Nullable TlsIdentity tls, @Nullable ServiceId expected, Listener listener) {
        LinkStream stream = new LinkStream(Endpoint.parse(to.endpoint()), tls, expected, listener);
        stream.expect(to.fingerprint());
        Thread thread = new Thread(stream::run, "baton-link-" + to.endpoint());
        thread.setDaemon(true);
        thread.start();
        return stream;
    }

    private LinkStream(Endpoint endpoint, @Nullable TlsIdentity tls, @Nullable ServiceId expected, Listener listener) {
        this.endpoint = endpoint;
        this.tls = tls;
        this.expected = expected;
        this.listener = listener;
    }

    /** From the next connection on, the other end must show the certificate with this fingerprint; null for any that is trusted. */
    public void expect(@Nullable String newFingerprint) {
        fingerprint = newFingerprint;
    }

    /** Whether a hello has ever come from there. */
    public boolean everOk() {
        return everOk;
    }

    /** Ends it. Does not wait for the thread; at most one call of the listener that is under way still finishes. */
    @Override
    public void close() {
        closed.countDown();
        Socket open;
        synchronized (this) {
            open = socket;
        }
        if (open != null) {
            closeQuietly(open);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        while (!isClosed()) {
            Attempt.End end = attempt();
            if (isClosed()) {
                return;
            }
            tell(end.reach(), -1, end.detail());
            try {
                if (closed.await(backoff.nextMillis(end), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Attempt.End attempt() {
        PatientSocket own = new PatientSocket();
        synchronized (this) {
            socket = own;
        }
        try {
            if (isClosed()) {
                return new Attempt.End(Reach.UNKNOWN, 0, "closed");
            }
            return new Attempt(endpoint, expected, own, new ClientTls(tls, fingerprint), new Sink())
                    .run(backoff.connectMillis());
        } catch (RuntimeException e) {
            LOG.error("the link to {} failed", endpoint, e);
            return new Attempt.End(Reach.RESET, 0, "failed: " + e.getMessage());
        } finally {
            closeQuietly(own);
        }
    }

    /** The listener, with what this stream remembers put in between. */
    private final class Sink implements Listener {
        @Override
        public void heard(ServiceId service, Incarnation incarnation, List<MemberStatus> statuses) {
            guarded(() -> listener.heard(service, incarnation, statuses));
        }

        @Override
        public void event(Event event) {
            guarded(() -> listener.event(event));
        }

        @Override
        public void link(Reach reach, long rttMicros, String detail) {
            tell(reach, rttMicros, detail);
        }
    }

    private void tell(Reach reach, long rttMicros, String detail) {
        if (reach != told) {
            told = reach;
            everOk |= reach == Reach.OK;
            guarded(() -> listener.link(reach, rttMicros, detail));
        }
    }

    private void guarded(Runnable call) {
        if (isClosed()) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("the listener of the link to {} failed", endpoint, e);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing: {}", e.getMessage());
        }
    }
}
