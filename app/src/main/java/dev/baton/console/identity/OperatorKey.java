package dev.baton.console.identity;

import dev.baton.authority.Keys;
import dev.baton.authority.Signer;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.security.GeneralSecurityException;
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
        return new Enrolled(record, secret);
    }

    private record Enrolled(OperatorRecord record, PrivateKey secret) implements Signer {
        @Override
        public String keyId() {
            return record.keyId();
        }

        @Override
        public String name() {
            return record.name();
        }

        @Override
        public String enrolment() {
            return record.enrolment();
        }

        @Override
        public OperatorRole role() {
            return record.role();
        }

        @Override
        public String sign(byte[] canonical) throws GeneralSecurityException {
            return Keys.sign(secret, canonical);
        }

        @Override
        public String toString() {
            return record.name() + " " + record.keyId();
        }
    }

    @Override
    public String toString() {
        return face.toString();
    }
}
