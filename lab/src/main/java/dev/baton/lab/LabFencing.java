package dev.baton.lab;

import dev.baton.lab.fence.Bmc;
import dev.baton.lab.fence.SimulatedBmcs;
import dev.baton.lab.process.ProcessRef;
import dev.baton.model.ServiceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The simulated BMCs of a lab's services, one each. A lab without fencing has no folder of them, and then nothing is done. */
final class LabFencing {
    /** No process has it: it is beyond the greatest that Linux gives ({@code PID_MAX_LIMIT}). */
    private static final long NOBODY = Integer.MAX_VALUE;

    private LabFencing() {}

    static void requirePossible() throws LabException {
        String obstacle = SimulatedBmcs.obstacle();
        if (obstacle != null) {
            throw new LabException("the lab cannot have fencing here: " + obstacle + "; or leave out --fencing");
        }
    }

    /** Starts the BMC of a service that does not run yet: it is off. */
    static Bmc start(LabFiles files, ServiceId service) throws LabException {
        String id = service.value();
        return SimulatedBmcs.start(folder(files, id), id, new ProcessRef(LabState.serviceProcess(id), NOBODY, 0));
    }

    /** Writes the file of fence devices, which every service reads at its start. */
    static void write(LabFiles files, List<Bmc> bmcs, List<String> groups) throws LabException {
        try {
            Files.write(files.fencing(), SimulatedBmcs.fenceFile(bmcs, groups));
        } catch (IOException failed) {
            throw new LabException("cannot write " + files.fencing() + ": " + failed, failed);
        }
    }

    /**
     * A process was just started: where it is a service that has a BMC, it is that BMC's machine now. Told before the service is ready, since a BMC
     * that answers for the process before would say that the service is off.
     */
    static void machine(LabFiles files, ProcessRef started) throws LabException {
        if (!started.name().startsWith(LabState.SERVICE_PREFIX)) {
            return;
        }
        String service = started.name().substring(LabState.SERVICE_PREFIX.length());
        if (Files.isDirectory(folder(files, service))) {
            SimulatedBmcs.machine(folder(files, service), started);
        }
    }

    private static Path folder(LabFiles files, String service) {
        return files.bmcs().resolve(service);
    }
}
