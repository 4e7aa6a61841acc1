package dev.baton.secure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one process is secured. Read from a file by {@link SecurityFile}.
 *
 * @param tls its certificate; links are secured where there is one. Absent: plain links
 * @param storeTls whether the store is reached by TLS, with that certificate
 * @param auths how it tells the store who it is, beside the certificate
 * @param principals who is who at the store: what nodes that it makes are closed to
 * @param kafka properties for each Kafka client that it makes
 * @param kafkaTls whether Kafka is reached by TLS with that certificate
 * @param operator an operator's key, for consoles
 */
public record Security(
        @Nullable TlsIdentity tls,
        boolean storeTls,
        List<StoreAuth> auths,
        Principals principals,
        Map<String, String> kafka,
        boolean kafkaTls,
        @Nullable OperatorFiles operator) {
    /** Nothing is secured. */
    public static final Security NONE = new Security(null, false, List.of(), Principals.NONE, Map.of(), false, null);

    /** An operator's PKCS#12 file, and where its passphrase is, if it is in a file; else a person is asked. */
    public record OperatorFiles(Path key, @Nullable Path passphrase) {}

    public Security {
        auths = List.copyOf(auths);
        kafka = Map.copyOf(kafka);
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "Security[tls=" + (tls == null ? "none" : tls.fingerprint()) + ", storeTls=" + storeTls + ", auths="
                + auths + ", kafkaTls=" + kafkaTls + "]";
    }
}
