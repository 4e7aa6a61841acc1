package dev.baton.lab.bench;

import dev.baton.lab.LabOptions;
import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench/failover --alone [--trials N] [--only kill9,sigstop,planned] [--groups N] [--secured both|on|off] [--rounds N] [--warm N]
 * [--trials-to FILE] [--json]}: what a failover of {@code orders} costs a reader of its results.
 *
 * <p>The outage is the time from the last result of the old epoch to the first of the new one, as a reader of the log has them: kill9 is
 * SIGKILL of the primary's process, sigstop SIGSTOP of it, planned a switchover. Beside each stands its ratio to the median time between two
 * results in the same run, because the machine's speed is in both. One group unless told otherwise, as its peers have one; with more, a
 * service that is lost holds or follows all of them. No proxy stands between the services and their servers, as between no peer and its own.
 *
 * <p>Plain unless told otherwise, as the peers are. With {@code --secured both} labs of each kind take turns, {@code --rounds} times each, one
 * lab at a time, because two would share the machine's few cores: what security costs is the ratio of the medians.
 * Each lab then makes {@code --warm} switchovers first that are not measured: a service that has run for a day has compiled its way to the
 * store and to Kafka, and TLS makes more of that code.
 */
public final class FailoverBench {
    private static final GroupId GROUP = new GroupId("orders");
    private static final int ROUNDS = 2;
    private static final int WARM = 8;

    private final Path dir;
    private final int groups;
    private final List<String> only;
    private final int warm;
    private final @Nullable Path trialsTo;

    private FailoverBench(Path dir, int groups, List<String> only, int warm, @Nullable Path trialsTo) {
        this.dir = dir;
        this.groups = groups;
        this.only = only;
        this.warm = warm;
        this.trialsTo = trialsTo;
    }

    /** Arguments as above, after the folder for the lab. */
    public static void main(String[] args) throws Exception {
        int trials = 20;
        List<String> only = FailoverLab.SCENARIOS;
        boolean json = false;
        Path trialsTo = null;
        int groups = 1;
        int rounds = 0;
        int warm = -1;
        String secured = "off";
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--trials" -> trials = Integer.parseInt(args[++i]);
                case "--only" -> only = List.of(args[++i].split(",", -1));
                case "--groups" -> groups = Integer.parseInt(args[++i]);
                case "--secured" -> secured = args[++i];
                case "--rounds" -> rounds = Integer.parseInt(args[++i]);
                case "--warm" -> warm = Integer.parseInt(args[++i]);
                case "--json" -> json = true;
                case "--trials-to" -> trialsTo = Path.of(args[++i]);
                default ->
                    refuse(
                            "unknown argument '" + args[i]
                                    + "': expected --trials N, --only LIST, --groups 1 to 3, --secured both|on|off, --rounds N, --warm N, --trials-to FILE, --json");
            }
        }
        if (!List.of("both", "on", "off").contains(secured)) {
            refuse("--secured " + secured + ": expected both, on or off");
        }
        boolean both = secured.equals("both");
        if (rounds == 0) {
            rounds = both ? ROUNDS : 1;
        }
        if (rounds < 1 || trials < rounds) {
            refuse("--rounds " + rounds + ": expected 1 to the number of trials, " + trials);
        }
        if (warm < 0) {
            warm = both ? WARM : 0;
        }
        new FailoverBench(Path.of(args[0]), groups, only, warm, trialsTo).run(secured, trials, rounds, json);
        System.exit(0);
    }

    private static void refuse(String why) {
        System.err.println(why);
        System.exit(2);
    }

    private void run(String secured, int trials, int rounds, boolean json) throws Exception {
        List<FailoverReport> reports = new ArrayList<>();
        if (!secured.equals("on")) {
            reports.add(new FailoverReport("plain", only));
        }
        if (!secured.equals("off")) {
            reports.add(new FailoverReport("secured", only));
        }
        for (int round = 0; round < rounds; round++) {
            int from = trials * round / rounds;
            int to = trials * (round + 1) / rounds;
            for (FailoverReport report : reports) {
                round(report, round, from, to, trials);
            }
        }
        if (json) {
            System.out.println(Json.text(FailoverReport.document(reports)));
        } else {
            FailoverReport.print(reports, System.out);
        }
    }

    /** A lab of its own, some trials in it, and the verdict on all that it wrote. */
    private void round(FailoverReport report, int round, int from, int to, int trials) throws Exception {
        LabOptions options = LabOptions.in(dir.resolveSibling(dir.getFileName() + "-" + report.name() + "-" + round));
        options = options.withGroups(options.groups().subList(0, groups)).withoutProxy();
        if (report.name().equals("plain")) {
            options = options.plain();
        }
        try (FailoverLab lab = new FailoverLab(BenchLab.up(options), GROUP)) {
            lab.awaitReady();
            for (int i = 0; i < warm; i++) {
                lab.trial("planned");
            }
            report.began(lab.largestServiceKib() / 1024, lab.usualGapMs());
            for (String scenario : only) {
                for (int i = from; i < to; i++) {
                    FailoverLab.Took took = lab.trial(scenario);
                    report.took(scenario, took);
                    System.err.printf(
                            Locale.ROOT,
                            "%s %s %d/%d: %.1f ms%n",
                            report.name(),
                            scenario,
                            i + 1,
                            trials,
                            took.outageMs());
                }
            }
            VerifyReport verified = lab.lab().verify();
            report.ended(verified);
            if (trialsTo != null) {
                report.write(trialsTo);
            }
            lab.lab().down();
        }
    }
}
