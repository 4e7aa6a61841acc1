package dev.baton.link;

import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * TLS of one attempt. With an identity everybody is asked by TLS, and whoever named a certificate by nothing else: there is no way back to
 * plain.
 *
 * @param fingerprint what the other end's certificate must have; null for any that is trusted
 */
record ClientTls(@Nullable TlsIdentity identity, @Nullable String fingerprint) {
    /** Longer than the server's own deadline, so that a handshake which that one cut off is told as what it was. */
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Whether the other end wants TLS, and this process cannot. */
    boolean impossible() {
        return identity == null && fingerprint != null;
    }

    /** When the certificate of this process expires. */
    Instant ownUntil() {
        return identity == null ? Instant.MAX : identity.notAfter();
    }

    /** The same connection, secured where it must be, and the other end known. */
    Socket over(PatientSocket socket, Endpoint endpoint, LineInput.Silence silence) throws IOException {
        if (identity == null) {
            return socket;
        }
        socket.patient(silence);
        socket.until(System.nanoTime() + HANDSHAKE_NANOS | 1);
        // A context of its own: no session is resumed, so each connection sees the other's present certificate.
        Socket layered = identity.contextForOne()
                .getSocketFactory()
                .createSocket(socket, endpoint.host(), endpoint.port(), false);
        if (!(layered instanceof SSLSocket secured)) {
            throw new IOException("expected an SSL socket of this Java, found " + layered.getClass());
        }
        SSLParameters parameters = TlsChoice.narrowed(secured.getSSLParameters());
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket.until(0);
        check(secured);
        return secured;
    }

    private void check(SSLSocket secured) throws IOException {
        if (fingerprint == null) {
            return;
        }
        Certificate[] shown = secured.getSession().getPeerCertificates();
        try {
            String found = shown.length > 0 && shown[0] instanceof X509Certificate certificate
                    ? TlsIdentity.fingerprintOf(certificate)
                    : "none";
            if (!found.equalsIgnoreCase(fingerprint)) {
                throw new SSLPeerUnverifiedException(
                        "expected certificate " + fingerprint + ", found " + found + ": the store names the first");
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate that cannot be read: " + e.getMessage(), e);
        }
    }
}
