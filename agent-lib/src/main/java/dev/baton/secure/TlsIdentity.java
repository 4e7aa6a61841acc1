package dev.baton.secure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of this process and whom it trusts, as its files say now. The files are looked at again and again: new ones take effect
 * with the next handshake, without a restart; ones that cannot be read change nothing and are told once in the log.
 *
 * <p>Thread-safe.
 */
public final class TlsIdentity implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsIdentity.class);

    private final TlsFiles files;
    private final SSLContext context;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Loaded loaded;
    private List<String> stamp; // by the watching thread, after the constructor

    /**
     * Reads the files and looks every second whether they have changed.
     *
     * @throws IOException naming the file and what is wrong with it, never a secret
     */
    public static TlsIdentity open(TlsFiles files) throws IOException {
        return open(files, Duration.ofSeconds(1));
    }

    /** With another time between looks. */
    public static TlsIdentity open(TlsFiles files, Duration look) throws IOException {
        TlsIdentity identity = new TlsIdentity(files);
        Thread thread = new Thread(() -> identity.watch(look), "baton-tls-files");
        thread.setDaemon(true);
        thread.start();
        return identity;
    }

    private TlsIdentity(TlsFiles files) throws IOException {
        this.files = files;
        this.stamp = stampOf(files);
        this.loaded = Loaded.read(files);
        try {
            context = made();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no TLS: " + e.getMessage(), e);
        }
    }

    private SSLContext made() throws GeneralSecurityException {
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(
                new KeyManager[] {new LatestKeys(() -> loaded.keys())},
                new TrustManager[] {new LatestTrust(() -> loaded.trust())},
                null);
        return made;
    }

    /** For clients and servers; each handshake takes the newest files. */
    public SSLContext context() {
        return context;
    }

    /**
     * For a single connection: sessions and the keys of their tickets belong to a context, so nothing can be resumed from or by another
     * connection, and no session outlives a certificate that was replaced or has expired.
     */
    public SSLContext contextForOne() {
        try {
            return made();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java had TLS a moment ago: " + e.getMessage(), e);
        }
    }

    /** SHA-256 of its certificate, in lower-case hex. */
    public String fingerprint() {
        return loaded.fingerprint();
    }

    /**
     * SHA-256 of any certificate, in lower-case hex.
     *
     * @throws GeneralSecurityException where it cannot be encoded
     */
    public static String fingerprintOf(X509Certificate certificate) throws GeneralSecurityException {
        return Loaded.fingerprint(certificate);
    }

    /** When its certificate expires. */
    public Instant notAfter() {
        return loaded.certificate().getNotAfter().toInstant();
    }

    /** The subject of its certificate, as RFC 2253 writes it. */
    public String subject() {
        return loaded.certificate().getSubjectX500Principal().getName();
    }

    public TlsFiles files() {
        return files;
    }

    /** Called after new files have taken effect, on a thread of this object; it must not block for long. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Looks at the files no longer. What it has stays usable. */
    @Override
    public void close() {
        closed.countDown();
    }

    private void watch(Duration look) {
        try {
            while (!closed.await(look.toMillis(), TimeUnit.MILLISECONDS)) {
                List<String> now = stampOf(files);
                if (!now.equals(stamp)) {
                    stamp = now;
                    reload();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reload() {
        try {
            Loaded next = Loaded.read(files);
            String before = loaded.fingerprint();
            loaded = next;
            LOG.info(
                    "the certificate of {} was read anew: {}, it was {}", files.keyStore(), next.fingerprint(), before);
        } catch (IOException e) {
            LOG.warn("the certificate stays as it was: {}", e.getMessage());
            return;
        }
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("a listener of the certificate failed", e);
            }
        }
    }

    private static List<String> stampOf(TlsFiles files) {
        List<String> stamps = new ArrayList<>();
        for (Path file : List.of(files.keyStore(), files.trustStore(), files.passphrase())) {
            try {
                stamps.add(Files.getLastModifiedTime(file) + "/" + Files.size(file));
            } catch (IOException absent) {
                stamps.add("absent");
            }
        }
        return stamps;
    }
}
