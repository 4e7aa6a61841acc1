package dev.baton.cli;

import dev.baton.console.connect.ClusterCheck;
import dev.baton.console.connect.Target;
import dev.baton.console.connect.Targets;
import dev.baton.console.live.LiveClusters;
import dev.baton.console.live.LiveSource;
import dev.baton.console.shell.ConsoleMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baton console}: opens the window. */
@Command(name = "console", description = "Opens the console's window on a cluster.", mixinStandardHelpOptions = true)
final class ConsoleCommand implements Callable<Integer> {
    @Mixin
    Common common = new Common();

    @Override
    public Integer call() throws Exception {
        Target target = common.target();
        String missing = Display.missing();
        if (missing != null) {
            throw new CliException(Exit.FAILED, missing);
        }
        LiveSource source;
        try {
            source = LiveSource.open(target, Operator.name());
        } catch (IllegalArgumentException wrong) {
            throw new CliException(Exit.USAGE, target.origin() + ": " + wrong.getMessage());
        }
        ConsoleMain.open(source, new LiveClusters(Targets.system(), ClusterCheck.real(), Operator.name()));
        return Exit.DONE;
    }
}
