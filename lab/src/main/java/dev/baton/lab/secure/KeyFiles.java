package dev.baton.lab.secure;

import dev.baton.secure.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/**
 * The three files of one identity: {@code NAME.p12}, its key and certificate; {@code NAME-trust.p12}, whom it trusts; {@code NAME.pass}, the
 * passphrase of both.
 */
public record KeyFiles(Path folder, String name) {
    private static final String TYPE = "PKCS12";

    public Path keyStore() {
        return folder.resolve(name + ".p12");
    }

    public Path trustStore() {
        return folder.resolve(name + "-trust.p12");
    }

    public Path passphrase() {
        return folder.resolve(name + ".pass");
    }

    /** Writes all three, under a passphrase that is new. */
    void write(Authority.Issued own, Authority by, Authority trusted, String secret)
            throws IOException, GeneralSecurityException {
        SecretFiles.write(passphrase(), secret);
        char[] passphrase = secret.toCharArray();
        SecretFiles.write(trustStore(), Pkcs12.trust("ca", trusted.certificate(), passphrase));
        SecretFiles.write(keyStore(), keys(own, by, passphrase));
    }

    /** Replaces its key and certificate in one step; passphrase and trust stay. */
    void replace(Authority.Issued own, Authority by) throws IOException, GeneralSecurityException {
        char[] passphrase = SecretFile.firstLine(passphrase());
        SecretFiles.write(keyStore(), keys(own, by, passphrase));
        Arrays.fill(passphrase, '\0');
    }

    /** Its key and certificate. */
    Authority.Issued read() throws IOException, GeneralSecurityException {
        char[] passphrase = SecretFile.firstLine(passphrase());
        try (InputStream in = Files.newInputStream(keyStore())) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(in, passphrase);
            if (store.getKey(name, passphrase) instanceof PrivateKey key
                    && store.getCertificate(name) instanceof X509Certificate certificate) {
                return new Authority.Issued(key, certificate);
            }
            throw new IOException(keyStore() + ": expected a key named " + name);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private byte[] keys(Authority.Issued own, Authority by, char[] passphrase)
            throws IOException, GeneralSecurityException {
        boolean self = own.certificate().equals(by.certificate());
        return Pkcs12.key(
                name,
                own.key(),
                self ? List.of(own.certificate()) : List.of(own.certificate(), by.certificate()),
                passphrase);
    }
}
