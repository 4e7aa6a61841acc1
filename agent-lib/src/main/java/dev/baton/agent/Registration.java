package dev.baton.agent;

import dev.baton.model.Incarnation;
import dev.baton.model.MemberId;
import dev.baton.port.CoordinationStore;
import dev.baton.port.Ticker;
import dev.baton.secure.TlsIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps all members of this process registered: at the start, and again whenever a store connection came or went or the certificate changed. */
final class Registration {
    private static final long RETRY_MILLIS = 200;
    /** Even without a sign that something is missing, look now and then: an ephemeral can go with a session unseen. */
    private static final long LOOK_MILLIS = 5_000;

    private final List<Registrar> registrars = new ArrayList<>();
    private final String endpoint;
    private final @Nullable TlsIdentity tls;
    private final CertificateWatch certificate;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    Registration(CoordinationStore store, AgentConfig config, Incarnation life, String endpoint) {
        this.endpoint = endpoint;
        this.tls = config.security().tls();
        this.certificate = new CertificateWatch(Ticker.system());
        if (tls != null) {
            tls.onChange(this::again);
        }
        for (AgentConfig.Hosted hosted : config.members()) {
            MemberId id = MemberId.of(hosted.group(), config.service());
            registrars.add(new Registrar(store, id, life, hosted, config.policy()));
        }
        thread = new Thread(this::run, "baton-registrar");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void again() {
        wake.release();
    }

    void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                boolean all = true;
                LinkAddress address = LinkAddress.of(endpoint, tls);
                certificate.look(address);
                for (Registrar registrar : registrars) {
                    all &= registrar.ensure(address);
                }
                if (wake.tryAcquire(all ? LOOK_MILLIS : RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closing.
        }
    }
}
