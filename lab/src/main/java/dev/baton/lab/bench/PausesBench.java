package dev.baton.lab.bench;

import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.LabState;
import dev.baton.lab.bench.Results.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * {@code bench/pauses [--minutes N] [--store-servers N] [--preset P] [--json]}: pauses like those of a garbage collector, 300 ms every 10 s,
 * of each service that holds a primary, in turn. The target is no failover; the gaps are the pauses. Exit 0 only where that is met.
 */
public final class PausesBench {
    private static final long SETTLE_MILLIS = 3_000;

    private final Lab lab;
    private final LabOptions options;

    private PausesBench(Lab lab, LabOptions options) {
        this.lab = lab;
        this.options = options;
    }

    /** Arguments as above, after the folder for the lab. */
    public static void main(String[] args) throws Exception {
        double minutes = 10;
        boolean json = false;
        LabOptions options = LabOptions.in(Path.of(args[0]));
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--minutes" -> minutes = Double.parseDouble(args[++i]);
                case "--store-servers" -> options = options.withStoreServers(Integer.parseInt(args[++i]));
                case "--preset" -> options = options.withPreset(args[++i]);
                case "--json" -> json = true;
                default -> {
                    System.err.println("unknown argument '" + args[i]
                            + "': expected --minutes N, --store-servers N, --preset NAME, --json");
                    System.exit(2);
                }
            }
        }
        Lab lab = BenchLab.up(options);
        GapReport report = new PausesBench(lab, options).run(Duration.ofMillis((long) (minutes * 60_000)));
        report.print(System.out, json);
        System.exit(report.met() ? 0 : 1);
    }

    private GapReport run(Duration time) throws LabException, InterruptedException {
        new Readiness(lab, BenchLab.access(lab)).await();
        Thread.sleep(SETTLE_MILLIS);
        List<String> services = lab.status().groups().stream()
                .map(LabState.Group::primary)
                .filter(member -> member != null)
                .map(member -> member.substring(member.lastIndexOf('-') + 1))
                .distinct()
                .toList();
        long from = System.currentTimeMillis();
        for (String service : services) {
            lab.fault(Fault.of(Fault.Kind.GC, service).lasting(time));
            // In turn, so that one does not hide behind another.
            Thread.sleep(Fault.GC_EVERY.toMillis() / services.size());
        }
        long end = from + time.toMillis() + Fault.GC_EVERY.toMillis();
        while (System.currentTimeMillis() < end) {
            Thread.sleep(Math.clamp(end - System.currentTimeMillis(), 1, 60_000));
            System.err.printf(Locale.ROOT, "%.1f minutes%n", (System.currentTimeMillis() - from) / 60_000.0);
        }
        Thread.sleep(SETTLE_MILLIS);
        Window window = new Window("pauses", from, System.currentTimeMillis());
        Results results = Results.read(lab.state());
        return GapReport.of(
                options.preset(), options.storeServers(), results.rows("pauses", List.of(window)), lab.verify());
    }
}
