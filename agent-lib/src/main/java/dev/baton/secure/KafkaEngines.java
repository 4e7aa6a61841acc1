package dev.baton.secure;

import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes Kafka's connections from a {@link TlsIdentity}, so that each new one takes the newest files. Kafka makes the object itself, by {@link
 * KafkaSecurity#properties}; it is public for that only.
 *
 * <p>A client always checks the server's name; a server demands a certificate where {@code ssl.client.auth} says so.
 */
public final class KafkaEngines implements SslEngineFactory {
    /** The key under which the identity itself is in the configuration: Kafka shows the names of keys that it does not know, never values. */
    static final String IDENTITY = "baton.tls.identity";

    private static final String CLIENT_AUTH = "ssl.client.auth";

    private @Nullable TlsIdentity identity;
    private String clientAuth = "none";

    @Override
    public void configure(Map<String, ?> configs) {
        if (!(configs.get(IDENTITY) instanceof TlsIdentity found)) {
            throw new ConfigException(IDENTITY + " is missing: expected the properties of KafkaSecurity");
        }
        identity = found;
        clientAuth = configs.get(CLIENT_AUTH) instanceof String text ? text : clientAuth;
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, @Nullable String check) {
        SSLEngine engine = engine(host, port);
        engine.setUseClientMode(true);
        // Whatever 'check' is: an empty text would turn it off, for which there is no reason, since certificates can
        // name addresses too. Only a broker's trial of its own settings, without a connection, has no host.
        if (!host.isEmpty()) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            engine.setSSLParameters(parameters);
        }
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        SSLEngine engine = engine(host, port);
        engine.setUseClientMode(false);
        switch (clientAuth) {
            case "required" -> engine.setNeedClientAuth(true);
            case "requested" -> engine.setWantClientAuth(true);
            default -> engine.setNeedClientAuth(false);
        }
        return engine;
    }

    private SSLEngine engine(String host, int port) {
        TlsIdentity tls = identity;
        if (tls == null) {
            throw new IllegalStateException("asked for a connection before it was configured");
        }
        return tls.context().createSSLEngine(host, port);
    }

    /** Never: the identity itself follows its files. */
    @Override
    public boolean shouldBeRebuilt(Map<String, Object> next) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    /** None: the key stays with the identity. */
    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    /** Leaves the identity open: it is the process's. */
    @Override
    public void close() {}
}
