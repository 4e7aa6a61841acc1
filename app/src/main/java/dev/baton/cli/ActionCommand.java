package dev.baton.cli;

import dev.baton.console.connect.ActionPlan;
import dev.baton.console.connect.ActionWish;
import dev.baton.console.model.GroupView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A command that asks for one action. What differs is the wish; {@link ActionRunner} does the rest, alike for all. */
abstract class ActionCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Common common = new Common();

    @Mixin
    ActionOptions options = new ActionOptions();

    @Mixin
    KeyOptions keys = new KeyOptions();

    @Parameters(index = "0", paramLabel = "GROUP")
    String group = "";

    /** What is wanted, in the group as it is seen now. */
    abstract ActionWish wish(GroupView found) throws CliException;

    /** What a person types to confirm it: the group's name, or the member's where something may be lost or switched off. */
    String confirmation(ActionPlan plan) {
        return group;
    }

    @Override
    public Integer call() throws Exception {
        try (Session session = Session.open(common.target(), true)) {
            return new ActionRunner(session, spec.commandLine(), common, options, this).run();
        }
    }
}
