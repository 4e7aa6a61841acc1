package dev.baton.cli;

import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.LabState;
import dev.baton.lab.secure.LabSecurity;
import dev.baton.lab.verify.VerifyReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code baton lab}: the practice ground. */
@Command(
        name = "lab",
        description = "A practice ground: real ZooKeeper, Kafka and services on this machine.",
        subcommands = {TortureCommand.class, SimulateCommand.class},
        mixinStandardHelpOptions = true)
final class LabCommand implements Runnable {
    private static final Duration SOON = Duration.ofDays(3);
    private static final int LONGEST_DAYS = 3_650;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no lab command is named: expected up, down, status, fault, verify, rotate, torture or simulate");
    }

    private static Path dir(@Nullable Path given) {
        if (given != null) {
            return given;
        }
        String env = System.getenv("BATON_LAB");
        return Path.of(env == null || env.isBlank() ? ".lab" : env);
    }

    private static CliException wrong(LabException failed) {
        return new CliException(Exit.FAILED, String.valueOf(failed.getMessage()));
    }

    private static Lab open(@Nullable Path dir) throws CliException {
        try {
            return Lab.open(dir(dir));
        } catch (LabException none) {
            throw new CliException(Exit.USAGE, String.valueOf(none.getMessage()));
        }
    }

    @Command(name = "up", description = "Starts a lab; returns when all is ready.", mixinStandardHelpOptions = true)
    int up(
            @Option(
                            names = {"--dir", "--lab"},
                            description = "Its folder. Default: .lab")
                    @Nullable
                    Path dir,
            @Option(names = "--services", defaultValue = "3") int services,
            @Option(names = "--groups", split = ",", defaultValue = "orders,payments,ledger") List<String> groups,
            @Option(names = "--preset", defaultValue = "balanced", description = "fast, balanced or conservative")
                    String preset,
            @Option(names = "--store-servers", defaultValue = "1", description = "1, or an ensemble of 3 or 5.")
                    int storeServers,
            @Option(names = "--rate", defaultValue = "100", description = "Commands a second for each group.") int rate,
            @Option(
                            names = "--cut-by",
                            defaultValue = "proxy",
                            description = "proxy, or netns: the kernel, on Linux as root.")
                    LabOptions.CutBy cutBy,
            @Option(
                            names = "--fencing",
                            description =
                                    "A simulated BMC for each service, so that members can be fenced by a device.")
                    boolean fencing,
            @Option(
                            names = "--plain",
                            description =
                                    "Open to everybody on this machine: no TLS, no rights at the store. Secured without it.")
                    boolean plain,
            @Option(names = "--json") boolean json,
            @Option(names = "--debug") boolean debug)
            throws CliException {
        LabOptions options = LabOptions.in(dir(dir))
                .withServices(services)
                .withGroups(groups)
                .withPreset(preset)
                .withStoreServers(storeServers)
                .withCommandsPerSecond(rate)
                .withCutBy(cutBy);
        options = fencing ? options.withFencing() : options;
        options = plain ? options.plain() : options;
        List<String> problems = options.problems();
        if (!problems.isEmpty()) {
            throw new CliException(Exit.USAGE, String.join("; ", problems));
        }
        PrintWriter err = spec.commandLine().getErr();
        try {
            Lab lab = Lab.up(options, step -> {
                err.println(step);
                err.flush();
            });
            print(lab.status(), json);
            return Exit.DONE;
        } catch (LabException failed) {
            throw wrong(failed);
        }
    }

    @Command(name = "down", description = "Stops everything of a lab; its files stay.", mixinStandardHelpOptions = true)
    int down(
            @Option(
                            names = {"--dir", "--lab"},
                            description = "Its folder. Default: .lab")
                    @Nullable
                    Path dir,
            @Option(names = "--json") boolean json,
            @Option(names = "--debug") boolean debug)
            throws CliException {
        Lab lab = open(dir);
        try {
            lab.down();
            print(lab.status(), json);
            return Exit.DONE;
        } catch (LabException failed) {
            throw wrong(failed);
        }
    }

    @Command(name = "status", description = "Its processes and groups now.", mixinStandardHelpOptions = true)
    int status(
            @Option(
                            names = {"--dir", "--lab"},
                            description = "Its folder. Default: .lab")
                    @Nullable
                    Path dir,
            @Option(names = "--json") boolean json,
            @Option(names = "--debug") boolean debug)
            throws CliException {
        Lab lab = open(dir);
        try {
            print(lab.status(), json);
            return Exit.DONE;
        } catch (LabException failed) {
            throw wrong(failed);
        }
    }

    @Command(
            name = "fault",
            description =
                    "Does something bad to a part of the lab, or ends it: kill, pause, resume, cut, heal, slow, start,"
                            + " restart.",
            mixinStandardHelpOptions = true)
    int fault(
            @Parameters(paramLabel = "KIND") String kind,
            @Parameters(
                            paramLabel = "TARGET",
                            description = "A service, store-1, store-2, ..., store (all of them, one after the other),"
                                    + " store-leader, or kafka.")
                    String target,
            @Option(names = "--from", paramLabel = "store|kafka|peers|console|all") @Nullable String from,
            @Option(
                            names = "--direction",
                            paramLabel = "to|from|both",
                            description = "Which way a cut holds: what the service sends, what is sent to it, or both.")
                    @Nullable
                    String direction,
            @Option(names = "--for", paramLabel = "5s", description = "Ends by itself after this.") @Nullable
                    Duration limit,
            @Option(
                            names = {"--dir", "--lab"},
                            description = "Its folder. Default: .lab")
                    @Nullable
                    Path dir,
            @Option(names = "--json") boolean json,
            @Option(names = "--debug") boolean debug)
            throws CliException {
        Lab lab = open(dir);
        Fault fault;
        try {
            fault = Fault.parse(kind, target, from, direction, limit == null ? Duration.ZERO : limit);
        } catch (IllegalArgumentException bad) {
            throw new CliException(Exit.USAGE, String.valueOf(bad.getMessage()));
        }
        try {
            List<String> known = lab.targets();
            if (!known.contains(target)) {
                throw new CliException(
                        Exit.USAGE, "no '" + target + "' in the lab: expected one of " + String.join(", ", known));
            }
            lab.fault(fault);
            print(lab.status(), json);
            return Exit.DONE;
        } catch (LabException failed) {
            throw wrong(failed);
        }
    }

    @Command(
            name = "verify",
            description =
                    "Reads the output log to its end; exit 0 only if nothing was lost, doubled, reordered or stale.",
            mixinStandardHelpOptions = true)
    int verify(
            @Option(
                            names = {"--dir", "--lab"},
                            description = "Its folder. Default: .lab")
                    @Nullable
                    Path dir,
            @Option(names = "--json") boolean json,
            @Option(names = "--debug") boolean debug)
            throws CliException {
        Lab lab = open(dir);
        try {
            VerifyReport report = lab.verify();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                Out.json(out, report);
            } else {
                out.println("acknowledged " + report.acknowledged() + "  committed " + report.committed() + "  lost "
                        + report.lost() + "  duplicated " + report.duplicated() + "  reordered " + report.reordered()
                        + "  staleCommits " + report.staleCommits() + "  epochs " + report.epochs() + "  longest gap "
                        + report.longestGapMs() + " ms");
            }
            return report.clean() ? Exit.DONE : Exit.FAILED;
        } catch (LabException failed) {
            throw wrong(failed);
        }
    }

    /** Whose certificates were made anew, and how long they are good. */
    private record Rotated(List<String> rotated, String notAfter) {}

    @Command(
            name = "rotate",
            description =
                    "Gives every process of a secured lab a new key and certificate of the same authority, without a restart.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Option(
                            names = {"--dir", "--lab"},
                            description = "Its folder. Default: .lab")
                    @Nullable
                    Path dir,
            @Option(names = "--days", description = "For how long they are good. Default: 90") @Nullable Integer days,
            @Option(names = "--soon-expiring", description = "For three days only, so that it is an alert.")
                    boolean soonExpiring,
            @Option(names = "--json") boolean json,
            @Option(names = "--debug") boolean debug)
            throws CliException {
        if (days != null && (soonExpiring || days < 1 || days > LONGEST_DAYS)) {
            throw new CliException(
                    Exit.USAGE,
                    soonExpiring
                            ? "--days and --soon-expiring: expected one of them"
                            : "--days " + days + ": expected 1 to " + LONGEST_DAYS);
        }
        Duration validity = soonExpiring ? SOON : days == null ? LabSecurity.VALIDITY : Duration.ofDays(days);
        Lab lab = open(dir);
        try {
            Instant notAfter = Instant.now().plus(validity).truncatedTo(ChronoUnit.SECONDS);
            List<String> rotated = lab.rotate(validity);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                Out.json(out, new Rotated(rotated, notAfter.toString()));
            } else {
                out.println("new certificates until " + notAfter + " for " + String.join(", ", rotated));
                out.flush();
            }
            return Exit.DONE;
        } catch (LabException failed) {
            throw wrong(failed);
        }
    }

    private void print(LabState state, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Out.json(out, state);
        } else {
            LabText.print(out, state);
        }
    }
}
