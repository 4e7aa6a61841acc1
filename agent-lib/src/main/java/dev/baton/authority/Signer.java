package dev.baton.authority;

import dev.baton.model.OperatorRole;
import java.security.GeneralSecurityException;

/** An operator's key that is unlocked. Thread-safe. */
public interface Signer {
    /** Of the key, as the operator's record has it. */
    String keyId();

    /** The operator's name, as the record has it: what a request must say of who asks. */
    String name();

    /** Of the record in the cluster that is signed for. */
    String enrolment();

    /** What the record allows. */
    OperatorRole role();

    /**
     * The signature over those bytes, in base64.
     *
     * @throws GeneralSecurityException where the key cannot sign; nothing secret is in its message
     */
    String sign(byte[] canonical) throws GeneralSecurityException;
}
