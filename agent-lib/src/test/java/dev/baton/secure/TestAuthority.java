package dev.baton.secure;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a test. Its certificates are for 127.0.0.1 and localhost unless said otherwise. */
public final class TestAuthority {
    private static final String PASSPHRASE = "for tests";
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final KeyPair keys;
    private final X509Certificate certificate;

    public TestAuthority(String name) {
        try {
            keys = keys();
            Instant now = Instant.now();
            certificate = sign(
                    name, name, keys, keys, now.minus(Duration.ofDays(400)), now.plus(Duration.ofDays(400)), List.of());
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Files in that folder, replaced one by one as a rotation would: valid for a day, trusting this authority. */
    public TlsFiles issue(Path folder, String name) {
        return issue(folder, name, Instant.now().plus(Duration.ofDays(1)), this);
    }

    /** With an end of choice and another authority to trust. */
    public TlsFiles issue(Path folder, String name, Instant until, TestAuthority trusted) {
        return issue(
                folder,
                name,
                until,
                trusted,
                List.of(
                        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                        new GeneralName(GeneralName.dNSName, "localhost")));
    }

    /** For other hosts. */
    public TlsFiles issue(Path folder, String name, Instant until, TestAuthority trusted, List<GeneralName> hosts) {
        try {
            KeyPair own = keys();
            X509Certificate issued = sign(name, issuer(), own, keys, until.minus(Duration.ofDays(30)), until, hosts);
            TlsFiles files =
                    new TlsFiles(folder.resolve("keys.p12"), folder.resolve("trust.p12"), folder.resolve("passphrase"));
            Files.createDirectories(folder);
            Files.writeString(files.passphrase(), PASSPHRASE + "\n");
            Files.setPosixFilePermissions(files.passphrase(), PosixFilePermissions.fromString("rw-------"));
            KeyStore trust = empty();
            trust.setCertificateEntry("authority", trusted.certificate);
            write(trust, files.trustStore());
            KeyStore mine = empty();
            mine.setKeyEntry(
                    "own", own.getPrivate(), PASSPHRASE.toCharArray(), new Certificate[] {issued, certificate});
            write(mine, files.keyStore());
            return files;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private String issuer() {
        return certificate.getSubjectX500Principal().getName().replaceFirst("CN=", "");
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (OutputStream out = Files.newOutputStream(next)) {
            store.store(out, PASSPHRASE.toCharArray());
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @SuppressWarnings("JavaUtilDate") // What the builder takes.
    private static X509Certificate sign(
            String subject, String issuer, KeyPair of, KeyPair by, Instant from, Instant until, List<GeneralName> hosts)
            throws GeneralSecurityException, CertIOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(until),
                new X500Name("CN=" + subject),
                of.getPublic());
        boolean authority = hosts.isEmpty();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        if (!authority) {
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(hosts.toArray(new GeneralName[0])));
        }
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
