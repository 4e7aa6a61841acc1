package dev.baton.cli;

import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ActionWish;
import dev.baton.console.model.GroupView;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton failover}. */
@Command(
        name = "failover",
        description = {
            "Gives the role to a member without the help of the primary, which is gone or does not answer.",
            "While the primary is well, 'switchover' is the gentler way."
        },
        mixinStandardHelpOptions = true)
final class FailoverCommand extends ActionCommand {
    @Option(names = "--to", required = true, paramLabel = "MEMBER", description = "The new primary.")
    String to = "";

    @Option(
            names = "--allow-data-loss",
            description =
                    "Also where the member is behind or not ready: what it does not have may be lost. Recorded with"
                            + " the epoch, under your name.")
    boolean allowDataLoss;

    @Override
    ActionWish wish(GroupView found) throws CliException {
        return ActionWish.of(
                ActionKind.FAILOVER,
                MemberNames.of(found, to),
                allowDataLoss ? new String[] {ActionRequest.ALLOW_DATA_LOSS} : new String[0]);
    }

    @Override
    String confirmation(ActionPlan plan) {
        return allowDataLoss && plan.to() != null ? plan.to().value() : super.confirmation(plan);
    }
}
