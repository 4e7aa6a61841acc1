package dev.baton.cli;

import dev.baton.authority.Signer;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorKey;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Operators of a {@link TestCluster}: their records in the store, their keys and security files in a folder. */
public final class TestOperators {
    public static final String PASSPHRASE = "correct horse battery";

    private final TestCluster cluster;
    private final Path dir;
    private final Map<String, OperatorRecord> records = new HashMap<>();

    public TestOperators(TestCluster cluster, Path dir) {
        this.cluster = cluster;
        this.dir = dir;
    }

    private OperatorKeyFile file(String name) {
        return new OperatorKeyFile(dir.resolve(name + ".p12"), 1_000);
    }

    /** A key that no cluster knows. */
    public KeyFace key(String name) throws IOException {
        OperatorKeyFile file = file(name);
        return file.exists()
                ? Objects.requireNonNull(file.face())
                : file.create(name, PASSPHRASE.toCharArray()).face();
    }

    public void enrol(String name, OperatorRole role) throws Exception {
        KeyFace face = key(name);
        put(new OperatorRecord(
                face.keyId(), name, role, face.publicKey(), "enrolment of " + name, 1, "setup", null, null));
    }

    public void revoke(String name) throws Exception {
        put(record(name).revoked(2, "setup"));
    }

    private void put(OperatorRecord record) throws Exception {
        cluster.put(StoreLayout.operator(record.keyId()), record);
        records.put(record.name(), record);
    }

    public OperatorRecord record(String name) {
        return Objects.requireNonNull(records.get(name), name);
    }

    /** What signs as that one, whatever became of them in the cluster. */
    public Signer signer(String name) throws IOException {
        OperatorKey key = file(name).open(PASSPHRASE.toCharArray());
        return key.as(record(name));
    }

    /** Of who is asked for the passphrase, where there is anybody to ask. */
    public Path locked(String name) throws IOException {
        return Files.writeString(dir.resolve(name + "-locked.properties"), "operator.key = " + name + ".p12\n");
    }

    /** Of who has the passphrase in a file. */
    public Path unlocked(String name) throws IOException {
        Path pass = dir.resolve("pass");
        Files.writeString(pass, PASSPHRASE + "\n");
        Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(
                dir.resolve(name + ".properties"),
                "operator.key = " + name + ".p12\noperator.passphrase.file = pass\n");
    }
}
