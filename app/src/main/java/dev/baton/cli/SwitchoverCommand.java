package dev.baton.cli;

import dev.baton.console.connect.ActionWish;
import dev.baton.console.model.GroupView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton switchover}. */
@Command(
        name = "switchover",
        description = "Moves the role of primary to a standby, planned, with both sides healthy. Nothing is lost.",
        mixinStandardHelpOptions = true)
final class SwitchoverCommand extends ActionCommand {
    @Option(names = "--to", paramLabel = "MEMBER", description = "The new primary. Default: the best eligible standby.")
    @Nullable
    String to;

    @Override
    ActionWish wish(GroupView found) throws CliException {
        return ActionWish.switchover(to == null ? null : MemberNames.of(found, to));
    }
}
