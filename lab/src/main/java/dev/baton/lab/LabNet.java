package dev.baton.lab;

import dev.baton.lab.netns.NetPlan;
import dev.baton.lab.netns.NetSetup;
import dev.baton.model.ServiceId;
import org.jspecify.annotations.Nullable;

/** On what network a lab is put. */
final class LabNet {
    private LabNet() {}

    /** The plan of a lab, its namespaces made where it has some. */
    static LabPlan plan(LabOptions options, Progress progress) throws LabException {
        NetPlan net = net(options, progress);
        try {
            return LabPlan.make(options.serviceIds(), options.storeServers(), net);
        } catch (LabException noPorts) {
            if (net != null) {
                NetSetup.remove(net);
            }
            throw noPorts;
        }
    }

    /** The namespaces if they are wanted and possible; else null, which is said. */
    private static @Nullable NetPlan net(LabOptions options, Progress progress) {
        if (options.cutBy() == LabOptions.CutBy.PROXY) {
            return null;
        }
        String obstacle = NetSetup.obstacle();
        NetPlan net = NetPlan.of(
                options.dir(),
                options.serviceIds().stream().map(ServiceId::value).toList());
        if (obstacle == null) {
            try {
                NetSetup.create(net);
                progress.step("Each service has a network namespace, " + net.namespace("NAME")
                        + "; the kernel cuts, on the bridge in " + net.hub());
                return net;
            } catch (LabException refused) {
                obstacle = refused.getMessage();
            }
        }
        progress.step("No network namespaces: " + obstacle + ". The proxy cuts instead.");
        return null;
    }
}
