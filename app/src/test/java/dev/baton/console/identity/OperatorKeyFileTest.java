package dev.baton.console.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.authority.Keys;
import dev.baton.authority.Signer;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperatorKeyFileTest {
    private static final String PASSPHRASE = "correct horse battery";

    @TempDir
    Path dir;

    private OperatorKeyFile file() {
        return new OperatorKeyFile(dir.resolve("alice.p12"), 1_000);
    }

    private static char[] passphrase() {
        return PASSPHRASE.toCharArray();
    }

    @Test
    void aKeyIsForItsOwnerAloneAndSignsWhatItsPublicPartVerifies() throws Exception {
        OperatorKey made = file().create("Alice, \"O\\'Neil\" + Söhne", passphrase());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())));
        OperatorKey opened = file().open(passphrase());
        assertEquals(made.face(), opened.face());
        assertEquals("Alice, \"O\\'Neil\" + Söhne", opened.face().name());
        Signer signer = opened.as(record(opened.face()));
        byte[] bytes = "what is signed".getBytes(StandardCharsets.UTF_8);
        assertTrue(Keys.verify(Keys.publicKey(opened.face().publicKey()), bytes, signer.sign(bytes)));
        assertEquals(Keys.id(Keys.publicKey(opened.face().publicKey())), signer.keyId());
    }

    private static OperatorRecord record(KeyFace face) {
        return new OperatorRecord(
                face.keyId(), face.name(), OperatorRole.OPERATOR, face.publicKey(), "e1", 1, "admin", null, null);
    }

    @Test
    void whoseKeyItIsCanBeToldWhileItIsLockedAndAWrongPassphraseIsToldPlainly() throws Exception {
        OperatorKey made = file().create("alice", passphrase());
        assertEquals(made.face(), file().face());
        KeyFileException wrong = assertThrows(
                KeyFileException.WrongPassphrase.class, () -> file().open("correct horse batterz".toCharArray()));
        assertTrue(Objects.requireNonNull(wrong.getMessage()).endsWith("alice.p12: wrong passphrase"), wrong::toString);
        assertNull(wrong.getCause());
        assertThrows(KeyFileException.class, () -> file().create("mallory", passphrase()));
        assertEquals(made.face(), file().face());
    }

    @Test
    void aFileThatOthersReadOrThatIsNoneOrTooLargeIsRefused() throws Exception {
        KeyFileException absent = assertThrows(KeyFileException.class, () -> file().open(passphrase()));
        assertTrue(Objects.requireNonNull(absent.getMessage()).contains("operator create"));
        OwnerFile.write(file().path(), "half a file".getBytes(StandardCharsets.UTF_8));
        KeyFileException malformed = assertThrows(KeyFileException.class, () -> file().open(passphrase()));
        assertTrue(Objects.requireNonNull(malformed.getMessage()).contains("expected PKCS#12"), malformed::toString);
        assertThrows(KeyFileException.class, () -> file().face());
        OwnerFile.write(file().path(), new byte[70_000]);
        assertTrue(Objects.requireNonNull(assertThrows(KeyFileException.class, () -> file().face())
                        .getMessage())
                .contains("65536"));
        Files.delete(file().path());
        file().create("alice", passphrase());
        Files.setPosixFilePermissions(file().path(), PosixFilePermissions.fromString("rw-r-----"));
        KeyFileException open = assertThrows(KeyFileException.class, () -> file().open(passphrase()));
        assertTrue(Objects.requireNonNull(open.getMessage()).contains("chmod 600"));
    }

    @Test
    void theSameKeyUnderAnotherPassphraseOpensWithThatAlone() throws Exception {
        OperatorKey made = file().create("alice", passphrase());
        OperatorKey changed = file().change(passphrase(), "another passphrase".toCharArray());
        assertEquals(made.face(), changed.face());
        assertThrows(KeyFileException.WrongPassphrase.class, () -> file().open(passphrase()));
        assertEquals(
                made.face(), file().open("another passphrase".toCharArray()).face());
    }

    @Test
    void rotatingKeepsTheOldFileWithItsDate() throws Exception {
        OperatorKey old = file().create("alice", passphrase());
        OperatorKey fresh = file().next().create("alice", passphrase());
        assertNotEquals(old.face().keyId(), fresh.face().keyId());
        Path kept = file().turn(LocalDate.of(2026, 11, 26));
        assertEquals("alice-2026-11-26.p12", kept.getFileName().toString());
        assertEquals(old.face(), new OperatorKeyFile(kept).open(passphrase()).face());
        assertEquals(fresh.face(), file().open(passphrase()).face());
        assertFalse(file().next().exists());
    }

    @Test
    void aKeyOfAnotherProgramIsImportedAndOneOfAnotherKindIsNot() throws Exception {
        Path foreign = dir.resolve("keytool.p12");
        foreign(foreign, "Ed25519");
        OperatorKeyFile theirs = new OperatorKeyFile(foreign);
        assertNull(theirs.face());
        OperatorKey imported = file().copy(theirs.open(passphrase()), "bob", "a passphrase of mine".toCharArray());
        assertEquals("bob", imported.face().name());
        assertEquals(theirs.open(passphrase()).face().keyId(), imported.face().keyId());
        assertNotNull(file().face());
        foreign(foreign, "RSA");
        KeyFileException wrong = assertThrows(KeyFileException.class, () -> theirs.open(passphrase()));
        assertTrue(Objects.requireNonNull(wrong.getMessage()).contains("RSA: expected Ed25519"), wrong::toString);
    }

    /** As keytool writes it: the certificate is encrypted too. */
    private static void foreign(Path to, String algorithm) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("k", pair.getPrivate(), passphrase(), new java.security.cert.Certificate[] {
            TestCertificates.of("theirs", pair, algorithm)
        });
        Files.deleteIfExists(to);
        OwnerFile.write(to, new byte[0]);
        try (OutputStream out = Files.newOutputStream(to)) {
            store.store(out, passphrase());
        }
    }
}
