package dev.baton.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code baton operator}: keys, and who may do what with them. */
@Command(
        name = "operator",
        description = "Operators' keys, and what a cluster lets each of them do.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            OperatorCreateCommand.class,
            OperatorImportCommand.class,
            OperatorPassphraseCommand.class,
            OperatorWhoamiCommand.class,
            OperatorListCommand.class,
            OperatorAddCommand.class,
            OperatorRevokeCommand.class,
            OperatorRotateCommand.class,
        })
final class OperatorCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command is named");
    }
}
