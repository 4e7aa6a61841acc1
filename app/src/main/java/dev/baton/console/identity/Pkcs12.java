package dev.baton.console.identity;

import dev.baton.console.theme.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Enumeration;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 key in PKCS#12. The key is encrypted (AES-256, PBKDF2 with HMAC-SHA-256), the certificate around it is not: it holds what
 * anybody may know, and so whose key it is can be told while it is locked.
 */
final class Pkcs12 {
    /** As OWASP asks of PBKDF2 with HMAC-SHA-256. The same for the MAC, which would else be the shorter way to the passphrase. */
    static final int ROUNDS = 600_000;

    private static final int SALT_BYTES = 16;
    /** The certificate certifies nothing: what a key may do, and until when, stands in the cluster. */
    private static final long YEARS = 50;

    private static final Provider BC = new BouncyCastleProvider();

    private Pkcs12() {}

    static byte[] write(String name, KeyPair pair, char[] passphrase, int rounds, SecureRandom random)
            throws IOException {
        try {
            X509Certificate certificate = certificate(name, pair, random);
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            PBKDF2Config derivation = new PBKDF2Config.Builder()
                    .withIterationCount(rounds)
                    .withPRF(PBKDF2Config.PRF_SHA256)
                    .withSaltLength(SALT_BYTES)
                    .build();
            var id = new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic());
            PKCS12SafeBagBuilder keyBag = new JcaPKCS12SafeBagBuilder(
                    pair.getPrivate(),
                    new JcePKCSPBEOutputEncryptorBuilder(derivation, NISTObjectIdentifiers.id_aes256_CBC)
                            .setProvider(BC)
                            .setRandom(random)
                            .build(passphrase));
            keyBag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id);
            PKCS12SafeBagBuilder certificateBag = new JcaPKCS12SafeBagBuilder(certificate);
            certificateBag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, id);
            return new PKCS12PfxPduBuilder()
                    .addData(keyBag.build())
                    .addData(certificateBag.build())
                    .build(
                            new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                    .setProvider(BC)
                                    .setIterationCount(rounds),
                            passphrase)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new KeyFileException(Messages.of("key.unmade"), e);
        }
    }

    private static X509Certificate certificate(String name, KeyPair pair, SecureRandom random)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Name subject =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var holder = new JcaX509v3CertificateBuilder(
                        subject,
                        new BigInteger(127, random).setBit(0),
                        Date.from(now),
                        Date.from(now.plus(YEARS * 365, ChronoUnit.DAYS)),
                        subject,
                        pair.getPublic())
                .build(new JcaContentSignerBuilder("Ed25519").build(pair.getPrivate()));
        return (X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    }

    /** Whose key it is, without a passphrase; null where it does not say: other programs encrypt that too. */
    static @Nullable KeyFace face(byte[] content, String from) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), null);
            String alias = alias(store);
            return alias == null ? null : face(store, alias, from);
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(Messages.of("key.malformed", from), e);
        } catch (KeyFileException known) {
            throw known;
        } catch (IOException e) {
            throw new KeyFileException(Messages.of("key.malformed", from), e);
        }
    }

    static OperatorKey read(byte[] content, char[] passphrase, String from) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), passphrase);
            String alias = alias(store);
            if (alias == null || !(store.getKey(alias, passphrase) instanceof PrivateKey key)) {
                throw new KeyFileException(Messages.of("key.nokey", from));
            }
            KeyFace face = face(store, alias, from);
            if (face == null) {
                throw new KeyFileException(Messages.of("key.nokey", from));
            }
            return new OperatorKey(face, key);
        } catch (UnrecoverableKeyException wrong) {
            throw new KeyFileException.WrongPassphrase(Messages.of("key.wrong", from));
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(Messages.of("key.malformed", from), e);
        } catch (KeyFileException known) {
            throw known;
        } catch (IOException e) {
            // How PKCS#12 says it (java.security.KeyStore.load).
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new KeyFileException.WrongPassphrase(Messages.of("key.wrong", from));
            }
            throw new KeyFileException(Messages.of("key.malformed", from), e);
        }
    }

    private static @Nullable String alias(KeyStore store) throws GeneralSecurityException {
        Enumeration<String> aliases = store.aliases();
        while (aliases.hasMoreElements()) {
            String alias = aliases.nextElement();
            if (store.isKeyEntry(alias)) {
                return alias;
            }
        }
        return null;
    }

    private static @Nullable KeyFace face(KeyStore store, String alias, String from)
            throws GeneralSecurityException, KeyFileException {
        Certificate certificate = store.getCertificate(alias);
        if (!(certificate instanceof X509Certificate x509)) {
            return null;
        }
        String algorithm = x509.getPublicKey().getAlgorithm();
        if (!algorithm.equals("EdDSA") && !algorithm.equals("Ed25519")) {
            throw new KeyFileException(Messages.of("key.algorithm", from, algorithm));
        }
        RDN[] names = X500Name.getInstance(x509.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        String name = names.length == 0
                ? ""
                : IETFUtils.valueToString(names[0].getFirst().getValue());
        return KeyFace.of(unescaped(name), x509.getPublicKey());
    }

    /** As it was before it became part of a name of LDAP. */
    private static String unescaped(String name) {
        return name.replaceAll("\\\\(.)", "$1");
    }
}
