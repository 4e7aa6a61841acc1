package dev.baton.lab.secure;

import dev.baton.authority.KeySigner;
import dev.baton.authority.Keys;
import dev.baton.authority.Signer;
import dev.baton.lab.LabException;
import dev.baton.model.OperatorRecord;
import dev.baton.secure.SecretFile;
import dev.baton.secure.Security;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Collections;

/** An operator's key of a lab, unlocked, for what asks for actions without a person. */
public final class OperatorKey {
    private final String keyId;
    private final PrivateKey secret;

    private OperatorKey(String keyId, PrivateKey secret) {
        this.keyId = keyId;
        this.secret = secret;
    }

    /** Reads the key, with the passphrase from its file. */
    public static OperatorKey open(Security.OperatorFiles files) throws LabException {
        Path file = files.passphrase();
        if (file == null) {
            throw new LabException(files.key() + ": expected a file with its passphrase, found none");
        }
        char[] passphrase = new char[0];
        try (InputStream in = Files.newInputStream(files.key())) {
            passphrase = SecretFile.firstLine(file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, passphrase);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, passphrase) instanceof PrivateKey key) {
                    return new OperatorKey(Keys.id(store.getCertificate(alias).getPublicKey()), key);
                }
            }
            throw new LabException(files.key() + ": expected a key, found none");
        } catch (IOException | GeneralSecurityException failed) {
            throw new LabException("cannot read the key in " + files.key() + ": " + failed.getMessage(), failed);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    public String keyId() {
        return keyId;
    }

    /** As the cluster knows it by that record. */
    public Signer as(OperatorRecord record) {
        if (!record.keyId().equals(keyId)) {
            throw new IllegalArgumentException("expected the record of " + keyId + ", found " + record.keyId());
        }
        return new KeySigner(record, secret);
    }

    @Override
    public String toString() {
        return keyId;
    }
}
