package dev.baton.secure;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of its own that writes the files of {@link TlsFiles}, each with a passphrase of its own. */
public final class TestCertificates {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestCertificates(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    /** A new authority. */
    public static TestCertificates authority(String name) {
        KeyPair keys = keys();
        Instant now = Instant.now();
        return new TestCertificates(
                keys, sign(keys, name, keys, name, true, now.minusSeconds(3_600), now.plus(Duration.ofDays(3_650))));
    }

    /** A certificate for {@code CN=name}, good for a year, at localhost. */
    public TlsFiles issue(Path dir, String name) {
        Instant now = Instant.now();
        return issue(dir, name, now.minusSeconds(60), now.plus(Duration.ofDays(365)));
    }

    /** Likewise, good in that time. Files of that name are replaced. */
    public TlsFiles issue(Path dir, String name, Instant from, Instant until) {
        KeyPair own = keys();
        String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
        X509Certificate made = sign(own, name, keys, issuer, false, from, until);
        TlsFiles files =
                new TlsFiles(dir.resolve(name + ".p12"), dir.resolve(name + ".trust.p12"), dir.resolve(name + ".pass"));
        String passphrase = "test-" + name + "-passphrase";
        try {
            Files.createDirectories(dir);
            KeyStore keyStore = empty();
            keyStore.setKeyEntry(
                    "own", own.getPrivate(), passphrase.toCharArray(), new Certificate[] {made, certificate});
            KeyStore trustStore = empty();
            trustStore.setCertificateEntry("authority", certificate);
            secret(files.passphrase(), passphrase + "\n");
            store(trustStore, files.trustStore(), passphrase);
            store(keyStore, files.keyStore(), passphrase);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return files;
    }

    /** A file that its owner alone may read. */
    public static void secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void store(KeyStore store, Path file, String passphrase)
            throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, passphrase.toCharArray());
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            KeyPair subject,
            String subjectName,
            KeyPair issuer,
            String issuerName,
            boolean authority,
            Instant from,
            Instant until) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Principal("CN=" + issuerName),
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(from),
                    Date.from(until),
                    new X500Principal("CN=" + subjectName),
                    subject.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
