package dev.baton.authority;

import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** An operator with a new key. */
public record TestOperator(KeyPair pair, OperatorRecord record) implements Signer {
    public static TestOperator of(String name, OperatorRole role) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            String id = Keys.id(pair.getPublic());
            return new TestOperator(
                    pair,
                    new OperatorRecord(
                            id, name, role, Keys.text(pair.getPublic()), "enrolled-" + name, 1, "test", null, null));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String sign(byte[] canonical) throws GeneralSecurityException {
        return Keys.sign(pair.getPrivate(), canonical);
    }

    /** The same key, enrolled otherwise. */
    public TestOperator enrolled(String as) {
        return new TestOperator(
                pair,
                new OperatorRecord(
                        keyId(), name(), role(), record.publicKey(), as, 1, "test", record.revokedAt(), null));
    }

    /** The same key under another name or with another role. */
    public TestOperator as(String name, OperatorRole role) {
        return new TestOperator(
                pair, new OperatorRecord(keyId(), name, role, record.publicKey(), enrolment(), 1, "test", null, null));
    }
}
