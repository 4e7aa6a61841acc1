package dev.baton.authority;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Ed25519 (RFC 8032), by the JDK. */
public final class Keys {
    private static final String ALGORITHM = "Ed25519";
    /** An Ed25519 key has 44 bytes in this form, a signature 64. */
    private static final int MOST_BASE64 = 256;

    private Keys() {}

    /** As it stands in an operator's record. */
    public static String text(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** The first 32 hex digits of the SHA-256 of the key. */
    public static String id(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /**
     * The key that stands in a record.
     *
     * @throws GeneralSecurityException where that is no Ed25519 key in base64
     */
    public static PublicKey publicKey(String base64) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(decoded(base64)));
    }

    /** The signature over those bytes, in base64. */
    public static String sign(PrivateKey key, byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(bytes);
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    /** Whether that is this key's signature over those bytes. Whatever is malformed is not. */
    public static boolean verify(PublicKey key, byte[] bytes, String base64) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(decoded(base64));
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] decoded(String base64) throws GeneralSecurityException {
        if (base64.length() > MOST_BASE64) {
            throw new GeneralSecurityException(
                    "expected at most " + MOST_BASE64 + " characters of base64, found " + base64.length());
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("expected base64", e);
        }
    }
}
