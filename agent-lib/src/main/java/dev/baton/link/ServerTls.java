package dev.baton.link;

import dev.baton.secure.TlsIdentity;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** TLS for the connections of a server: each client shows a certificate of a trusted authority, or is not served. */
final class ServerTls {
    /** How long a close waits for its last word to go out. */
    private static final long FAREWELL_MILLIS = 1_000;

    private final TlsIdentity identity;
    /** Signing takes longer than any heartbeat may wait: it is done beside the event loop. One task a connection at a time. */
    private final ThreadPoolExecutor handshakes;

    ServerTls(TlsIdentity identity) {
        this.identity = identity;
        handshakes = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(2 * Admission.MAX), task -> {
                    Thread thread = new Thread(task, "baton-link-handshakes");
                    thread.setDaemon(true);
                    return thread;
                });
        handshakes.allowCoreThreadTimeOut(true);
    }

    /** For one connection. */
    SslHandler handler() {
        SSLEngine engine = identity.contextForOne().createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = TlsChoice.narrowed(engine.getSSLParameters());
        parameters.setNeedClientAuth(true);
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine, handshakes);
        handler.setHandshakeTimeoutMillis(0); // The connection has its deadline.
        handler.setCloseNotifyFlushTimeoutMillis(FAREWELL_MILLIS);
        return handler;
    }

    void close() {
        handshakes.shutdownNow();
    }
}
