package dev.baton.console;

import dev.baton.authority.KeySigner;
import dev.baton.authority.Keys;
import dev.baton.authority.Signed;
import dev.baton.console.identity.Identity;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.KeyHolder;
import dev.baton.console.identity.Keyring;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.model.ActionRequest;
import dev.baton.model.Json;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import dev.baton.model.StoreLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Operators of a cluster, and the keys of those who look at it. */
public final class SampleOperators {
    public static final String PASSPHRASE = "correct horse battery";

    private static final KeyPair PAIR = pair();

    /** Who asks for what waits for a second operator. */
    public static final OperatorRecord ALICE = new OperatorRecord(
            Keys.id(PAIR.getPublic()),
            "alice",
            OperatorRole.OPERATOR,
            Keys.text(PAIR.getPublic()),
            "e1",
            1,
            "dora",
            null,
            null);

    private SampleOperators() {}

    /** Always the same, so that pictures are. */
    private static KeyPair pair() {
        try {
            SecureRandom seeded = SecureRandom.getInstance("SHA1PRNG");
            seeded.setSeed(4411);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, seeded);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As alice asks for it. */
    public static ActionRequest byAlice(ActionRequest request) {
        try {
            return Signed.sign(request, new KeySigner(ALICE, PAIR.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of somebody in that folder, made where it is not there. */
    public static KeyHolder key(Path folder, String name) throws IOException {
        OperatorKeyFile file = new OperatorKeyFile(folder.resolve(name + ".p12"), 1_000);
        if (!file.exists()) {
            var _ = file.create(name, PASSPHRASE.toCharArray());
        }
        return holder(file.path());
    }

    /** A key file that may not be there, with a keyring that keeps nothing. */
    public static KeyHolder holder(Path file) {
        return new KeyHolder(new OperatorKeyFile(file, 1_000), new Keyring(null, Duration.ofSeconds(1)));
    }

    /** A cluster in which alice is an operator and dora an admin; and that key with that role, where there is one. */
    public static OperatorBook book(@Nullable KeyFace face, OperatorRole role, boolean revoked) {
        OperatorBook book = new OperatorBook(true, OperatorBook.EMPTY.entries(), OperatorBook.EMPTY.broken());
        book = with(book, ALICE);
        book = with(
                book,
                new OperatorRecord("d0".repeat(16), "dora", OperatorRole.ADMIN, "", "e2", 1, "setup", null, null));
        if (face == null) {
            return book;
        }
        OperatorRecord record =
                new OperatorRecord(face.keyId(), face.name(), role, face.publicKey(), "e3", 1, "dora", null, null);
        return with(book, revoked ? record.revoked(2, "dora") : record);
    }

    /** The book with that record in the place of the one of the same key. */
    public static OperatorBook with(OperatorBook book, OperatorRecord record) {
        return book.node(StoreLayout.operator(record.keyId()), Json.bytes(record), 0);
    }

    /** Who that is with that key. */
    public static Identity identity(KeyHolder holder, OperatorRole role) {
        KeyFace face = holder.held().face();
        return Identity.fixed(holder, "oncall", book(face, role, false));
    }
}
