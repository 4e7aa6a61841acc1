package dev.baton.console.identity;

import dev.baton.authority.KeySigner;
import dev.baton.authority.Signer;
import dev.baton.model.OperatorRecord;
import java.security.PrivateKey;

/** An operator's key, unlocked. Says nothing of its private part to anybody. Any thread. */
public final class OperatorKey {
    private final KeyFace face;
    private final PrivateKey secret;

    OperatorKey(KeyFace face, PrivateKey secret) {
        this.face = face;
        this.secret = secret;
    }

    public KeyFace face() {
        return face;
    }

    PrivateKey secret() {
        return secret;
    }

    /** As the cluster knows it by that record. */
    public Signer as(OperatorRecord record) {
        if (!record.keyId().equals(face.keyId())) {
            throw new IllegalArgumentException("expected the record of " + face.keyId() + ", found " + record.keyId());
        }
        return new KeySigner(record, secret);
    }

    @Override
    public String toString() {
        return face.toString();
    }
}
