package dev.baton.lab.secure;

import dev.baton.secure.Security;
import dev.baton.secure.SecurityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An authority of a test, and identities that it has issued, each with its security file. */
final class Certificates {
    static final Duration SOON = Duration.ofDays(1);
    private static final List<String> LOOPBACK = List.of("127.0.0.1");

    private final Path folder;
    private final SecureRandom random = new SecureRandom();
    private final Authority authority;

    Certificates(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.authority = Authority.create("test", Instant.now(), SOON, random);
    }

    /** The security file of a new identity, which is good until then. */
    Path issue(String name, Instant notAfter, String... more) throws Exception {
        new KeyFiles(folder, name)
                .write(
                        authority.issue(name, LOOPBACK, Instant.now(), notAfter),
                        authority,
                        authority,
                        SecretFiles.secret(random));
        Path file = folder.resolve(name + ".properties");
        SecretFiles.write(
                file,
                "tls.keystore = " + name + ".p12\ntls.truststore = " + name + "-trust.p12\ntls.passphrase.file = "
                        + name + ".pass\nstore.tls = true\nkafka.tls = true\n" + String.join("\n", more) + "\n");
        return file;
    }

    Path issue(String name, String... more) throws Exception {
        return issue(name, Instant.now().plus(SOON), more);
    }

    Security open(String name, String... more) throws Exception {
        return SecurityFile.read(issue(name, more));
    }

    /** Has another certificate, and trusts whom that other authority has issued one. */
    Security openTrusting(String name, Certificates others) throws Exception {
        Path file = issue(name);
        new KeyFiles(folder, name)
                .write(
                        authority.issue(
                                name, LOOPBACK, Instant.now(), Instant.now().plus(SOON)),
                        authority,
                        others.authority,
                        SecretFiles.secret(random));
        return SecurityFile.read(file);
    }

    /** Gives that identity another certificate of this authority, which it trusts from then on, in the files that it has already. */
    void replace(Path of, String name) throws Exception {
        new KeyFiles(of, name)
                .write(
                        authority.issue(
                                name, LOOPBACK, Instant.now(), Instant.now().plus(SOON)),
                        authority,
                        authority,
                        SecretFiles.secret(random));
    }

    Path folder() {
        return folder;
    }

    String secret(String name) throws IOException {
        return Files.readString(new KeyFiles(folder, name).passphrase());
    }
}
