package dev.baton.lab.secure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority of one key, for practice: it issues certificates on P-256 that are good for clients and servers alike. Nobody
 * outside of a lab or a test has a reason to trust it.
 */
public final class Authority {
    private static final String SIGNATURE = "SHA256withECDSA";
    /** Clocks of machines differ; a certificate is good from a little before it was issued. */
    private static final Duration BEFORE = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final SecureRandom random;

    /** A key with the certificate that the authority has issued for it. */
    public record Issued(PrivateKey key, X509Certificate certificate) {
        @Override
        public String toString() {
            return "Issued[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    private Authority(PrivateKey key, X509Certificate certificate, SecureRandom random) {
        this.key = key;
        this.certificate = certificate;
        this.random = random;
    }

    /** A new one, which signs its own certificate. */
    public static Authority create(String name, Instant now, Duration validity, SecureRandom random)
            throws GeneralSecurityException {
        KeyPair pair = pair(random);
        X500Name self = new X500Name("CN=" + name);
        JcaX509v3CertificateBuilder builder = builder(self, self, pair.getPublic(), now, now.plus(validity), random);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Authority(pair.getPrivate(), sign(builder, pair.getPrivate()), random);
    }

    /** One whose key and certificate were kept. */
    public static Authority of(Issued kept, SecureRandom random) {
        return new Authority(kept.key(), kept.certificate(), random);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    Issued own() {
        return new Issued(key, certificate);
    }

    /**
     * A certificate for a new key.
     *
     * @param name its subject is {@code CN=name}
     * @param addresses IP addresses for which it is good beside {@code localhost}
     * @param now from when it is good
     * @param notAfter when it expires; may be in the past, for practice
     */
    public Issued issue(String name, List<String> addresses, Instant now, Instant notAfter)
            throws GeneralSecurityException {
        KeyPair pair = pair(random);
        JcaX509v3CertificateBuilder builder = builder(
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                new X500Name("CN=" + name),
                pair.getPublic(),
                now,
                notAfter,
                random);
        List<GeneralName> names = new ArrayList<>(List.of(new GeneralName(GeneralName.dNSName, "localhost")));
        addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
        try {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(names.toArray(new GeneralName[0])))
                    .addExtension(
                            Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(certificate));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Issued(pair.getPrivate(), sign(builder, key));
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Instant notAfter, SecureRandom random) {
        Instant notBefore = (now.isBefore(notAfter) ? now : notAfter).minus(BEFORE);
        BigInteger serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(notBefore), Date.from(notAfter), subject, key);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey by)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(by)));
        } catch (OperatorCreationException failed) {
            throw new CertificateException("cannot sign with " + SIGNATURE, failed);
        }
    }

    private static KeyPair pair(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }
}
