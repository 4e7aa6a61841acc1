package dev.baton.lab.secure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * Writes PKCS#12 files that are quick to open. A stock ZooKeeper reads its files anew for each connection, and so does its client; Java's own
 * KeyStore would make each reading cost tens of thousands of hashes, which protect a passphrase that a person could think of. Here each is 192
 * random bits, which no number of hashes makes harder to guess.
 */
final class Pkcs12 {
    private static final int ITERATIONS = 16;
    /** By this attribute Java knows the certificate of an authority that is trusted. */
    private static final ASN1ObjectIdentifier TRUSTED = new ASN1ObjectIdentifier("2.16.840.1.113894.746875.1.1");
    /** Not registered: nothing else in this process shall use it. */
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private Pkcs12() {}

    /** A key under its name, with its certificate and those that lead to its authority. */
    static byte[] key(String name, PrivateKey key, List<X509Certificate> chain, char[] passphrase)
            throws GeneralSecurityException, IOException {
        try {
            OutputEncryptor encryptor = new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(PROVIDER)
                    .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                    .setIterationCount(ITERATIONS)
                    .build(passphrase);
            DERBMPString id = new DERBMPString(name);
            PKCS12SafeBagBuilder keyBag = new JcaPKCS12SafeBagBuilder(key, encryptor)
                    .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, id)
                    .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, localId(name));
            PKCS12SafeBag[] certificates = new PKCS12SafeBag[chain.size()];
            for (int i = 0; i < certificates.length; i++) {
                PKCS12SafeBagBuilder bag = new JcaPKCS12SafeBagBuilder(chain.get(i));
                if (i == 0) {
                    bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, id)
                            .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, localId(name));
                }
                certificates[i] = bag.build();
            }
            PKCS12PfxPduBuilder file = new PKCS12PfxPduBuilder().addData(keyBag.build());
            for (PKCS12SafeBag certificate : certificates) {
                file.addData(certificate);
            }
            return bytes(file, passphrase);
        } catch (PKCSException | OperatorCreationException failed) {
            throw new KeyStoreException("cannot write PKCS#12", failed);
        }
    }

    /** The certificate of an authority, as one that is trusted. */
    static byte[] trust(String name, X509Certificate authority, char[] passphrase)
            throws GeneralSecurityException, IOException {
        try {
            PKCS12SafeBag bag = new JcaPKCS12SafeBagBuilder(authority)
                    .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(name))
                    .addBagAttribute(TRUSTED, KeyPurposeId.anyExtendedKeyUsage)
                    .build();
            return bytes(new PKCS12PfxPduBuilder().addData(bag), passphrase);
        } catch (PKCSException failed) {
            throw new KeyStoreException("cannot write PKCS#12", failed);
        }
    }

    private static DEROctetString localId(String name) {
        return new DEROctetString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(PKCS12PfxPduBuilder file, char[] passphrase) throws PKCSException, IOException {
        PKCS12PfxPdu built = file.build(
                new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                        .setProvider(PROVIDER)
                        .setIterationCount(ITERATIONS),
                passphrase);
        return built.getEncoded("DER");
    }
}
