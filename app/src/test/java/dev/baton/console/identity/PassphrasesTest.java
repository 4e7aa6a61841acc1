package dev.baton.console.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PassphrasesTest {
    private static final Keyring NONE = new Keyring(null, Duration.ofSeconds(1));

    @TempDir
    Path dir;

    private OperatorKeyFile key() {
        return new OperatorKeyFile(dir.resolve("k.p12"));
    }

    /** A program that behaves as secret-tool does. */
    private Keyring keyring(String script) throws Exception {
        Path program = dir.resolve("secret-tool");
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Keyring(program, Duration.ofMillis(700));
    }

    @Test
    void theFileOfTheSecurityFileIsAskedBeforeAPersonAndMustBeTheOwnersAlone() throws Exception {
        Path file = dir.resolve("pass");
        OwnerFile.write(file, "from the file\nnot this\n".getBytes(StandardCharsets.UTF_8));
        Passphrases both = new Passphrases(-1, file, NONE, question -> "typed".toCharArray());
        assertArrayEquals("from the file".toCharArray(), both.of(key(), "id").passphrase());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(java.io.IOException.class, () -> both.of(key(), "id"));
    }

    @Test
    void aDescriptorGoesBeforeEverythingElse() throws Exception {
        Path file = dir.resolve("in");
        Files.writeString(file, "über den Deskriptor\r\nrest");
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            int descriptor = descriptor(file);
            Passphrases from = new Passphrases(descriptor, dir.resolve("unused"), NONE, null);
            assertArrayEquals(
                    "über den Deskriptor".toCharArray(), from.of(key(), null).passphrase());
            assertEquals(0, open.getFilePointer());
        }
        KeyFileException closed =
                assertThrows(KeyFileException.class, () -> new Passphrases(987, null, NONE, null).of(key(), null));
        assertTrue(Objects.requireNonNull(closed.getMessage()).contains("descriptor 987"));
    }

    /** The number by which this process has it open. */
    private static int descriptor(Path file) throws Exception {
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : all.toList()) {
                if (Files.isSymbolicLink(each)
                        && file.toRealPath().equals(Files.readSymbolicLink(each).toAbsolutePath())) {
                    return Integer.parseInt(each.getFileName().toString());
                }
            }
        }
        throw new AssertionError("not open: " + file);
    }

    @Test
    void theKeyringIsAskedByKeyAndToldOverItsInputAndWaitedForNotLongerThanAllowed() throws Exception {
        Keyring kept = keyring("echo \"$@\" > " + dir + "/args\n[ \"$1\" = store ] && exec cat > " + dir + "/in\n"
                + "[ \"$5\" = id1 ] && printf 'from the keyring' || exit 1\n");
        assertArrayEquals(
                "from the keyring".toCharArray(),
                new Passphrases(-1, null, kept, null).of(key(), "id1").passphrase());
        assertNull(kept.lookup("id2"));
        assertTrue(kept.store("id1", "to the keyring".toCharArray()));
        assertEquals("to the keyring", Files.readString(dir.resolve("in")));
        assertFalse(Files.readString(dir.resolve("args")).contains("to the keyring"));
        Keyring stuck = keyring("exec sleep 60\n");
        long began = System.nanoTime();
        assertNull(stuck.lookup("id1"));
        assertTrue(System.nanoTime() - began < Duration.ofSeconds(20).toNanos());
    }

    @Test
    void aFreshOneIsTypedTwiceAndShortOnesAreRemarkedUpon() throws Exception {
        Queue<String> typed = new ArrayDeque<>(List.of("a passphrase", "a passphrase", "one", "two"));
        Passphrases asks = new Passphrases(
                -1, null, NONE, question -> Objects.requireNonNull(typed.poll()).toCharArray());
        assertTrue(asks.fresh(dir).typed());
        KeyFileException differ = assertThrows(KeyFileException.class, () -> asks.fresh(dir));
        assertTrue(Objects.requireNonNull(differ.getMessage()).contains("differ"));
        assertTrue(Objects.requireNonNull(Passphrases.weak("12345678901".toCharArray()))
                .contains("11 characters"));
        assertNull(Passphrases.weak("123456789012".toCharArray()));
        KeyFileException nobody =
                assertThrows(KeyFileException.class, () -> new Passphrases(-1, null, NONE, null).of(key(), null));
        assertTrue(Objects.requireNonNull(nobody.getMessage()).contains("--passphrase-fd"));
    }
}
