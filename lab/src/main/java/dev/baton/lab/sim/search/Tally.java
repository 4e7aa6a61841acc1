package dev.baton.lab.sim.search;

import java.util.EnumMap;
import java.util.Map;

/** How often what matters happened, over all transitions: a search that never sees a takeover proves nothing. Used by one thread. */
final class Tally {
    private final Map<Seen, Long> counts = new EnumMap<>(Seen.class);

    void count(Seen what) {
        counts.merge(what, 1L, Long::sum);
    }

    void add(Tally other) {
        other.counts.forEach((what, n) -> counts.merge(what, n, Long::sum));
    }

    Map<Seen, Long> counts() {
        return Map.copyOf(counts);
    }
}
