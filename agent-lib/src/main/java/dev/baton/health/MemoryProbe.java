package dev.baton.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** {@link Probes#memory}. The heap counts as a collection left it: before one it may be full of nothing. */
final class MemoryProbe implements Probe {
    private final double maxHeap;
    private final double maxCgroup;
    private final double maxPressure;
    private final Cgroup cgroup;
    private final Supplier<OptionalDouble> heap;

    MemoryProbe(double maxHeap, double maxCgroup, double maxPressure, Cgroup cgroup, Supplier<OptionalDouble> heap) {
        this.maxHeap = maxHeap;
        this.maxCgroup = maxCgroup;
        this.maxPressure = maxPressure;
        this.cgroup = cgroup;
        this.heap = heap;
    }

    @Override
    public Finding look() {
        List<String> found = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        judge(heap.get(), maxHeap, "%.1f %% of the heap are live", found, wrong);
        judge(cgroup.memoryPercent(), maxCgroup, "%.1f %% of the cgroup's memory are taken", found, wrong);
        judge(
                cgroup.pressure("memory"),
                maxPressure,
                "tasks waited for memory in %.1f %% of the last 10 s",
                found,
                wrong);
        if (!wrong.isEmpty()) {
            return Finding.failed(String.join("; ", wrong));
        }
        return Finding.ok(
                found.isEmpty() ? "nothing collected yet, and this system tells no more" : String.join("; ", found));
    }

    private static void judge(
            OptionalDouble percent, double limit, String words, List<String> found, List<String> wrong) {
        if (percent.isPresent()) {
            String text = words.replace("%.1f", String.format(Locale.ROOT, "%.1f", percent.getAsDouble()))
                    .replace("%%", "%");
            found.add(text);
            if (percent.getAsDouble() > limit) {
                wrong.add(text + String.format(Locale.ROOT, ", expected at most %.1f %%", limit));
            }
        }
    }

    /** Live after the last collection, as a share of the largest heap; empty before the first. */
    static OptionalDouble heapPercentAfterCollection() {
        long live = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP && pool.isValid() ? pool.getCollectionUsage() : null;
            if (after != null) {
                live += after.getUsed();
            }
        }
        long max = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        return live == 0 || max <= 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * live / max);
    }
}
