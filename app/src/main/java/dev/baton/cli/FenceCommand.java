package dev.baton.cli;

import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ActionWish;
import dev.baton.console.model.GroupView;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton fence}. */
@Command(
        name = "fence",
        description = {
            "Bars a member until it is reinstated: it can be granted nothing, and steps down or is switched off.",
            "Exit code 5 where it is barred and nobody answers for it that it is off."
        },
        mixinStandardHelpOptions = true)
final class FenceCommand extends ActionCommand {
    @Parameters(index = "1", paramLabel = "MEMBER")
    String member = "";

    @Option(
            names = "--confirm-off",
            description =
                    "You say that it is off. Recorded as your word, which is no receipt: nothing is decided by it.")
    boolean confirmOff;

    @Option(names = "--power-off", description = "Uses the fence devices also where it steps down by itself.")
    boolean powerOff;

    @Override
    ActionWish wish(GroupView found) throws CliException {
        List<String> overrides = new ArrayList<>();
        if (confirmOff) {
            overrides.add(ActionRequest.CONFIRM_OFF);
        }
        if (powerOff) {
            overrides.add(ActionRequest.POWER_OFF);
        }
        return ActionWish.of(ActionKind.FENCE, MemberNames.of(found, member), overrides.toArray(String[]::new));
    }

    @Override
    String confirmation(ActionPlan plan) {
        return plan.to() == null ? super.confirmation(plan) : plan.to().value();
    }
}
