package dev.baton.agent;

import dev.baton.secure.TlsIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What others need to reach the link of this process and to know it.
 *
 * @param endpoint {@code host:port}
 * @param fingerprint of its certificate; null where the link is plain
 * @param certificateUntil when that expires, in wall-clock milliseconds
 */
record LinkAddress(
        String endpoint,
        @Nullable String fingerprint,
        @Nullable Long certificateUntil) {
    /** With the certificate that is in use now. */
    static LinkAddress of(String endpoint, @Nullable TlsIdentity tls) {
        return tls == null
                ? new LinkAddress(endpoint, null, null)
                : new LinkAddress(endpoint, tls.fingerprint(), tls.notAfter().toEpochMilli());
    }
}
