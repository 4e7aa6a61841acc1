package dev.baton.cli;

import dev.baton.console.connect.Durations;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
        name = "baton",
        description = "Active-passive failover: see it, move it, practise it.",
        mixinStandardHelpOptions = true,
        version = "baton 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StatusCommand.class,
            WatchCommand.class,
            HistoryCommand.class,
            AuditCommand.class,
            SwitchoverCommand.class,
            FailoverCommand.class,
            RollbackCommand.class,
            FenceCommand.class,
            ReinstateCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            ApproveCommand.class,
            ReceiptCommand.class,
            AcknowledgeCommand.class,
            AlertsCommand.class,
            OperatorCommand.class,
            PolicyCommand.class,
            AclCommand.class,
            LabCommand.class,
            DoctorCommand.class,
            ConsoleCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 failed, nothing changed; 2 wrong usage or input; 3 refused, with the rule;",
            "4 rolled back; 5 incomplete; 6 unknown: the store could not be read in time.",
        })
final class Cli implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "no command is named");
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        CommandLine line = new CommandLine(new Cli());
        line.setOut(new PrintWriter(out, true, out.charset()));
        line.setErr(new PrintWriter(err, true, err.charset()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Duration.class, text -> {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException bad) {
                throw new CommandLine.TypeConversionException(String.valueOf(bad.getMessage()));
            }
        });
        line.setParameterExceptionHandler((wrong, ignored) -> {
            PrintWriter to = wrong.getCommandLine().getErr();
            to.println("baton: " + wrong.getMessage());
            to.println("Try '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
            return Exit.USAGE;
        });
        line.setExecutionExceptionHandler((failed, failing, parsed) -> failed(failed, failing));
        return line.execute(args);
    }

    private static int failed(Exception failed, CommandLine failing) {
        int code = failed instanceof CliException known ? known.code() : Exit.FAILED;
        boolean debug = failing.getCommandSpec().findOption("--debug") != null
                && Boolean.TRUE.equals(
                        failing.getCommandSpec().findOption("--debug").getValue());
        boolean json = failing.getCommandSpec().findOption("--json") != null
                && Boolean.TRUE.equals(
                        failing.getCommandSpec().findOption("--json").getValue());
        String message = failed instanceof CliException
                ? String.valueOf(failed.getMessage())
                : "unexpected: " + failed + " (--debug shows where)";
        failing.getErr().println("baton: " + message);
        if (json) {
            Out.json(failing.getOut(), Map.of("error", message, "exit", code));
        }
        if (debug) {
            failed.printStackTrace(failing.getErr());
        }
        return code;
    }
}
