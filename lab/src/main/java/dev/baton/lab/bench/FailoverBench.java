package dev.baton.lab.bench;

import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.LabState;
import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench/failover --alone [--trials N] [--only kill9,sigstop,planned] [--groups N] [--trials-to FILE] [--json]}: what a failover of {@code orders}
 * costs a reader of its results.
 *
 * <p>The outage is the time from the last result of the old epoch to the first of the new one, as a reader of the log has them: kill9 is
 * SIGKILL of the primary's process, sigstop SIGSTOP of it, planned a switchover. Beside each stands its ratio to the median time between two
 * results in the same run, because the machine's speed is in both. One group unless told otherwise, as its peers have one; with more, a
 * service that is lost holds or follows all of them. No proxy stands between the services and their servers, as between no peer and its own.
 */
public final class FailoverBench {
    private static final Duration TRIAL_LIMIT = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(14);
    private static final GroupId GROUP = new GroupId("orders");

    private final Lab lab;
    private final LogTail tail;
    private final Requester requester;
    private final Readiness readiness;
    /** When a service was started last. */
    private Instant started = Instant.now();

    private FailoverBench(Lab lab, LogTail tail, Requester requester) {
        this.lab = lab;
        this.tail = tail;
        this.requester = requester;
        this.readiness = new Readiness(lab);
    }

    /** Arguments as above, after the folder for the lab. */
    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        int trials = 20;
        List<String> only = List.of("kill9", "sigstop", "planned");
        boolean json = false;
        Path trialsTo = null;
        int groups = 1;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--trials" -> trials = Integer.parseInt(args[++i]);
                case "--only" -> only = List.of(args[++i].split(",", -1));
                case "--groups" -> groups = Integer.parseInt(args[++i]);
                case "--json" -> json = true;
                case "--trials-to" -> trialsTo = Path.of(args[++i]);
                default -> {
                    System.err.println("unknown argument '" + args[i]
                            + "': expected --trials N, --only LIST, --groups 1 to 3, --trials-to FILE, --json");
                    System.exit(2);
                }
            }
        }
        LabOptions options = LabOptions.in(dir);
        Lab lab = BenchLab.up(
                options.withGroups(options.groups().subList(0, groups)).withoutProxy());
        try (LogTail tail = new LogTail(lab.state().kafka(), GROUP);
                Requester requester = new Requester(lab.state().zookeeper(), GROUP)) {
            new FailoverBench(lab, tail, requester).run(trials, only, json, trialsTo);
        }
        System.exit(0);
    }

    private void run(int trials, List<String> only, boolean json, @Nullable Path trialsTo) throws Exception {
        readiness.await();
        long memory = lab.state().processes().stream()
                .filter(p -> p.name().startsWith("service-"))
                .mapToLong(p -> p.residentKib())
                .max()
                .orElse(-1);
        double gap = usualGapMs();
        List<Sample> samples = new ArrayList<>();
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (String scenario : only) {
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < trials; i++) {
                settle();
                double took =
                        switch (scenario) {
                            case "kill9" -> kill();
                            case "sigstop" -> pause();
                            case "planned" -> switchover();
                            default ->
                                throw new LabException(
                                        "unknown scenario '" + scenario + "': expected kill9, sigstop or planned");
                        };
                millis.add(took);
                System.err.printf(Locale.ROOT, "%s %d/%d: %.1f ms%n", scenario, i + 1, trials, took);
            }
            samples.add(Sample.of(scenario, millis));
            all.put(scenario, millis);
        }
        VerifyReport verified = lab.verify();
        if (trialsTo != null) {
            Trial.write(trialsTo, all, verified);
        }
        report(samples, gap, memory, verified, json);
    }

    /** Until a service that has just started is one like the others: it rehearses often at first. Then any moment between two heartbeats. */
    private void settle() throws Exception {
        readiness.await();
        Duration rest = Duration.between(Instant.now(), started.plus(SETTLED));
        Thread.sleep(
                Math.max(1_500, rest.toMillis()) + ThreadLocalRandom.current().nextLong(1_000));
    }

    private double kill() throws Exception {
        long epoch = tail.current(TRIAL_LIMIT).epoch();
        String service = primary();
        lab.fault(Fault.of(Fault.Kind.KILL, service));
        double outage = outage(epoch);
        lab.start(service);
        started = Instant.now();
        return outage;
    }

    private double pause() throws Exception {
        long epoch = tail.current(TRIAL_LIMIT).epoch();
        String service = primary();
        lab.fault(Fault.of(Fault.Kind.PAUSE, service));
        double outage = outage(epoch);
        lab.fault(Fault.of(Fault.Kind.RESUME, service));
        return outage;
    }

    /** From the last result of that epoch to the first of the next, in milliseconds. */
    private double outage(long epoch) throws Exception {
        LogTail.Epoch now = tail.after(epoch, TRIAL_LIMIT);
        LogTail.Epoch before = tail.previous();
        if (before == null) {
            throw new LabException("no result of the epoch before " + now.epoch());
        }
        return (now.firstNanos() - before.lastNanos()) / 1e6;
    }

    private double switchover() throws Exception {
        long epoch = tail.current(TRIAL_LIMIT).epoch();
        requester.switchover();
        return outage(epoch);
    }

    /** The service that holds the group's role, by the store. */
    private String primary() throws LabException {
        LabState.Group group = lab.status().groups().stream()
                .filter(g -> g.group().equals(GROUP.value()))
                .findFirst()
                .orElseThrow(() -> new LabException("the lab has no group " + GROUP));
        String member = group.primary();
        if (member == null) {
            throw new LabException(GROUP + " has no primary: " + group.state());
        }
        return member.substring(member.lastIndexOf('-') + 1);
    }

    private double usualGapMs() throws Exception {
        LogTail.Epoch from = tail.current(TRIAL_LIMIT);
        Thread.sleep(3_000);
        LogTail.Epoch to = tail.current(TRIAL_LIMIT);
        return to.epoch() != from.epoch() || to.results() == from.results()
                ? Double.NaN
                : (to.lastNanos() - from.lastNanos()) / 1e6 / (to.results() - from.results());
    }

    private static void report(List<Sample> samples, double gap, long memoryKib, VerifyReport verified, boolean json) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("samples", samples);
        all.put("resultEveryMs", gap);
        all.put("largestServiceMib", memoryKib / 1024);
        all.put("verify", verified);
        if (json) {
            System.out.println(Json.text(all));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "a result every %.1f ms; largest service %d MiB resident%n%-12s %4s %9s %9s %9s %9s %14s%n",
                gap,
                memoryKib / 1024,
                "scenario",
                "n",
                "min ms",
                "median",
                "p99",
                "max",
                "median/result");
        for (Sample s : samples) {
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %4d %9.1f %9.1f %9.1f %9.1f %14.1f%n",
                    s.scenario(),
                    s.n(),
                    s.minMs(),
                    s.medianMs(),
                    s.p99Ms(),
                    s.maxMs(),
                    s.medianMs() / gap);
        }
        System.out.println("verify: " + Json.text(verified));
    }
}
