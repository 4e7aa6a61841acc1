package dev.baton.lab.bench;

import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.LabState;
import dev.baton.lab.process.ProcessRef;
import dev.baton.model.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code bench/overhead [--seconds N] [--json]}: what the agent costs its service.
 *
 * <p>Three processes with an agent of three members each and nothing else, and beside them a lab of three services with three stateful
 * consumers each, first under load, then without: the processor time of each over the same seconds, rehearsals included, the live heap that
 * the agent added to its process, and the writes that the store saw for each group and second.
 */
public final class OverheadBench {
    private static final Duration SETTLED = Duration.ofSeconds(60);
    private static final int MEMBERS = 3;
    private static final double MIB = 1 << 20;

    private final Lab lab;
    private final List<OverheadChild> children = new ArrayList<>();
    private final int seconds;

    private OverheadBench(Lab lab, int seconds) {
        this.lab = lab;
        this.seconds = seconds;
    }

    /** One thing that was measured; {@code corePercent} is of one core and one process, the mean and the most of three. */
    record Row(String what, double corePercent, double mostPercent, double storeWritesPerGroupAndSecond) {}

    /** Arguments as above, after the folder for the lab. */
    public static void main(String[] args) throws Exception {
        int seconds = 60;
        boolean json = false;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--seconds" -> seconds = Integer.parseInt(args[++i]);
                case "--json" -> json = true;
                default -> {
                    System.err.println("unknown argument '" + args[i] + "': expected --seconds N, --json");
                    System.exit(2);
                }
            }
        }
        Lab lab = BenchLab.up(LabOptions.in(Path.of(args[0])).withoutProxy());
        new OverheadBench(lab, seconds).run(json);
        System.exit(0);
    }

    private void run(boolean json) throws Exception {
        LabState state = lab.state();
        for (String service : List.of("a", "b", "c")) {
            children.add(OverheadChild.start(service, state.zookeeper(), state.kafka(), MEMBERS));
        }
        List<Long> before = new ArrayList<>();
        for (OverheadChild child : children) {
            before.add(child.heap());
        }
        for (OverheadChild child : children) {
            child.startAgent();
        }
        new Readiness(lab).await();
        Thread.sleep(SETTLED.toMillis());
        List<Row> rows = new ArrayList<>();
        measure(rows, "under load");
        ProcessRef workload =
                lab.state().process("workload").orElseThrow(() -> new LabException("the lab has no workload to end"));
        workload.signal(ProcessRef.Signal.TERM);
        Thread.sleep(5_000);
        measure(rows, "without load");
        List<Double> added = new ArrayList<>();
        for (int i = 0; i < children.size(); i++) {
            added.add((children.get(i).heap() - before.get(i)) / MIB);
        }
        for (OverheadChild child : children) {
            child.close();
        }
        report(rows, added, json);
    }

    private void measure(List<Row> rows, String load) throws InterruptedException, LabException, IOException {
        List<Long> agents = children.stream().map(OverheadChild::pid).toList();
        List<Long> services =
                lab.state().services().stream().map(LabState.Service::pid).toList();
        int groups = lab.state().groupIds().size() + MEMBERS;
        List<Long> agentsFrom = cpuNanos(agents);
        List<Long> servicesFrom = cpuNanos(services);
        long zxid = StoreCounter.zxid(lab.state().zookeeper());
        long from = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        double nanos = System.nanoTime() - from;
        double writes = (StoreCounter.zxid(lab.state().zookeeper()) - zxid) / (nanos / 1e9) / groups;
        rows.add(row("agent alone, " + load, agentsFrom, cpuNanos(agents), nanos, writes));
        rows.add(row("service of the lab, " + load, servicesFrom, cpuNanos(services), nanos, writes));
    }

    private static List<Long> cpuNanos(List<Long> pids) {
        return pids.stream()
                .map(pid -> ProcessHandle.of(pid)
                        .flatMap(p -> p.info().totalCpuDuration())
                        .map(Duration::toNanos)
                        .orElseThrow(() -> new IllegalStateException("process " + pid + " is gone")))
                .toList();
    }

    private static Row row(String what, List<Long> from, List<Long> to, double nanos, double writes) {
        double sum = 0;
        double most = 0;
        for (int i = 0; i < from.size(); i++) {
            double percent = 100.0 * (to.get(i) - from.get(i)) / nanos;
            sum += percent;
            most = Math.max(most, percent);
        }
        return new Row(what, sum / from.size(), most, writes);
    }

    private static void report(List<Row> rows, List<Double> added, boolean json) {
        double most = added.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("rows", rows);
            all.put("agentHeapMib", most);
            all.put("members", MEMBERS);
            System.out.println(Json.text(all));
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%-34s %10s %10s %22s%n",
                "a process of 3 members",
                "% of core",
                "most",
                "store writes/group/s");
        for (Row row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%-34s %10.2f %10.2f %22.2f%n",
                    row.what(),
                    row.corePercent(),
                    row.mostPercent(),
                    row.storeWritesPerGroupAndSecond());
        }
        System.out.printf(Locale.ROOT, "the agent's live heap: %.1f MiB at most of 3 processes%n", most);
    }
}
