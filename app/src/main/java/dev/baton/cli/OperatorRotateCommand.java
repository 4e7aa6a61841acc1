package dev.baton.cli;

import dev.baton.console.identity.EnrolCommand;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.console.identity.Operators.Newcomer;
import dev.baton.console.identity.Passphrases;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code baton operator rotate}: a new key in the old one's place. It is made beside the old one, the cluster takes the one and revokes the other
 * in one write, and only then do the files change places. Each part that is done already is left out, so it can be given again.
 */
@Command(
        name = "rotate",
        description = {
            "Makes a new key in place of the old one. An admin's is taken by the cluster at once, the old one revoked in the",
            "same write; anybody else hands the new public key to an admin, and gives the command again afterwards."
        },
        mixinStandardHelpOptions = true)
final class OperatorRotateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Option(names = "--yes", description = "Does not ask. Needed without a terminal.")
    boolean yes;

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            AdminAct act = new AdminAct(session, spec.commandLine(), common.json, keys);
            OperatorBook book = act.signing().book();
            OperatorKeyFile file = keys.file(session.target());
            return rotate(act, book, file);
        } catch (IOException bad) {
            throw new CliException(Exit.FAILED, String.valueOf(bad.getMessage()));
        }
    }

    private int rotate(AdminAct act, OperatorBook book, OperatorKeyFile file) throws Exception {
        KeyFace old = file.face();
        OperatorRecord record = old == null ? null : book.record(old.keyId());
        KeyFace fresh = file.next().exists() ? file.next().face() : null;
        if (fresh != null && book.good(fresh.keyId())) {
            return turned(file, fresh);
        }
        if (old == null || record == null || record.revoked()) {
            throw new CliException(
                    Exit.REFUSED,
                    "nothing was changed: the key in " + file.path() + " is not one of this cluster's good ones:"
                            + " there is nothing to rotate");
        }
        if (!yes) {
            Confirmation.require(
                    record.name(), "replace the key " + KeyFace.shortened(old.keyId()), Confirmation.terminal());
        }
        boolean admin = record.role() == OperatorRole.ADMIN;
        String by = admin ? act.by(book, false) : record.name();
        KeyFace next = fresh == null ? made(act, file, old, record.name()) : fresh;
        if (!admin) {
            return handed(next, record);
        }
        int code = act.run(
                by,
                (operators, now) -> operators.add(
                        new Newcomer(record.name(), record.role(), next.keyId(), next.publicKey()),
                        old.keyId(),
                        by,
                        now),
                "takes the place of " + old.keyId());
        if (code == Exit.DONE) {
            Path kept = file.turn(LocalDate.now(ZoneOffset.UTC));
            spec.commandLine().getErr().println("baton: the old key is kept in " + kept);
        }
        return code;
    }

    private int turned(OperatorKeyFile file, KeyFace fresh) throws IOException {
        Path kept = file.turn(LocalDate.now(ZoneOffset.UTC));
        tell(fresh, file.path(), "The cluster knows the new key " + fresh.keyId() + ". The old one is kept in " + kept);
        return Exit.DONE;
    }

    private int handed(KeyFace next, OperatorRecord record) {
        tell(
                next,
                keys.file(null).next().path(),
                "The new key waits. An admin takes it in place of the old one:\n  "
                        + new EnrolCommand(record.name(), record.role(), next.publicKey(), record.keyId()).text("")
                        + "\nThen give this command again.");
        return Exit.DONE;
    }

    private void tell(KeyFace face, Path file, String text) {
        if (common.json) {
            Out.json(spec.commandLine().getOut(), KeyReport.of(face, file));
        } else {
            spec.commandLine().getOut().println(text);
        }
    }

    /** The new key, under the passphrase of the old one: whoever rotates knows that one, and one is enough to remember. */
    private KeyFace made(AdminAct act, OperatorKeyFile file, KeyFace old, String name) throws IOException {
        Passphrases.Given given = keys.passphrases(act.session().target()).of(file, old.keyId());
        try {
            var _ = file.open(given.passphrase());
            return file.next().create(name, given.passphrase()).face();
        } finally {
            given.wipe();
        }
    }
}
