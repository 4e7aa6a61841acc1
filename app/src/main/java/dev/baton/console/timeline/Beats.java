package dev.baton.console.timeline;

import dev.baton.console.model.Ticks;
import java.util.ArrayList;
import java.util.List;

/** The silences between heartbeats. Pure. */
final class Beats {
    private Beats() {}

    /** A silence. {@code open} where it still lasts. */
    record Gap(long fromMillis, long toMillis, boolean open) {
        long millis() {
            return toMillis - fromMillis;
        }
    }

    /**
     * The silences longer than {@code limitMillis} that reach into the scale, oldest first. The last one is open where nothing was heard
     * until {@code nowMillis}.
     */
    static List<Gap> gaps(Ticks ticks, TimeScale scale, long limitMillis, long nowMillis) {
        List<Gap> found = new ArrayList<>();
        for (Ticks.Silence silence : ticks.silences()) {
            gap(found, scale, silence.fromMillis(), silence.toMillis(), limitMillis);
        }
        long[] previous = {ticks.older().lastMillis()};
        ticks.forEachFrom(Long.MIN_VALUE, millis -> {
            gap(found, scale, previous[0], millis, limitMillis);
            previous[0] = Math.max(previous[0], millis);
        });
        long last = previous[0];
        if (last >= 0 && nowMillis - last > limitMillis && last <= scale.toMillis()) {
            found.add(new Gap(last, nowMillis, true));
        }
        return found;
    }

    private static void gap(List<Gap> found, TimeScale scale, long from, long to, long limitMillis) {
        if (from >= 0 && to - from > limitMillis && to >= scale.fromMillis() && from <= scale.toMillis()) {
            found.add(new Gap(from, to, false));
        }
    }
}
