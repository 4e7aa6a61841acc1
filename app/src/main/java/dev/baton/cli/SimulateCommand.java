package dev.baton.cli;

import dev.baton.lab.sim.SeedRuns;
import dev.baton.lab.sim.SimOptions;
import dev.baton.lab.sim.Simulation;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code baton lab simulate}: the shipped core on simulated time, seed after seed. */
@Command(
        name = "simulate",
        description = "Runs the shipped core on simulated time, with faults; exit 0 only if no guarantee was broken.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final double TELL_SECONDS = 5;
    private static final int SHOWN = 10;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--seeds", defaultValue = "100", description = "How many seeds. Default: 100")
    long seeds;

    @Option(names = "--seed", defaultValue = "1", description = "The first of them. Default: 1")
    long seed;

    @Option(names = "--threads", description = "How many at once. Default: one for each processor")
    int threads;

    @Option(names = "--preset", description = "fast, balanced or conservative. Default: each seed chooses")
    @Nullable
    String preset;

    @Option(names = "--members", description = "2 to 5. Default: each seed chooses")
    int members;

    @Option(
            names = "--operators",
            arity = "1",
            description = "true: every cluster has operators, who sign, and a thief, who cannot; false: none."
                    + " Default: each seed chooses")
    @Nullable
    Boolean operators;

    @Option(names = "--transcript", description = "Prints what happens in a run; for one seed.")
    boolean transcript;

    @Option(names = "--json")
    boolean json;

    @Option(names = "--debug")
    boolean debug;

    @Override
    public Integer call() throws CliException {
        SimOptions options = options();
        SeedRuns.Report report = transcript ? told(options) : run(options);
        print(report);
        return report.clean() ? Exit.DONE : Exit.FAILED;
    }

    private SimOptions options() throws CliException {
        if (seeds < 1) {
            throw new CliException(Exit.USAGE, "--seeds is " + seeds + ": expected 1 or more");
        }
        if (transcript && seeds != 1) {
            throw new CliException(Exit.USAGE, "--transcript shows one run: expected --seeds 1 with it");
        }
        if (members != 0 && (members < 2 || members > 5)) {
            throw new CliException(Exit.USAGE, "--members is " + members + ": expected 2 to 5");
        }
        SimOptions options = SimOptions.DEFAULT.withMembers(members);
        if (preset != null) {
            if (!List.of("fast", "balanced", "conservative").contains(preset)) {
                throw new CliException(
                        Exit.USAGE, "preset '" + preset + "' is unknown: expected fast, balanced or conservative");
            }
            options = options.withPreset(preset);
        }
        if (operators != null) {
            options = options.withOperators(operators);
        }
        return options;
    }

    private SeedRuns.Report told(SimOptions options) {
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        return SeedRuns.of(Simulation.run(seed, options.withTranscript(out::println)));
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again without a terminal since JDK 25
    private SeedRuns.Report run(SimOptions options) {
        int many = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        PrintWriter err = spec.commandLine().getErr();
        Console console = System.console();
        boolean terminal = console != null && console.isTerminal();
        double[] told = {0};
        try {
            return SeedRuns.run(seed, seeds, (int) Math.min(many, seeds), options, now -> {
                if (terminal) {
                    err.print("\r" + line(now) + " ");
                    err.flush();
                } else if (now.seconds() - told[0] >= TELL_SECONDS) {
                    told[0] = now.seconds();
                    err.println(line(now));
                    err.flush();
                }
            });
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        } finally {
            if (terminal) {
                err.println();
                err.flush();
            }
        }
    }

    /** The options that belong to the run, as they were given. */
    private String chosen() {
        return (preset == null ? "" : " --preset " + preset)
                + (members == 0 ? "" : " --members " + members)
                + (operators == null ? "" : " --operators " + operators);
    }

    private String line(SeedRuns.Report now) {
        return String.format(
                Locale.ROOT,
                "%d of %d seeds, %.0f cluster-minutes, %.0f a second, %d violated",
                now.seeds(),
                seeds,
                now.clusterMinutes(),
                now.clusterMinutesPerSecond(),
                now.violated());
    }

    private void print(SeedRuns.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Out.json(out, report);
            return;
        }
        out.println(String.format(
                Locale.ROOT,
                "%d seeds, %d events, %d epochs, %.1f cluster-minutes in %.1f s (%.0f a second)",
                report.seeds(),
                report.events(),
                report.epochs(),
                report.clusterMinutes(),
                report.seconds(),
                report.clusterMinutesPerSecond()));
        if (report.withOperators() > 0) {
            out.println(String.format(
                    Locale.ROOT,
                    "%d seeds with operators: %d of %d actions that they signed were started;"
                            + " %d attacks, %d actions among them refused",
                    report.withOperators(),
                    report.asked().started(),
                    report.asked().signed(),
                    report.asked().attacks(),
                    report.asked().refused()));
        }
        report.violations().stream()
                .limit(SHOWN)
                .forEach(v -> out.println("seed " + v.seed() + ": " + v.check() + " at " + v.atMillis() + " ms: "
                        + v.detail() + "\n  again: baton lab simulate --seeds 1 --seed " + v.seed() + chosen()
                        + " --transcript"));
        out.println(report.clean() ? "no guarantee was broken" : report.violated() + " seeds broke a guarantee");
        out.flush();
    }
}
