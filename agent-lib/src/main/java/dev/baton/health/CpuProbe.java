package dev.baton.health;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** {@link Probes#cpu}. Pressure rather than use: a processor that is busy hurts nobody who does not wait for it. */
final class CpuProbe implements Probe {
    private final double maxPercent;
    private final Cgroup cgroup;
    private final Supplier<OptionalDouble> load;

    CpuProbe(double maxPercent, Cgroup cgroup, Supplier<OptionalDouble> load) {
        this.maxPercent = maxPercent;
        this.cgroup = cgroup;
        this.load = load;
    }

    @Override
    public Finding look() {
        OptionalDouble pressure = cgroup.pressure("cpu");
        if (pressure.isPresent()) {
            return judge("tasks waited for a processor in", pressure.getAsDouble(), "% of the last 10 s");
        }
        OptionalDouble busy = load.get();
        return busy.isPresent()
                ? judge("the load is", busy.getAsDouble(), "% of the processors")
                : Finding.ok("this system tells neither pressure nor load");
    }

    private Finding judge(String what, double percent, String of) {
        String found = String.format(Locale.ROOT, "%s %.1f %s", what, percent, of);
        return percent <= maxPercent
                ? Finding.ok(found)
                : Finding.failed(found + String.format(Locale.ROOT, ", expected at most %.1f %%", maxPercent));
    }

    /** Runnable tasks, averaged over a minute, as a share of the processors. */
    static OptionalDouble systemLoadPercent() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double load = system.getSystemLoadAverage();
        return load < 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(100.0 * load / Math.max(1, system.getAvailableProcessors()));
    }
}
