package dev.baton.console.identity;

import dev.baton.console.identity.Operators.Newcomer;
import dev.baton.console.theme.Messages;
import dev.baton.model.OperatorRecord;
import dev.baton.model.OperatorRole;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A new key in the old one's place, as {@code baton operator rotate} does it: it is made beside the old one, the cluster takes the one and revokes the
 * other in one write, and only then do the files change places. An admin's console asks for that write itself; anybody else's new key waits for an
 * admin. Each part that is done already is left out, so it can be asked for again. Blocks.
 */
public record Rotation(Identity identity, KeyHolder holder) {
    /** What there is to tell. */
    public String replace(char[] passphrase) throws IOException {
        OperatorKey old = holder.opened(passphrase);
        OperatorBook book = identity.book();
        OperatorRecord record = book.record(old.face().keyId());
        boolean good = record != null && !record.revoked();
        if (!good && holder.waiting() == null) {
            throw new KeyFileException(Messages.of("key.norotate", holder.path()));
        }
        OperatorKey fresh = holder.next(old, passphrase);
        if (book.good(fresh.face().keyId())) {
            return turned(fresh);
        }
        Replacement replacement = identity.replacement();
        if (record == null || !good || record.role() != OperatorRole.ADMIN || replacement == null) {
            return Messages.of("key.next");
        }
        Newcomer newcomer = new Newcomer(
                record.name(), record.role(), fresh.face().keyId(), fresh.face().publicKey());
        return switch (replacement
                .take(newcomer, record.keyId(), record.name())
                .toCompletableFuture()
                .join()) {
            case Operators.Result.Done _ -> turned(fresh);
            case Operators.Result.Refused refused -> Messages.of("key.next.refused", refused.rule());
            case Operators.Result.Unknown unknown -> Messages.of("key.next.unknown", unknown.detail());
        };
    }

    private String turned(OperatorKey fresh) throws IOException {
        return Messages.of("key.turned", holder.turn(fresh, LocalDate.now(ZoneOffset.UTC)));
    }
}
