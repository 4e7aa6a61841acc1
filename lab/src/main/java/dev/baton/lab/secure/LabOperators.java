package dev.baton.lab.secure;

import dev.baton.authority.Keys;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The operators of a lab, who are there to practise with: a key each, in the files that a console reads, under a passphrase in a file beside it.
 * With a real key the passphrase is in its owner's head.
 */
public final class LabOperators {
    /** An admin. */
    public static final String ALICE = "alice";
    /** An operator. */
    public static final String BOB = "bob";
    /** Who enrols them. */
    static final String BY = "the lab";

    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final int SERIAL_BITS = 127;
    private static final int ENROLMENT_BYTES = 16;

    private final Path folder;
    private final SecureRandom random;

    LabOperators(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** The file of that operator's key. */
    static Path key(Path folder, String name) {
        return folder.resolve(name + "-operator.p12");
    }

    /** The file of its passphrase. */
    static Path passphrase(Path folder, String name) {
        return folder.resolve(name + "-operator.pass");
    }

    /** Makes the keys; what the store is to know of them. */
    List<OperatorRecord> create(Instant now) throws IOException, GeneralSecurityException {
        List<OperatorRecord> records = new ArrayList<>();
        records.add(create(ALICE, OperatorRole.ADMIN, now));
        records.add(create(BOB, OperatorRole.OPERATOR, now));
        return List.copyOf(records);
    }

    private OperatorRecord create(String name, OperatorRole role, Instant now)
            throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String secret = SecretFiles.secret(random);
        SecretFiles.write(passphrase(folder, name), secret);
        SecretFiles.write(
                key(folder, name),
                Pkcs12.key(name, pair.getPrivate(), List.of(certificate(name, pair, now)), secret.toCharArray()));
        byte[] enrolment = new byte[ENROLMENT_BYTES];
        random.nextBytes(enrolment);
        return new OperatorRecord(
                Keys.id(pair.getPublic()),
                name,
                role,
                Keys.text(pair.getPublic()),
                HexFormat.of().formatHex(enrolment),
                now.toEpochMilli(),
                BY,
                null,
                null);
    }

    /** Says whose key it is while that is locked, and certifies nothing. */
    private X509Certificate certificate(String name, KeyPair pair, Instant now) throws GeneralSecurityException {
        X500Name subject = new X500Name("CN=" + name);
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    subject,
                                    new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                                    Date.from(now),
                                    Date.from(now.plus(VALIDITY)),
                                    subject,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder("Ed25519").build(pair.getPrivate())));
        } catch (OperatorCreationException failed) {
            throw new CertificateException("cannot sign with Ed25519", failed);
        }
    }
}
