package dev.baton.lab.bench;

import dev.baton.lab.LabException;
import dev.baton.lab.LabState;
import dev.baton.lab.secure.Access;
import dev.baton.lab.verify.Entry;
import dev.baton.lab.verify.LogReader;
import dev.baton.model.GroupId;
import dev.baton.secure.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each group committed a result, and in which epoch, by the broker's clock: read from the log after the fact. */
final class Results {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, List<Entry.Committed>> byGroup = new LinkedHashMap<>();

    private Results() {}

    static Results read(LabState state) throws LabException {
        Results results = new Results();
        try (Access access = state.access()) {
            results.read(state, access.security());
        }
        return results;
    }

    private void read(LabState state, Security security) throws LabException {
        for (GroupId group : state.groupIds()) {
            List<Entry.Committed> all = new ArrayList<>();
            try (LogReader reader = LogReader.open(state.kafka(), security, group)) {
                reader.readToEnd(
                        entry -> {
                            if (entry instanceof Entry.Committed result) {
                                all.add(result);
                            }
                        },
                        PATIENCE);
            }
            byGroup.put(group.value(), all);
        }
    }

    /** A span of the run, by the machine's clock, which is the broker's. */
    record Window(String scenario, long fromMillis, long toMillis) {}

    /**
     * What a group did in some windows.
     *
     * @param n how many windows
     * @param failovers changes of the epoch between two results that touch a window
     * @param longestGapMs longest time between two consecutive results of which some lies in a window
     * @param medianGapMs of the windows' longest gaps
     * @param gapsOverSecond windows whose longest gap is over one second
     */
    record Row(
            String scenario,
            String group,
            int n,
            long failovers,
            long longestGapMs,
            long medianGapMs,
            long gapsOverSecond) {}

    /** A row for each group. */
    List<Row> rows(String scenario, List<Window> windows) {
        List<Row> rows = new ArrayList<>();
        byGroup.forEach((group, results) -> {
            long failovers = 0;
            List<Long> gaps = new ArrayList<>();
            for (Window window : windows) {
                long longest = 0;
                for (int i = 1; i < results.size(); i++) {
                    Entry.Committed before = results.get(i - 1);
                    Entry.Committed now = results.get(i);
                    if (now.atMillis() < window.fromMillis() || before.atMillis() > window.toMillis()) {
                        continue;
                    }
                    longest = Math.max(longest, now.atMillis() - before.atMillis());
                    failovers += now.epoch() == before.epoch() ? 0 : 1;
                }
                gaps.add(longest);
            }
            gaps.sort(null);
            rows.add(new Row(
                    scenario,
                    group,
                    windows.size(),
                    failovers,
                    gaps.isEmpty() ? 0 : gaps.get(gaps.size() - 1),
                    gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2),
                    gaps.stream().filter(gap -> gap > 1_000).count()));
        });
        return rows;
    }
}
