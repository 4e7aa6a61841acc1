package dev.baton.authority;

import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.security.GeneralSecurityException;

/** An operator's key that is unlocked. Thread-safe. */
public interface Signer {
    /** Of the key's public part, as the cluster that is signed for has it. */
    OperatorRecord record();

    default String keyId() {
        return record().keyId();
    }

    /** The operator's: what a request must say of who asks. */
    default String name() {
        return record().name();
    }

    default String enrolment() {
        return record().enrolment();
    }

    /** What the record allows. */
    default OperatorRole role() {
        return record().role();
    }

    /**
     * The signature over those bytes, in base64.
     *
     * @throws GeneralSecurityException where the key cannot sign; nothing secret is in its message
     */
    String sign(byte[] canonical) throws GeneralSecurityException;
}
