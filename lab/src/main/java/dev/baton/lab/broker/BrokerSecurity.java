package dev.baton.lab.broker;

import dev.baton.secure.TlsIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a broker secures its listeners, those on which it talks to itself included.
 *
 * @param tls its certificate, which it asks of every client too; null: all listeners are plain
 * @param users who may come in by name and password besides (SASL, PLAIN over TLS); empty: certificates are enough
 */
public record BrokerSecurity(@Nullable TlsIdentity tls, Map<String, String> users) {
    /** Everybody may come in, and everything is plain. */
    public static final BrokerSecurity NONE = new BrokerSecurity(null, Map.of());

    public BrokerSecurity {
        users = Map.copyOf(users);
        if (tls == null && !users.isEmpty()) {
            throw new IllegalArgumentException("passwords need TLS: expected a certificate beside the users");
        }
    }

    /** Certificates only. */
    public static BrokerSecurity of(TlsIdentity tls) {
        return new BrokerSecurity(tls, Map.of());
    }

    /** What a client's listener speaks. */
    String protocol() {
        return tls == null ? "PLAINTEXT" : users.isEmpty() ? "SSL" : "SASL_SSL";
    }

    /** What the broker speaks with itself. */
    String ownProtocol() {
        return tls == null ? "PLAINTEXT" : "SSL";
    }

    /** The properties of a broker with these listeners, beyond the protocols. */
    Map<String, String> properties(List<KafkaListener> listeners) {
        Map<String, String> p = new HashMap<>();
        if (tls != null) {
            p.putAll(BrokerEngines.properties(tls));
            p.put("ssl.client.auth", "required");
        }
        if (!users.isEmpty()) {
            StringBuilder jaas = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
            users.forEach((user, password) -> jaas.append(" user_")
                    .append(user)
                    .append("=\"")
                    .append(password)
                    .append('"'));
            p.put("sasl.enabled.mechanisms", "PLAIN");
            jaas.append(';');
            for (KafkaListener listener : listeners) {
                String prefix = "listener.name." + listener.name().toLowerCase(Locale.ROOT);
                p.put(prefix + ".plain.sasl.jaas.config", jaas.toString());
            }
        }
        return p;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "BrokerSecurity[" + protocol() + "]";
    }
}
