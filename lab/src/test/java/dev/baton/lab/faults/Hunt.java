package dev.baton.lab.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs seeds on one core until a check of the catalogue catches its fault, or a bound is reached.
 *
 * @param root of the sources
 * @param maxSeeds of one range
 * @param limit of one range, by the clock
 */
record Hunt(Path root, int maxSeeds, Duration limit) {
    /**
     * What one range of seeds gave.
     *
     * @param seeds how many it took, the catching one included
     * @param caught {@code CHECK: detail}; null where nothing was found
     * @param others checks that found something before and are not in the catalogue for this fault, with their counts
     */
    record Range(long firstSeed, int seeds, @Nullable String caught, Map<String, Integer> others, long millis) {
        String check() {
            return caught == null ? "NOT CAUGHT" : checkOf(caught);
        }

        long lastSeed() {
            return firstSeed + seeds - 1;
        }
    }

    /** One range for each of {@code firstSeeds}. Compiles and loads the broken core once. */
    List<Range> broken(Fault fault, List<Long> firstSeeds) throws IOException {
        BrokenLoader loader = new BrokenLoader(Compiled.of(fault.name(), Patch.apply(root, fault)));
        LongFunction<@Nullable String> runner = loader.runner(fault.with());
        List<Range> ranges = new ArrayList<>();
        for (long first : firstSeeds) {
            ranges.add(range(fault, runner, first, maxSeeds, limit));
        }
        return ranges;
    }

    /** The core as it is, on these seeds: nothing may be found. */
    static Range unbroken(String with, long first, int seeds) {
        BrokenLoader loader = new BrokenLoader(Map.of());
        return range(Fault.none(with), loader.runner(with), first, seeds, Duration.ofHours(1));
    }

    private static Range range(
            Fault fault, LongFunction<@Nullable String> runner, long first, int maxSeeds, Duration limit) {
        long start = System.nanoTime();
        Map<String, Integer> others = new TreeMap<>();
        int seeds = 0;
        String caught = null;
        while (caught == null && seeds < maxSeeds && System.nanoTime() - start < limit.toNanos()) {
            String found = runner.apply(first + seeds);
            seeds++;
            if (found != null && fault.caughtBy(checkOf(found))) {
                caught = found;
            } else if (found != null) {
                others.merge(checkOf(found), 1, Integer::sum);
            }
        }
        return new Range(first, seeds, caught, others, (System.nanoTime() - start) / 1_000_000L);
    }

    private static String checkOf(String found) {
        int colon = found.indexOf(':');
        return colon < 0 ? found : found.substring(0, colon);
    }
}
