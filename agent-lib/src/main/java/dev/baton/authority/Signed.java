package dev.baton.authority;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.model.AbortRequest;
import dev.baton.model.ActionRequest;
import dev.baton.model.Approval;
import dev.baton.model.Hlc;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What operators sign: the canonical form of the document without its signature, with the kind of document and the enrolment of the key in this
 * cluster put in. So no signature is good for another kind of document, or for another cluster.
 */
public final class Signed {
    private static final String SIGNATURE = "signature";
    private static final String KIND = "signedAs";
    private static final String ENROLMENT = "enrolment";

    private Signed() {}

    /** The bytes under a request's signature. {@code keyId} is one of its fields. */
    public static byte[] canonical(ActionRequest request, String enrolment) {
        return canonical(request, "baton/action-request/1", enrolment);
    }

    /** The bytes under an abort's signature. */
    public static byte[] canonical(AbortRequest abort, String enrolment) {
        return canonical(abort, "baton/abort/1", enrolment);
    }

    /** The bytes under a second signature. */
    public static byte[] canonical(Approval approval, String enrolment) {
        return canonical(approval, "baton/approval/1", enrolment);
    }

    private static byte[] canonical(Object document, String kind, String enrolment) {
        ObjectNode tree = Canonical.tree(document);
        tree.remove(SIGNATURE);
        tree.put(KIND, kind);
        tree.put(ENROLMENT, enrolment);
        return Canonical.bytes(tree);
    }

    /** The request, asked for by that operator and signed. */
    public static ActionRequest sign(ActionRequest request, Signer signer) throws GeneralSecurityException {
        ActionRequest named = request.signed(signer.name(), signer.keyId(), null);
        return named.signed(signer.name(), signer.keyId(), signer.sign(canonical(named, signer.enrolment())));
    }

    /** The abort, asked for by that operator and signed. */
    public static AbortRequest sign(AbortRequest abort, Signer signer) throws GeneralSecurityException {
        AbortRequest named = new AbortRequest(
                abort.action(), abort.group(), signer.name(), abort.reason(), abort.at(), signer.keyId(), null);
        return new AbortRequest(
                named.action(),
                named.group(),
                named.operator(),
                named.reason(),
                named.at(),
                named.keyId(),
                signer.sign(canonical(named, signer.enrolment())));
    }

    /** A second signature under exactly that request. */
    public static Approval approve(ActionRequest request, Hlc at, Signer signer) throws GeneralSecurityException {
        Approval bare =
                new Approval(request.id(), request.group(), digest(request), signer.name(), at, signer.keyId(), "");
        return new Approval(
                bare.action(),
                bare.group(),
                bare.request(),
                bare.operator(),
                bare.at(),
                bare.keyId(),
                signer.sign(canonical(bare, signer.enrolment())));
    }

    /** What an approval names: the SHA-256 of the canonical form of the whole request, in hex. */
    public static String digest(ActionRequest request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Canonical.bytes(request)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
