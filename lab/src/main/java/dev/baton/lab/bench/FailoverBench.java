package dev.baton.lab.bench;

import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench/failover --alone [--trials N] [--only kill9,sigstop,planned] [--groups N] [--secured both|on|off] [--trials-to FILE] [--json]}: what a
 * failover of {@code orders} costs a reader of its results.
 *
 * <p>The outage is the time from the last result of the old epoch to the first of the new one, as a reader of the log has them: kill9 is
 * SIGKILL of the primary's process, sigstop SIGSTOP of it, planned a switchover. Beside each stands its ratio to the median time between two
 * results in the same run, because the machine's speed is in both. One group unless told otherwise, as its peers have one; with more, a
 * service that is lost holds or follows all of them. No proxy stands between the services and their servers, as between no peer and its own.
 *
 * <p>Plain unless told otherwise, as the peers are. With {@code --secured both} two labs run side by side, one of each kind, and take turns, a
 * trial each: what security costs is the ratio of their medians.
 */
public final class FailoverBench {
    private static final GroupId GROUP = new GroupId("orders");

    /** One of the labs, and how it fared. */
    private record Side(String name, FailoverLab lab) {}

    /** What was measured in one lab. */
    private record Report(List<Sample> samples, double resultEveryMs, long largestServiceMib, VerifyReport verify) {}

    private final List<Side> sides;

    private FailoverBench(List<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    /** Arguments as above, after the folder for the lab. */
    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        int trials = 20;
        List<String> only = FailoverLab.SCENARIOS;
        boolean json = false;
        Path trialsTo = null;
        int groups = 1;
        String secured = "off";
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--trials" -> trials = Integer.parseInt(args[++i]);
                case "--only" -> only = List.of(args[++i].split(",", -1));
                case "--groups" -> groups = Integer.parseInt(args[++i]);
                case "--secured" -> secured = args[++i];
                case "--json" -> json = true;
                case "--trials-to" -> trialsTo = Path.of(args[++i]);
                default -> {
                    System.err.println(
                            "unknown argument '" + args[i]
                                    + "': expected --trials N, --only LIST, --groups 1 to 3, --secured both|on|off, --trials-to FILE, --json");
                    System.exit(2);
                }
            }
        }
        if (!List.of("both", "on", "off").contains(secured)) {
            System.err.println("--secured " + secured + ": expected both, on or off");
            System.exit(2);
        }
        List<Side> sides = new ArrayList<>();
        if (!secured.equals("on")) {
            sides.add(side("plain", options(dir, groups).plain()));
        }
        if (!secured.equals("off")) {
            sides.add(side("secured", options(dir.resolveSibling(dir.getFileName() + "-secured"), groups)));
        }
        new FailoverBench(sides).run(trials, only, json, trialsTo);
        sides.forEach(side -> side.lab().close());
        System.exit(0);
    }

    private static LabOptions options(Path dir, int groups) {
        LabOptions options = LabOptions.in(dir);
        return options.withGroups(options.groups().subList(0, groups)).withoutProxy();
    }

    private static Side side(String name, LabOptions options) throws LabException {
        return new Side(name, new FailoverLab(BenchLab.up(options), GROUP));
    }

    private void run(int trials, List<String> only, boolean json, @Nullable Path trialsTo) throws Exception {
        Map<String, Double> gaps = new LinkedHashMap<>();
        Map<String, Long> memory = new LinkedHashMap<>();
        for (Side side : sides) {
            side.lab().awaitReady();
            memory.put(side.name(), side.lab().largestServiceKib() / 1024);
            gaps.put(side.name(), side.lab().usualGapMs());
        }
        for (String scenario : only) {
            for (int i = 0; i < trials; i++) {
                for (Side side : sides) {
                    double took = side.lab().trial(scenario);
                    System.err.printf(
                            Locale.ROOT, "%s %s %d/%d: %.1f ms%n", side.name(), scenario, i + 1, trials, took);
                }
            }
        }
        Map<String, Report> reports = new LinkedHashMap<>();
        for (Side side : sides) {
            List<Sample> samples = new ArrayList<>();
            side.lab().outages().forEach((scenario, millis) -> samples.add(Sample.of(scenario, millis)));
            VerifyReport verified = side.lab().lab().verify();
            reports.put(
                    side.name(),
                    new Report(
                            samples,
                            gaps.getOrDefault(side.name(), Double.NaN),
                            memory.getOrDefault(side.name(), -1L),
                            verified));
            if (trialsTo != null) {
                write(trialsTo, side, verified);
            }
        }
        if (json) {
            System.out.println(Json.text(document(reports)));
        } else {
            reports.forEach(FailoverBench::print);
            ratios(reports)
                    .forEach((scenario, ratio) ->
                            System.out.printf(Locale.ROOT, "%-12s secured to plain, medians: %.3f%n", scenario, ratio));
        }
    }

    private static void write(Path file, Side side, VerifyReport verified) throws IOException {
        String setting = side.name().equals("plain") ? "default (balanced)" : "default (balanced), secured";
        Trial.write(file, setting, side.lab().outages(), verified);
    }

    /** The first lab's report, and beside it, where there are two, the other's and the ratios. */
    private static Map<String, Object> document(Map<String, Report> reports) {
        Map<String, Object> all = new LinkedHashMap<>();
        reports.forEach((name, report) -> {
            if (all.isEmpty()) {
                all.put("samples", report.samples());
                all.put("resultEveryMs", report.resultEveryMs());
                all.put("largestServiceMib", report.largestServiceMib());
                all.put("verify", report.verify());
                all.put("lab", name);
            } else {
                all.put(name, report);
                all.put("securedToPlain", ratios(reports));
            }
        });
        return all;
    }

    private static Map<String, Double> ratios(Map<String, Report> reports) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        Report plain = reports.get("plain");
        Report secured = reports.get("secured");
        if (plain != null && secured != null) {
            for (int i = 0; i < plain.samples().size(); i++) {
                Sample with = secured.samples().get(i);
                ratios.put(
                        with.scenario(),
                        with.medianMs() / plain.samples().get(i).medianMs());
            }
        }
        return ratios;
    }

    private static void print(String name, Report report) {
        System.out.printf(
                Locale.ROOT,
                "%s: a result every %.1f ms; largest service %d MiB resident%n%-12s %4s %9s %9s %9s %9s %14s%n",
                name,
                report.resultEveryMs(),
                report.largestServiceMib(),
                "scenario",
                "n",
                "min ms",
                "median",
                "p99",
                "max",
                "median/result");
        for (Sample s : report.samples()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %4d %9.1f %9.1f %9.1f %9.1f %14.1f%n",
                    s.scenario(),
                    s.n(),
                    s.minMs(),
                    s.medianMs(),
                    s.p99Ms(),
                    s.maxMs(),
                    s.medianMs() / report.resultEveryMs());
        }
        System.out.println("verify: " + Json.text(report.verify()));
    }
}
