package dev.baton.kafka;

import dev.baton.secure.InvalidSecurityFile;
import dev.baton.secure.KafkaSecurity;
import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import dev.baton.secure.TlsIdentity;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the clients of one resource are secured.
 *
 * @param own the identity that ends with the resource, because the resource itself has read its file; null where somebody else has
 */
record ClientSecurity(Security security, @Nullable TlsIdentity own) {
    static ClientSecurity given(Security security) {
        return new ClientSecurity(security, null);
    }

    /** @throws IllegalArgumentException naming everything that is wrong with the file */
    static ClientSecurity read(Path file) {
        try {
            Security security = SecurityFile.read(file);
            return new ClientSecurity(security, security.tls());
        } catch (InvalidSecurityFile e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The properties of each client: what was given one by one wins. */
    Map<String, Object> with(Map<String, String> more) {
        Map<String, Object> all = new HashMap<>(KafkaSecurity.properties(security));
        all.putAll(more);
        return all;
    }

    void close() {
        if (own != null) {
            own.close();
        }
    }
}
