package dev.baton.lab.bench;

import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.bench.Results.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bench/ensemble [--trials N] [--rolling N] [--preset P] [--json]}: what the loss of a ZooKeeper leader and a rolling restart of the
 * ensemble cost the groups on it. The target is nothing: no failover, and no second without a result. Exit 0 only where that is met.
 */
public final class EnsembleBench {
    /** A leader stays away for so long: longer than every lease of the presets but the conservative one. */
    private static final long AWAY_MILLIS = 5_000;

    private static final long SETTLE_MILLIS = 3_000;
    private static final int SERVERS = 3;

    private final Lab lab;
    private final Readiness readiness;

    private EnsembleBench(Lab lab) throws LabException {
        this.lab = lab;
        this.readiness = new Readiness(lab, BenchLab.access(lab));
    }

    /** Arguments as above, after the folder for the lab. */
    public static void main(String[] args) throws Exception {
        int trials = 10;
        int rolling = 3;
        String preset = "balanced";
        boolean json = false;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--trials" -> trials = Integer.parseInt(args[++i]);
                case "--rolling" -> rolling = Integer.parseInt(args[++i]);
                case "--preset" -> preset = args[++i];
                case "--json" -> json = true;
                default -> {
                    System.err.println("unknown argument '" + args[i]
                            + "': expected --trials N, --rolling N, --preset NAME, --json");
                    System.exit(2);
                }
            }
        }
        LabOptions options = LabOptions.in(Path.of(args[0])).withPreset(preset).withStoreServers(SERVERS);
        Lab lab = BenchLab.up(options);
        GapReport report = new EnsembleBench(lab).run(trials, rolling, preset);
        report.print(System.out, json);
        System.exit(report.met() ? 0 : 1);
    }

    private GapReport run(int trials, int rolling, String preset) throws Exception {
        List<Window> kills = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            kills.add(window("leader kill", i, trials, this::killLeader));
        }
        List<Window> restarts = new ArrayList<>();
        for (int i = 0; i < rolling; i++) {
            restarts.add(window("rolling restart", i, rolling, () -> lab.fault(Fault.of(Fault.Kind.RESTART, "store"))));
        }
        Results results = Results.read(lab.state());
        List<Results.Row> rows = new ArrayList<>(results.rows("leader kill", kills));
        rows.addAll(results.rows("rolling restart", restarts));
        return GapReport.of(preset, SERVERS, rows, lab.verify());
    }

    private void killLeader() throws LabException, InterruptedException {
        lab.fault(Fault.of(Fault.Kind.KILL, "store-leader"));
        Thread.sleep(AWAY_MILLIS);
        lab.start("store");
    }

    /** What is measured. */
    private interface Trial {
        void run() throws LabException, InterruptedException;
    }

    private Window window(String scenario, int index, int of, Trial trial) throws LabException, InterruptedException {
        readiness.await();
        Thread.sleep(SETTLE_MILLIS);
        long from = System.currentTimeMillis();
        trial.run();
        Thread.sleep(SETTLE_MILLIS);
        System.err.println(scenario + " " + (index + 1) + "/" + of);
        return new Window(scenario, from, System.currentTimeMillis());
    }
}
