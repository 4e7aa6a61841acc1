package dev.baton.cli;

import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.torture.PlannedFault;
import dev.baton.lab.torture.Torture;
import dev.baton.lab.torture.TortureOptions;
import dev.baton.lab.torture.TortureReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton lab torture}: faults in random order on real processes, then the check of the history. */
@Command(
        name = "torture",
        description =
                "Faults in random order on a lab of its own; exit 0 only if nothing was lost, doubled, reordered or stale, and"
                        + " every group served soon after the last fault.",
        mixinStandardHelpOptions = true)
final class TortureCommand implements Callable<Integer> {
    private static final double MILLIS_OF_A_MINUTE = 60_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"--dir", "--lab"},
            description = "Folder of the lab that is made for it. Default: .torture")
    Path dir = Path.of(".torture");

    @Option(names = "--minutes", description = "How long faults come. Default: 5")
    double minutes = 5;

    @Option(names = "--seed", description = "The same seed makes the same plan. Default: 1")
    long seed = 1;

    @Option(names = "--services", description = "Default: 3")
    int services = 3;

    @Option(names = "--groups", split = ",", description = "Default: orders,payments,ledger")
    List<String> groups = List.of("orders", "payments", "ledger");

    @Option(names = "--preset", description = "fast, balanced or conservative. Default: balanced")
    String preset = "balanced";

    @Option(names = "--store-servers", description = "1, or an ensemble of 3 or 5. Default: 1")
    int storeServers = 1;

    @Option(names = "--rate", description = "Commands a second for each group. Default: 100")
    int rate = 100;

    @Option(names = "--cut-by", description = "proxy, or netns: the kernel, on Linux as root. Default: proxy")
    LabOptions.CutBy cutBy = LabOptions.CutBy.PROXY;

    @Option(
            names = "--plain",
            description = "Open to everybody on this machine: no TLS, no rights at the store. Secured without it.")
    boolean plain;

    @Option(names = "--dry-run", description = "Prints the plan only.")
    boolean dryRun;

    @Option(names = "--json")
    boolean json;

    @Option(names = "--debug")
    boolean debug;

    TortureOptions options() {
        LabOptions lab = LabOptions.in(dir)
                .withServices(services)
                .withGroups(groups)
                .withPreset(preset)
                .withStoreServers(storeServers)
                .withCommandsPerSecond(rate)
                .withCutBy(cutBy);
        return new TortureOptions(
                plain ? lab.plain() : lab, Duration.ofMillis((long) (minutes * MILLIS_OF_A_MINUTE)), seed);
    }

    @Override
    public Integer call() throws CliException {
        TortureOptions options = options();
        List<String> problems = options.problems();
        if (!problems.isEmpty()) {
            throw new CliException(Exit.USAGE, String.join("; ", problems));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            printPlan(out, options);
            return Exit.DONE;
        }
        PrintWriter err = spec.commandLine().getErr();
        try {
            TortureReport report = Torture.run(options, step -> {
                err.println(step);
                err.flush();
            });
            print(out, report);
            return report.clean() ? Exit.DONE : Exit.FAILED;
        } catch (LabException failed) {
            throw new CliException(Exit.FAILED, String.valueOf(failed.getMessage()));
        }
    }

    /** A fault of a plan as it stands in the JSON of a finished run. */
    private record Planned(long atMs, String fault) {}

    private record PlanDocument(long seed, double minutes, List<Planned> faults) {}

    private void printPlan(PrintWriter out, TortureOptions options) {
        List<PlannedFault> faults = options.plan().faults();
        if (json) {
            Out.json(
                    out,
                    new PlanDocument(
                            seed,
                            minutes,
                            faults.stream()
                                    .map(f -> new Planned(f.atMs(), f.fault().toString()))
                                    .toList()));
        } else {
            faults.forEach(out::println);
            out.flush();
        }
    }

    private void print(PrintWriter out, TortureReport report) {
        if (json) {
            Out.json(out, report);
            return;
        }
        out.println("seed " + report.seed() + "  minutes " + report.minutes() + "  faults "
                + report.faults().size() + "  failovers " + report.failovers());
        out.println("acknowledged " + report.acknowledged() + "  committed " + report.committed() + "  lost "
                + report.lost() + "  duplicated " + report.duplicated() + "  reordered " + report.reordered()
                + "  staleCommits " + report.staleCommits() + "  epochs " + report.epochs() + "  contested "
                + report.contested() + "  invented " + report.invented());
        out.println("longest gap " + report.longestGapMs() + " ms  every group served "
                + (report.primaryWithinMs() < 0 ? "not within a minute" : "within " + report.primaryWithinMs() + " ms")
                + " after the last fault");
        out.println(report.clean() ? "clean" : "NOT CLEAN");
        out.flush();
    }
}
