package dev.baton.cli;

import dev.baton.authority.Keys;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.console.identity.Operators.Newcomer;
import dev.baton.model.OperatorRole;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton operator add}: an admin lets a key act. */
@Command(
        name = "add",
        description = {
            "Lets a key act in a cluster. Needs the store's admin rights, and an admin's key.",
            "The first operator of a cluster is added by whoever has the store's rights, and must be an admin:",
            "from then on the cluster takes signed requests alone."
        },
        mixinStandardHelpOptions = true)
final class OperatorAddCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "The operator's name.")
    String name = "";

    @Option(names = "--role", paramLabel = "viewer|operator|admin", required = true, description = "What it may.")
    OperatorRole role = OperatorRole.VIEWER;

    @ArgGroup(multiplicity = "1")
    Which which = new Which();

    static final class Which {
        @Option(names = "--public-key", paramLabel = "B64", description = "As 'baton operator create' prints it.")
        @Nullable
        String text;

        @Option(names = "--key-file", paramLabel = "FILE", description = "A key file; its public part is read.")
        @Nullable
        Path file;
    }

    @Option(names = "--replaces", paramLabel = "KEYID", description = "Revokes this key in the same write: a rotation.")
    @Nullable
    String replaces;

    @Option(names = "--store-admin", description = "Acts by the store's rights alone, without an admin's key.")
    boolean storeAdmin;

    @Option(names = "--yes", description = "Does not ask. Needed without a terminal.")
    boolean yes;

    @Override
    public Integer call() throws Exception {
        String bare = name.strip();
        if (bare.isEmpty() || bare.length() > 64 || bare.chars().anyMatch(Character::isISOControl)) {
            throw new CliException(Exit.USAGE, "--name: expected 1 to 64 characters on one line");
        }
        String publicKey = publicKey();
        String keyId;
        try {
            keyId = Keys.id(Keys.publicKey(publicKey));
        } catch (GeneralSecurityException e) {
            throw new CliException(
                    Exit.USAGE,
                    "--public-key: expected an Ed25519 key in base64, as 'baton operator create' prints it");
        }
        try (Session session = Session.open(common.target(), false)) {
            AdminAct act = new AdminAct(session, spec.commandLine(), common.json, keys);
            OperatorBook book = act.signing().book();
            if (!book.signed() && !common.json) {
                spec.commandLine()
                        .getOut()
                        .println("This is the first operator: from then on this cluster takes signed requests alone.");
            }
            if (!yes) {
                Confirmation.require(
                        bare,
                        "let key " + KeyFace.shortened(keyId) + " act as " + StandingText.role(role),
                        Confirmation.terminal());
            }
            String by = act.by(book, storeAdmin);
            return act.run(
                    by,
                    (operators, now) -> operators.add(new Newcomer(bare, role, keyId, publicKey), replaces, by, now),
                    "is added");
        }
    }

    private String publicKey() throws CliException {
        if (which.text != null) {
            return which.text.strip();
        }
        Path file = which.file;
        try {
            KeyFace face = file == null ? null : new OperatorKeyFile(file).face();
            if (face == null) {
                throw new CliException(
                        Exit.USAGE, file + " does not show its public key while it is locked: use --public-key");
            }
            return face.publicKey();
        } catch (IOException bad) {
            throw new CliException(Exit.USAGE, String.valueOf(bad.getMessage()));
        }
    }
}
