package dev.baton.lab.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import dev.baton.secure.StoreRole;
import dev.baton.secure.TlsIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabSecurityTest {
    private static final List<String> SERVICES = List.of("a", "b");

    @TempDir
    Path dir;

    @Test
    void nobodyButItsOwnerGetsAtAnySecret() throws Exception {
        create();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".p12") || name.endsWith(".pass") || name.endsWith(".auth")) {
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), name);
                }
            }
        }
    }

    @Test
    void everybodyHasASecurityFileThatCanBeUsed() throws Exception {
        LabSecurity security = create();
        for (Identity identity : Identity.all(SERVICES)) {
            Security read = SecurityFile.read(security.file(identity.name()));
            TlsIdentity tls = Objects.requireNonNull(read.tls());
            assertEquals("CN=" + identity.subject(), tls.subject());
            assertTrue(tls.notAfter().isAfter(Instant.now().plus(Duration.ofDays(80))));
            assertTrue(read.storeTls() && read.kafkaTls());
            assertEquals(identity.role() == null ? 0 : 1, read.auths().size());
            tls.close();
        }
    }

    @Test
    void aRoleIsKnownToTheStoreByTheCredentialsThatItsHoldersHave() throws Exception {
        LabSecurity security = create();
        Security agent = SecurityFile.read(security.file(Identity.agent("b")));
        String digest =
                DigestAuthenticationProvider.generateDigest(agent.auths().get(0).credentials());
        assertEquals(
                List.of("digest:" + digest, "x509:CN=service-a", "x509:CN=service-b"),
                agent.principals().of(StoreRole.AGENT));
        Security viewer = SecurityFile.read(security.file(Identity.VIEWER));
        assertEquals(agent.principals(), viewer.principals());
        assertNotEquals(agent.auths(), viewer.auths());
        Objects.requireNonNull(agent.tls()).close();
        Objects.requireNonNull(viewer.tls()).close();
    }

    @Test
    void newCertificatesAreOfTheSameAuthorityUnderTheSamePassphrase() throws Exception {
        LabSecurity security = create();
        KeyFiles files = new KeyFiles(folder(), Identity.agent("a"));
        String passphrase = Files.readString(files.passphrase());
        Authority.Issued before = files.read();
        Instant now = Instant.now();
        List<String> who = security.rotate(SERVICES, now, Duration.ofDays(3));
        Authority.Issued after = files.read();

        assertEquals(Identity.all(SERVICES).stream().map(Identity::name).toList(), who);
        assertNotEquals(
                before.certificate().getSerialNumber(), after.certificate().getSerialNumber());
        assertNotEquals(before.key(), after.key());
        assertEquals(passphrase, Files.readString(files.passphrase()));
        after.certificate()
                .verify(new KeyFiles(folder(), "ca").read().certificate().getPublicKey());
        assertTrue(after.certificate()
                .getNotAfter()
                .toInstant()
                .isBefore(now.plus(Duration.ofDays(3)).plusSeconds(1)));
    }

    @Test
    void twoLabsTrustEachOtherInNothing() throws Exception {
        create();
        Path other = dir.resolve("other");
        new LabSecurity(other).create(SERVICES, List.of("127.0.0.1"), Instant.now());
        Authority.Issued foreign = new KeyFiles(other, Identity.ADMIN).read();
        boolean verified = true;
        try {
            foreign.certificate()
                    .verify(new KeyFiles(folder(), "ca").read().certificate().getPublicKey());
        } catch (java.security.SignatureException e) {
            verified = false;
        }
        assertFalse(verified);
    }

    private LabSecurity create() throws Exception {
        LabSecurity security = new LabSecurity(folder());
        security.create(SERVICES, List.of("127.0.0.1"), Instant.now());
        return security;
    }

    private Path folder() {
        return dir.resolve("security");
    }
}
