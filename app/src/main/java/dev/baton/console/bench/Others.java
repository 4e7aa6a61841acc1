package dev.baton.console.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much of the machine other programs take. */
final class Others {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Others() {}

    /** Since when {@link #load} counts. */
    static Others begin() {
        // Each question is about the time since the last one.
        double _ = SYSTEM.getCpuLoad() + SYSTEM.getProcessCpuLoad();
        return new Others();
    }

    /** From 0 to 1, all processors together. */
    double load() {
        return Math.round(Math.max(0, SYSTEM.getCpuLoad() - SYSTEM.getProcessCpuLoad()) * 100) / 100.0;
    }
}
