package dev.baton.cli;

import dev.baton.console.identity.KeyFace;
import dev.baton.console.identity.OperatorBook;
import dev.baton.model.OperatorRecord;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton operator revoke}: a key acts no more. Its record stays. */
@Command(
        name = "revoke",
        description = "Ends what a key may. Its record stays, so that what it signed can still be verified.",
        mixinStandardHelpOptions = true)
final class OperatorRevokeCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Parameters(
            index = "0",
            paramLabel = "KEYID|NAME",
            description = "A key's id or its beginning, or a name with one key.")
    String whom = "";

    @Option(names = "--force", description = "Also the last admin's: then only the store's rights can add another.")
    boolean force;

    @Option(names = "--store-admin", description = "Acts by the store's rights alone, without an admin's key.")
    boolean storeAdmin;

    @Option(names = "--yes", description = "Does not ask. Needed without a terminal.")
    boolean yes;

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), false)) {
            AdminAct act = new AdminAct(session, spec.commandLine(), common.json, keys);
            OperatorBook book = act.signing().book();
            OperatorRecord record = find(book, whom);
            if (!yes) {
                Confirmation.require(
                        record.name(),
                        "revoke the key " + KeyFace.shortened(record.keyId()) + " of " + record.name(),
                        Confirmation.terminal());
            }
            String by = act.by(book, storeAdmin);
            return act.run(by, (operators, now) -> operators.revoke(record.keyId(), force, by, now), "is revoked");
        }
    }

    static OperatorRecord find(OperatorBook book, String whom) throws CliException {
        List<OperatorRecord> found = book.entries().values().stream()
                .map(OperatorBook.Entry::record)
                .filter(each -> each.keyId().equals(whom)
                        || (whom.length() >= 8 && each.keyId().startsWith(whom))
                        || (each.name().equals(whom) && !each.revoked()))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        String known = (found.isEmpty()
                        ? book.entries().values().stream()
                                .map(OperatorBook.Entry::record)
                                .filter(each -> !each.revoked())
                        : found.stream())
                .map(each -> each.name() + " " + each.keyId())
                .collect(Collectors.joining(", "));
        throw new CliException(
                Exit.USAGE,
                (found.isEmpty() ? "no operator '" + whom + "'" : "several keys of '" + whom + "'")
                        + (known.isEmpty() ? "" : ": expected one of " + known));
    }
}
