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
            SwitchoverCommand.class,
            FailoverCommand.class,
            RollbackCommand.class,
            FenceCommand.class,
            ReinstateCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            ReceiptCommand.class,
            AcknowledgeCommand.class,
            AlertsCommand.class,
            OperatorCommand.class,
