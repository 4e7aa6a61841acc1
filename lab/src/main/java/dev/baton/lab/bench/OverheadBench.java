package dev.baton.lab.bench;

import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.LabState;
import dev.baton.lab.bench.OverheadReport.Row;
import dev.baton.lab.process.ProcessRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bench/overhead [--seconds N] [--settle N] [--json]}: what the agent costs its service.
 *
 * <p>Three processes that are the members of one group and have nothing in them but the agent, three more that are the members of three groups,
 * and beside them a lab of three services with three stateful consumers each, first under load, then without: the processor time of each over
 * the same seconds, rehearsals included, the live heap that the agent added to its process, and the writes that the store saw for each group and
 * second.
 */
public final class OverheadBench {
    private static final List<String> ONE = List.of("overhead");
    private static final List<String> THREE = List.of("overhead1", "overhead2", "overhead3");

    private final Lab lab;
    private final OverheadChildren one;
    private final OverheadChildren three;

    private OverheadBench(Lab lab) throws LabException, IOException {
        this.lab = lab;
        LabState state = lab.state();
        one = OverheadChildren.start(state, ONE);
        three = OverheadChildren.start(state, THREE);
    }

    /** Arguments as above, after the folder for the lab. */
    public static void main(String[] args) throws Exception {
        int seconds = 60;
        int settle = 60;
        boolean json = false;
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--seconds" -> seconds = Integer.parseInt(args[++i]);
                case "--settle" -> settle = Integer.parseInt(args[++i]);
                case "--json" -> json = true;
                default -> {
                    System.err.println("unknown argument '" + args[i] + "': expected --seconds N, --settle N, --json");
                    System.exit(2);
                }
            }
        }
        Lab lab = BenchLab.up(LabOptions.in(Path.of(args[0])).withoutProxy().plain());
        OverheadReport report = new OverheadBench(lab).run(settle, seconds);
        System.out.print(json ? report.json() + "\n" : report.text());
        System.exit(0);
    }

    private OverheadReport run(int settle, int seconds) throws Exception {
        one.startAgents();
        three.startAgents();
        new Readiness(lab, BenchLab.access(lab)).await();
        Thread.sleep(settle * 1_000L);
        List<Row> rows = new ArrayList<>();
        measure(rows, seconds, "under load");
        ProcessRef workload =
                lab.state().process("workload").orElseThrow(() -> new LabException("the lab has no workload to end"));
        workload.signal(ProcessRef.Signal.TERM);
        Thread.sleep(5_000);
        measure(rows, seconds, "without load");
        OverheadReport report = new OverheadReport(rows, three.addedMib(), THREE.size(), one.addedMib());
        one.close();
        three.close();
        return report;
    }

    private void measure(List<Row> rows, int seconds, String load)
            throws InterruptedException, LabException, IOException {
        List<Long> services =
                lab.state().services().stream().map(LabState.Service::pid).toList();
        int groups = lab.state().groupIds().size() + ONE.size() + THREE.size();
        List<ProcessorTime> oneFrom = times(one.pids());
        List<ProcessorTime> threeFrom = times(three.pids());
        List<ProcessorTime> servicesFrom = times(services);
        long zxid = StoreCounter.zxid(lab.state().zookeeper());
        long from = System.nanoTime();
        Thread.sleep(seconds * 1_000L);
        double nanos = System.nanoTime() - from;
        double writes = (StoreCounter.zxid(lab.state().zookeeper()) - zxid) / (nanos / 1e9) / groups;
        rows.add(Row.of("agent alone, 1 member, " + load, oneFrom, times(one.pids()), nanos, writes));
        rows.add(Row.of("agent alone, 3 members, " + load, threeFrom, times(three.pids()), nanos, writes));
        rows.add(Row.of("service of the lab, 3 members, " + load, servicesFrom, times(services), nanos, writes));
    }

    private static List<ProcessorTime> times(List<Long> pids) {
        return pids.stream().map(ProcessorTime::of).toList();
    }
}
