package dev.baton.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baton audit}: who did what, why and how it ended, in a form that cannot be changed unseen. */
@Command(
        name = "audit",
        description = "Who did what, why and how it ended: shown, exported, and checked for any change by hand.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditShowCommand.class, AuditExportCommand.class, AuditVerifyCommand.class})
final class AuditCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected show, export or verify");
    }
}
