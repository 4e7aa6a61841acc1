package dev.baton.lab.sim.search;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How often what matters happened, over all transitions: a search that never sees a takeover proves nothing. Used by one thread. */
final class Tally {
    enum Seen {
        GRANT_APPLIED,
        GRANT_REFUSED,
        GRANT_BY_ORPHAN,
        RENEWAL_REFUSED,
        PRIMARY_ACKNOWLEDGED,
        HANDOVER,
        VACANT,
        UNDO,
        DEMOTION,
        MARKER_REFUSED,
        PROMOTION_REFUSED,
        WRITER_FENCED,
        TIME_OUT,
        SELF_FENCE,
        EPOCHS_ENDED
    }

    private final Map<Seen, Long> counts = new EnumMap<>(Seen.class);

    void count(Seen what) {
        counts.merge(what, 1L, Long::sum);
    }

    void add(Tally other) {
        other.counts.forEach((what, n) -> counts.merge(what, n, Long::sum));
    }

    long of(Seen what) {
        return counts.getOrDefault(what, 0L);
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .map(e -> e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
