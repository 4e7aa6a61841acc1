package dev.baton.cli;

import dev.baton.authority.Signer;
import dev.baton.console.identity.ClusterAudit;
import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorBook;
import dev.baton.console.identity.OperatorKey;
import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.console.identity.Operators;
import dev.baton.console.identity.Operators.Listing;
import dev.baton.console.identity.Passphrases;
import dev.baton.console.identity.Standing;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Who a command acts as: reads the cluster's operators, and unlocks the key where they sign. */
final class Signing {
    private final Session session;
    private final KeyOptions options;
    private final PrintWriter err;

    Signing(Session session, KeyOptions options, PrintWriter err) {
        this.session = session;
        this.options = options;
        this.err = err;
    }

    Operators operators() {
        return new Operators(session.connection().store(), session.target().timeout(), new ClusterAudit());
    }

    OperatorBook book() throws Exception {
        return switch (operators().list().toCompletableFuture().get()) {
            case Listing.Found found -> found.book();
            case Listing.Unknown unknown ->
                throw new CliException(
                        Exit.UNKNOWN, "the operators of this cluster were not read: " + unknown.detail());
        };
    }

    /** As far as can be told without a passphrase. */
    Standing standing(OperatorBook book) {
        return standing(book, false);
    }

    /** As it is to stand in a plan: a key whose passphrase is at hand is as good as unlocked. */
    Standing planned(OperatorBook book) {
        return standing(book, options.passphrases(session.target()).handed());
    }

    private Standing standing(OperatorBook book, boolean unlocked) {
        OperatorKeyFile file = options.file(session.target());
        KeyFace face = null;
        String problem = "";
        if (file.exists()) {
            try {
                face = file.face();
            } catch (IOException bad) {
                problem = String.valueOf(bad.getMessage());
            }
        }
        return Standing.of(book, file.exists(), face, unlocked, problem, Operator.name());
    }

    /** Where such a plan is refused by who would sign it: why, and how to get there. */
    void refusal(Standing planned, OperatorRole needed, OperatorBook book) {
        if (!planned.may(needed)) {
            err.println("baton: " + StandingText.refusal(planned, needed, book));
        }
    }

    /** What signs, with a role that is enough; null where the cluster takes unsigned requests. */
    @Nullable
    Signer signer(OperatorRole needed) throws Exception {
        OperatorBook book = book();
        if (!book.signed()) {
            return null;
        }
        Standing now = standing(book);
        if (!now.may(needed)) {
            throw new CliException(Exit.REFUSED, "nothing was changed: " + StandingText.refusal(now, needed, book));
        }
        OperatorKey key = open();
        OperatorRecord record = book.record(key.face().keyId());
        Standing opened = Standing.of(book, true, key.face(), true, "", Operator.name());
        if (record == null || !opened.may(needed)) {
            throw new CliException(Exit.REFUSED, "nothing was changed: " + StandingText.refusal(opened, needed, book));
        }
        return key.as(record);
    }

    private OperatorKey open() throws CliException {
        OperatorKeyFile file = options.file(session.target());
        try {
            KeyFace face = file.face();
            String keyId = face == null ? null : face.keyId();
            Passphrases passphrases = options.passphrases(session.target());
            Passphrases.Given given = passphrases.of(file, keyId);
            try {
                OperatorKey key = file.open(given.passphrase());
                if (options.remember && !passphrases.keyring().store(key.face().keyId(), given.passphrase())) {
                    err.println("baton: the passphrase is not kept: expected secret-tool with a keyring that is open");
                }
                return key;
            } finally {
                given.wipe();
            }
        } catch (IOException bad) {
            throw new CliException(Exit.FAILED, "nothing was changed: " + bad.getMessage());
        }
    }
}
