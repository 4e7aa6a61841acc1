package dev.baton.secure;

import java.util.HashMap;
import java.util.Map;

/** What every Kafka client of a process takes from its security file. */
public final class KafkaSecurity {
    private KafkaSecurity() {}

    /**
     * Properties to be merged into those of a client; empty where nothing is secured. They hold secrets of SASL, under keys that Kafka itself
     * hides in its logs, and the process's {@link TlsIdentity} itself instead of the names of files: so a client follows new files without a
     * restart, and no passphrase of them is in its configuration.
     */
    public static Map<String, Object> properties(Security security) {
        Map<String, Object> properties = new HashMap<>(security.kafka());
        TlsIdentity tls = security.tls();
        if (security.kafkaTls() && tls != null) {
            properties.put("security.protocol", security.kafka().containsKey("sasl.mechanism") ? "SASL_SSL" : "SSL");
            properties.putAll(identity(tls));
        }
        return properties;
    }

    /** Properties by which a client or a broker takes its certificate, and whom it trusts, from that identity. */
    public static Map<String, Object> identity(TlsIdentity tls) {
        return Map.of("ssl.engine.factory.class", KafkaEngines.class, KafkaEngines.IDENTITY, tls);
    }
}
