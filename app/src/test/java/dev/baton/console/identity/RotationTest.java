package dev.baton.console.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.SampleOperators;
import dev.baton.console.identity.Operators.Newcomer;
import dev.baton.console.identity.Operators.Result;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new key in the old one's place: who may has the cluster take it at once, whoever may not waits for an admin. */
final class RotationTest {
    @TempDir
    Path dir;

    private KeyHolder holder = SampleOperators.holder(Path.of("none"));
    private KeyFace old = new KeyFace("", "", "");
    private final List<String> asked = new ArrayList<>();
    private @Nullable Result answer;

    @BeforeEach
    void bobHasAKey() throws Exception {
        holder = SampleOperators.key(dir, "bob");
        old = Objects.requireNonNull(holder.held().face());
    }

    private Identity identity(OperatorBook book) {
        return Identity.fixed(
                holder,
                "oncall",
                book,
                (fresh, replaces, by) -> {
                    asked.add(by + " replaces " + replaces + " by " + fresh.keyId());
                    return CompletableFuture.completedFuture(
                            answer == null ? new Result.Done(List.of(record(fresh)), 7) : answer);
                },
                "");
    }

    private OperatorBook as(OperatorRole role) {
        return SampleOperators.book(old, role, false);
    }

    private static OperatorRecord record(Newcomer fresh) {
        return new OperatorRecord(
                fresh.keyId(), fresh.name(), fresh.role(), fresh.publicKey(), "e9", 1, "bob", null, null);
    }

    private String replace(OperatorBook book) throws IOException {
        return new Rotation(identity(book), holder).replace(SampleOperators.PASSPHRASE.toCharArray());
    }

    private String inUse() throws IOException {
        return Objects.requireNonNull(new OperatorKeyFile(dir.resolve("bob.p12"), 1_000).face())
                .keyId();
    }

    private int files() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return (int) files.count();
        }
    }

    @Test
    void anAdminsIsTakenAtOnceAndTheOldFileIsKept() throws Exception {
        String told = replace(as(OperatorRole.ADMIN));
        assertTrue(told.startsWith("The new key is in use. The old one is kept in "), told);
        assertEquals(List.of("bob replaces " + old.keyId() + " by " + inUse()), asked);
        assertFalse(inUse().equals(old.keyId()));
        assertNull(holder.waiting());
        assertEquals(2, files());
        assertEquals(inUse(), Objects.requireNonNull(holder.held().key()).face().keyId());
    }

    @Test
    void anOperatorsWaitsUntilAnAdminHasLetTheClusterTakeIt() throws Exception {
        String told = replace(as(OperatorRole.OPERATOR));
        assertTrue(told.contains("until an admin has let the cluster take"), told);
        assertEquals(old.keyId(), inUse());
        KeyFace fresh = Objects.requireNonNull(holder.waiting());
        assertEquals(told, replace(as(OperatorRole.OPERATOR)));
        assertEquals(fresh, holder.waiting());

        OperatorBook taken = SampleOperators.with(
                SampleOperators.book(old, OperatorRole.OPERATOR, true),
                record(new Newcomer("bob", OperatorRole.OPERATOR, fresh.keyId(), fresh.publicKey())));
        assertTrue(replace(taken).startsWith("The new key is in use."));
        assertEquals(fresh.keyId(), inUse());
        assertEquals(List.of(), asked);
    }

    @Test
    void whatTheStoreRefusesOrDoesNotSayLeavesTheOldKeyInUse() throws Exception {
        answer = new Result.Refused(new Refusal("store's rights", "an admin of the store", "none"));
        String refused = replace(as(OperatorRole.ADMIN));
        assertTrue(refused.contains("the cluster did not take it by store's rights"), refused);
        assertEquals(old.keyId(), inUse());
        answer = new Result.Unknown("connection lost");
        String unknown = replace(as(OperatorRole.ADMIN));
        assertTrue(unknown.contains("did not say") && unknown.contains("connection lost"), unknown);
        assertEquals(old.keyId(), inUse());
        assertEquals(asked.get(0), asked.get(1));
    }

    @Test
    void aWrongPassphraseOrARevokedKeyMakesNothing() {
        assertThrows(
                KeyFileException.WrongPassphrase.class,
                () -> new Rotation(identity(as(OperatorRole.ADMIN)), holder).replace("wrong".toCharArray()));
        KeyFileException revoked = assertThrows(
                KeyFileException.class, () -> replace(SampleOperators.book(old, OperatorRole.ADMIN, true)));
        assertTrue(String.valueOf(revoked.getMessage()).endsWith("there is nothing to replace"));
        assertNull(holder.waiting());
        assertEquals(List.of(), asked);
    }
}
