package dev.baton.cli;

import dev.baton.console.connect.ActionWish;
import dev.baton.console.model.GroupView;
import dev.baton.model.Epoch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton rollback}. */
@Command(
        name = "rollback",
        description = {
            "Gives the role back to who held it before an epoch, as a new epoch; or, with --abort, undoes",
            "the action that is under way."
        },
        mixinStandardHelpOptions = true)
final class RollbackCommand extends ActionCommand {
    @Option(
            names = "--to-epoch",
            paramLabel = "N",
            description = "Back to who held the role before epoch N. Default: before the present one.")
    @Nullable
    Long toEpoch;

    @Option(
            names = "--abort",
            description = {
                "Aborts the action in flight, whoever asked for it: exit code 0 once it is undone, 1 where it",
                "succeeded before that. Clears an open-action that names nothing that could end."
            })
    boolean abort;

    @Override
    public Integer call() throws Exception {
        if (!abort) {
            return super.call();
        }
        if (toEpoch != null) {
            throw new CliException(Exit.USAGE, "--abort undoes what is under way: it takes no --to-epoch");
        }
        try (Session session = Session.open(common.target(), false)) {
            return new AbortRunner(session, spec.commandLine(), common, options, keys, group).run();
        }
    }

    @Override
    ActionWish wish(GroupView found) throws CliException {
        if (toEpoch != null && toEpoch < 1) {
            throw new CliException(Exit.USAGE, "--to-epoch is " + toEpoch + ": expected 1 or more");
        }
        return ActionWish.rollback(toEpoch == null ? null : new Epoch(toEpoch));
    }
}
