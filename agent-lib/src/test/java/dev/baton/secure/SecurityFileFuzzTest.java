package dev.baton.secure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.fuzz.Bytes;
import dev.baton.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A security file, or a file that it names, which is broken anywhere names its problems and tells no secret. */
@DisabledOnOs(OS.WINDOWS)
class SecurityFileFuzzTest {
    private static final String SECRET = "k7Jq-secret-x93";
    private static final String GOOD = """
            store.auth.file=auth
            store.tls=false
            acl.viewer=digest:viewer
            acl.operator=digest:operator;x509:CN=operator,O=baton
            acl.agent=digest:agent
            acl.admin=digest:admin
            kafka.security.protocol=SASL_PLAINTEXT
            kafka.sasl.jaas.config.file=jaas
            kafka.tls=false
            operator.key=oncall.p12
            operator.passphrase.file=auth
            """;
    private static final String STORES = """
            tls.keystore=auth
            tls.truststore=jaas
            tls.passphrase.file=auth
            """;

    @TempDir
    Path dir;

    @Test
    void aBrokenFileNamesItsProblemsAndTellsNoSecret() throws Exception {
        byte[] auth = ("digest agent:" + SECRET + "\n").getBytes(StandardCharsets.UTF_8);
        secret("auth", auth);
        secret("jaas", ("x password=" + SECRET).getBytes(StandardCharsets.UTF_8));
        Path file = dir.resolve("security.properties");
        int[] counts = new int[2];
        Fuzz.run("security files", 5, (random, input) -> {
            boolean inner = random.nextInt(5) == 0;
            String text = random.nextInt(6) == 0 ? GOOD + STORES : GOOD;
            byte[] good = text.getBytes(StandardCharsets.UTF_8);
            Files.write(dir.resolve("auth"), inner ? input.reads("auth", Bytes.broken(auth, random)) : auth);
            Files.write(file, inner ? good : input.reads("file", Bytes.broken(good, random)));
            try {
                Security read = SecurityFile.read(file);
                counts[0]++;
                assertFalse(read.toString().contains(SECRET), "a secret in toString");
            } catch (InvalidSecurityFile invalid) {
                counts[1]++;
                assertFalse(invalid.problems().isEmpty());
                assertFalse(String.valueOf(invalid.getMessage()).contains(SECRET), invalid::getMessage);
            }
        });
        assertTrue(counts[0] > 10 && counts[1] > 10, () -> counts[0] + " read, " + counts[1] + " refused");
    }

    @Test
    void aPathThatNoFileSystemTakesIsAProblemLikeAnyOther() throws Exception {
        Path file =
                Files.writeString(dir.resolve("security.properties"), "operator.key=a\\u0000b\nstore.tls=perhaps\n");
        InvalidSecurityFile invalid = assertThrows(InvalidSecurityFile.class, () -> SecurityFile.read(file));
        assertTrue(invalid.problems().stream().anyMatch(each -> each.contains("operator.key")), invalid::getMessage);
        assertTrue(invalid.problems().stream().anyMatch(each -> each.contains("store.tls")), invalid::getMessage);
    }

    private void secret(String name, byte[] content) throws Exception {
        Path file = dir.resolve(name);
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
