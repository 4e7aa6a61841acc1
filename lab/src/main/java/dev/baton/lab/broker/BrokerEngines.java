package dev.baton.lab.broker;

import dev.baton.secure.KafkaEngines;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.TlsIdentity;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@link KafkaEngines} for a broker. A broker turns its configuration into text when it reads what was changed at run time, so an identity cannot be
 * a value in it: here it is known by a name. Kafka makes the object itself; it is public for that only.
 */
public final class BrokerEngines implements SslEngineFactory {
    private static final String NAME = "baton.lab.identity";
    private static final String CLIENT_AUTH = "ssl.client.auth";
    private static final Map<String, TlsIdentity> IDENTITIES = new ConcurrentHashMap<>();

    private final KafkaEngines engines = new KafkaEngines();

    /** Properties by which a broker of this process takes its certificate from that identity. */
    static Map<String, String> properties(TlsIdentity identity) {
        String name = UUID.randomUUID().toString();
        IDENTITIES.put(name, identity);
        return Map.of("ssl.engine.factory.class", BrokerEngines.class.getName(), NAME, name);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        TlsIdentity identity = configs.get(NAME) instanceof String name ? IDENTITIES.get(name) : null;
        if (identity == null) {
            throw new ConfigException(NAME + " names no identity of this process");
        }
        Map<String, Object> own = new HashMap<>(KafkaSecurity.identity(identity));
        own.put(CLIENT_AUTH, configs.get(CLIENT_AUTH));
        engines.configure(own);
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, @Nullable String check) {
        return engines.createClientSslEngine(host, port, check);
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        return engines.createServerSslEngine(host, port);
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> next) {
        return engines.shouldBeRebuilt(next);
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return engines.reconfigurableConfigs();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return engines.keystore();
    }

    @Override
    public @Nullable KeyStore truststore() {
        return engines.truststore();
    }

    @Override
    public void close() {
        engines.close();
    }
}
