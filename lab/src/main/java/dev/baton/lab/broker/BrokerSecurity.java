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
 * @param users who may come in by name and password besides (SASL over TLS); empty: certificates are enough
 * @param passwords how they show their passwords
 */
public record BrokerSecurity(@Nullable TlsIdentity tls, Map<String, String> users, Passwords passwords) {
    /** Everybody may come in, and everything is plain. */
    public static final BrokerSecurity NONE = new BrokerSecurity(null, Map.of(), Passwords.PLAIN);

    /** A mechanism of SASL. */
    public enum Passwords {
        /** As they are; the broker's own configuration knows them. */
        PLAIN("PLAIN", "plain.PlainLoginModule"),
        /** Never sent; the cluster's metadata, which is made with the users, knows a salted hash of each. */
        SCRAM("SCRAM-SHA-512", "scram.ScramLoginModule");

        private final String mechanism;
        private final String module;

        Passwords(String mechanism, String module) {
            this.mechanism = mechanism;
            this.module = module;
        }

        /** As Kafka names it. */
        public String mechanism() {
            return mechanism;
        }

        /** The login module of both sides, and that it is required. */
        public String module() {
            return "org.apache.kafka.common.security." + module + " required";
        }
    }

    public BrokerSecurity {
        users = Map.copyOf(users);
        if (tls == null && !users.isEmpty()) {
            throw new IllegalArgumentException("passwords need TLS: expected a certificate beside the users");
        }
    }

    /** Certificates only. */
    public static BrokerSecurity of(TlsIdentity tls) {
        return new BrokerSecurity(tls, Map.of(), Passwords.PLAIN);
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
            p.put("sasl.enabled.mechanisms", passwords.mechanism());
            for (KafkaListener listener : listeners) {
                String prefix = "listener.name." + listener.name().toLowerCase(Locale.ROOT) + "."
                        + passwords.mechanism().toLowerCase(Locale.ROOT);
                p.put(prefix + ".sasl.jaas.config", jaas());
            }
        }
        return p;
    }

    private String jaas() {
        StringBuilder jaas = new StringBuilder(passwords.module());
        if (passwords == Passwords.PLAIN) {
            users.forEach((user, password) -> jaas.append(" user_")
                    .append(user)
                    .append("=\"")
                    .append(password)
                    .append('"'));
        }
        return jaas.append(';').toString();
    }

    /** The users that the cluster's metadata is made with, as {@code kafka-storage format --add-scram} takes them. */
    List<String> scram() {
        return passwords == Passwords.PLAIN
                ? List.of()
                : users.entrySet().stream()
                        .map(each -> passwords.mechanism() + "=[name=\"" + each.getKey() + "\",password=\""
                                + each.getValue() + "\"]")
                        .toList();
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "BrokerSecurity[" + protocol() + "]";
    }
}
