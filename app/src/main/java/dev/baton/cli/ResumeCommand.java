package dev.baton.cli;

import dev.baton.console.connect.ActionWish;
import dev.baton.console.model.GroupView;
import dev.baton.model.ActionKind;
import picocli.CommandLine.Command;

/** {@code baton resume}. */
@Command(
        name = "resume",
        description = "Switches automatic failover of a group on again.",
        mixinStandardHelpOptions = true)
final class ResumeCommand extends ActionCommand {
    @Override
    ActionWish wish(GroupView found) {
        return ActionWish.of(ActionKind.RESUME, null);
    }
}
