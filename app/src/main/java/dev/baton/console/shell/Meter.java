package dev.baton.console.shell;

import dev.baton.console.model.ClusterView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures what the status bar says: events a second, and how long a heartbeat takes to the screen. JavaFX thread only. */
final class Meter {
    private static final int SAMPLES = 256;
    private static final int GROUPS = 50;
    private static final long WINDOW_MILLIS = 2_000;
    private final long[] delays = new long[SAMPLES];
    private int count;
    private long newest = -1;
    private long windowStart = -1;
    private long windowEvents;
    private long perSecond;

    /**
     * Call at each paint.
     *
     * @param shown the group whose heartbeats are drawn; where none is, the first ones of the fleet stand for all
     */
    void painted(ClusterView view, @Nullable GroupView shown, long nowMillis) {
        if (windowStart < 0) {
            windowStart = nowMillis;
            windowEvents = view.events();
        } else if (nowMillis - windowStart >= WINDOW_MILLIS) {
            perSecond = (view.events() - windowEvents) * 1_000 / (nowMillis - windowStart);
            windowStart = nowMillis;
            windowEvents = view.events();
        }
        long latest = newest;
        int groups = 0;
        for (GroupView group : shown == null ? view.groups().values() : List.of(shown)) {
            if (groups++ == GROUPS) {
                break;
            }
            for (MemberView member : group.members().values()) {
                // By the member's clock where it is this machine's; an offset of less than nothing is a clock that runs
                // ahead.
                long at = member.statusAt().millis();
                if (at > newest && newest >= 0 && member.clockOffsetMillis() >= 0 && nowMillis >= at) {
                    delays[count++ % SAMPLES] = nowMillis - at;
                }
                latest = Math.max(latest, Math.min(at, nowMillis));
            }
        }
        newest = latest;
    }

    long eventsPerSecond() {
        return perSecond;
    }

    /** The 99th percentile in milliseconds of the last samples, or -1 before the first. */
    long delayP99() {
        int filled = Math.min(count, SAMPLES);
        if (filled == 0) {
            return -1;
        }
        long[] sorted = Arrays.copyOf(delays, filled);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(filled * 0.99) - 1];
    }
}
