package dev.baton.agent;

import dev.baton.authority.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies a few signatures of its own before the first request comes: in a fresh process the first one takes a hundred times as long. */
final class WarmSignatures {
    private static final Logger LOG = LoggerFactory.getLogger(WarmSignatures.class);
    private static final int ROUNDS = 200;

    private WarmSignatures() {}

    /** On a thread of its own, for less than a second of processor time. */
    static void start() {
        Thread thread = new Thread(WarmSignatures::run, "baton-warm-signatures");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] text = "a rehearsal".getBytes(StandardCharsets.UTF_8);
            String signature = Keys.sign(pair.getPrivate(), text);
            for (int i = 0; i < ROUNDS; i++) {
                if (!Keys.verify(Keys.publicKey(Keys.text(pair.getPublic())), text, signature)) {
                    throw new GeneralSecurityException("an own signature was not verified");
                }
            }
        } catch (GeneralSecurityException e) {
            LOG.error("this Java cannot verify Ed25519 signatures: every signed request will be refused", e);
        }
    }
}
