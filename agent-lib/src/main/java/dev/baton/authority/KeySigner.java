package dev.baton.authority;

import dev.baton.model.OperatorRecord;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;

/**
 * A private key, as one cluster knows it.
 *
 * @param record of the key's public part
 */
public record KeySigner(OperatorRecord record, PrivateKey secret) implements Signer {
    @Override
    public String sign(byte[] canonical) throws GeneralSecurityException {
        return Keys.sign(secret, canonical);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return record.name() + " " + record.keyId();
    }
}
