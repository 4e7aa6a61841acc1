package dev.baton.lab;

import dev.baton.lab.netns.NetPlan;
import dev.baton.lab.netns.NetSetup;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends a lab's processes: first those that need the others, then the others. */
final class LabDown {
    private static final Duration SERVICES_GRACE = Duration.ofSeconds(4);
    private static final Duration BMCS_GRACE = Duration.ofMillis(500);
    private static final Duration GROUND_GRACE = Duration.ofSeconds(6);

    private LabDown() {}

    /** Returns what still runs: nothing, unless the kernel refuses. */
    static List<ProcessRef> stop(LabState state) {
        List<ProcessRef> clients = new ArrayList<>();
        List<ProcessRef> bmcs = new ArrayList<>();
        List<ProcessRef> ground = new ArrayList<>();
        for (ProcessRef process : state.alive()) {
            boolean needsOthers =
                    process.name().startsWith("service-") || process.name().equals("workload");
            boolean holdsNothing = process.name().startsWith(LabState.BMC_PREFIX);
            (needsOthers ? clients : holdsNothing ? bmcs : ground).add(process);
        }
        List<ProcessRef> left = new ArrayList<>(Stopper.stop(clients, SERVICES_GRACE));
        left.addAll(Stopper.stop(bmcs, BMCS_GRACE));
        left.addAll(Stopper.stop(ground, GROUND_GRACE));
        return left;
    }

    /** Removes the services' network namespaces, where the lab has some. Nothing may run in them any more. */
    static void removeNet(LabPlan plan) throws LabException {
        NetPlan net = plan.net();
        if (net != null) {
            NetSetup.remove(net);
        }
    }
}
