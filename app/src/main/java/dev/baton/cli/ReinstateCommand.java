package dev.baton.cli;

import dev.baton.console.connect.ActionWish;
import dev.baton.console.model.GroupView;
import dev.baton.model.ActionKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton reinstate}. */
@Command(
        name = "reinstate",
        description = {
            "Makes a fenced member a standby again. It finds where its history leaves the group's,",
            "sets aside in a file what only it has, and then follows."
        },
        mixinStandardHelpOptions = true)
final class ReinstateCommand extends ActionCommand {
    @Parameters(index = "1", paramLabel = "MEMBER")
    String member = "";

    @Override
    ActionWish wish(GroupView found) throws CliException {
        return ActionWish.of(ActionKind.REINSTATE, MemberNames.of(found, member));
    }
}
