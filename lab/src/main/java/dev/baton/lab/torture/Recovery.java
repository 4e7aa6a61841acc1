package dev.baton.lab.torture;

import dev.baton.lab.LabException;
import dev.baton.lab.LabState;
import dev.baton.lab.secure.Access;
import dev.baton.lab.verify.Entry;
import dev.baton.lab.verify.LogReader;
import dev.baton.model.GroupId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How soon after an instant each group has a working primary: one that commits a result. */
final class Recovery {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Recovery() {}

    /**
     * Waits for the first result of each group that the broker appended at {@code sinceMillis} or later, by the machine's clock, which is the
     * broker's.
     *
     * @return the milliseconds from then to the last of these, or -1 where a group has none within a minute
     */
    static long firstResults(LabState state, long sinceMillis) throws LabException {
        long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
        long longest = 0;
        try (Access access = state.access()) {
            for (GroupId group : state.groupIds()) {
                AtomicLong first = new AtomicLong(-1);
                try (LogReader reader = LogReader.openSince(state.kafka(), access.security(), group, sinceMillis)) {
                    while (first.get() < 0) {
                        if (System.nanoTime() > deadlineNanos) {
                            return -1;
                        }
                        reader.read(entry -> note(entry, sinceMillis, first));
                    }
                }
                longest = Math.max(longest, first.get() - sinceMillis);
            }
        }
        return longest;
    }

    private static void note(Entry entry, long sinceMillis, AtomicLong first) {
        if (entry instanceof Entry.Committed result && result.atMillis() >= sinceMillis && first.get() < 0) {
            first.set(result.atMillis());
        }
    }
}
