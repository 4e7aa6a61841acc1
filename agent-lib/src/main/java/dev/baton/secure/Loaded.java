package dev.baton.secure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The files of one {@link TlsFiles} as they were read at once. */
record Loaded(
        X509Certificate certificate, String fingerprint, X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {

    /** @throws IOException naming the file and what is wrong with it, never a secret */
    static Loaded read(TlsFiles files) throws IOException {
        char[] passphrase = SecretFile.firstLine(files.passphrase());
        try {
            KeyStore own = store(files.keyStore(), passphrase);
            X509Certificate certificate = certificate(own, files.keyStore());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, passphrase);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(files.trustStore(), passphrase));
            return new Loaded(certificate, fingerprint(certificate), keys(keys), trust(trust));
        } catch (GeneralSecurityException e) {
            throw new IOException(files.keyStore() + ": cannot be used: " + e.getMessage(), e);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private static KeyStore store(Path file, char[] passphrase) throws IOException, GeneralSecurityException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": expected a PKCS#12 file, found none");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, passphrase);
        } catch (IOException e) {
            throw new IOException(file + ": expected a PKCS#12 file that its passphrase opens: " + e.getMessage(), e);
        }
        if (store.size() == 0) {
            throw new IOException(file + ": expected at least one entry, found none");
        }
        return store;
    }

    private static X509Certificate certificate(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return certificate;
            }
        }
        throw new IOException(file + ": expected a key with its certificate, found none");
    }

    static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    private static X509ExtendedKeyManager keys(KeyManagerFactory factory) throws GeneralSecurityException {
        for (KeyManager manager : factory.getKeyManagers()) {
            if (manager instanceof X509ExtendedKeyManager keys) {
                return keys;
            }
        }
        throw new GeneralSecurityException("this Java has no key manager for X.509");
    }

    private static X509ExtendedTrustManager trust(TrustManagerFactory factory) throws GeneralSecurityException {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager trust) {
                return trust;
            }
        }
        throw new GeneralSecurityException("this Java has no trust manager for X.509");
    }
}
