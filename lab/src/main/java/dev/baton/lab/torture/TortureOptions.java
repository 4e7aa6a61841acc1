package dev.baton.lab.torture;

import dev.baton.lab.LabOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What run to make.
 *
 * @param lab the lab that is made for it
 * @param length how long faults come
 */
public record TortureOptions(LabOptions lab, Duration length, long seed) {
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Everything that is wrong with these options; empty where they are sound. */
    public List<String> problems() {
        List<String> found = new ArrayList<>(lab.problems());
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            found.add("the run lasts " + length.toSeconds() + " s: expected " + SHORTEST.toSeconds() + " s to "
                    + LONGEST.toHours() + " h");
        }
        return found;
    }

    /** The faults, the same for the same options. */
    public TorturePlan plan() {
        List<String> services = lab.serviceIds().stream().map(s -> s.value()).toList();
        return TorturePlan.make(seed, length, services, lab.storeServers());
    }
}
