package dev.baton.console.identity;

import dev.baton.authority.Keys;
import java.security.PublicKey;

/**
 * What anybody may know of a key.
 *
 * @param name of the operator, as the key's certificate says it
 * @param keyId as {@link Keys#id}
 * @param publicKey as {@link Keys#text}
 */
public record KeyFace(String name, String keyId, String publicKey) {
    private static final int SHORT = 8;

    static KeyFace of(String name, PublicKey key) {
        return new KeyFace(name, Keys.id(key), Keys.text(key));
    }

    /** So much of an id that a person tells two apart. */
    public static String shortened(String keyId) {
        return keyId.length() <= SHORT ? keyId : keyId.substring(0, SHORT);
    }
}
