package dev.baton.console.timeline;

import dev.baton.console.model.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Heartbeats made drawable: at most one tick a pixel, and the silences between them. Pure. */
final class Beats {
    private Beats() {}

    /** A silence. {@code open} where it still lasts. */
    record Gap(long fromMillis, long toMillis, boolean open) {
        long millis() {
            return toMillis - fromMillis;
        }
    }

    /** The pixel columns, counted from the scale's left edge, that hold a tick; ascending and without repeats. */
    static int[] columns(Ticks ticks, TimeScale scale) {
        int width = (int) scale.width();
        boolean[] hit = new boolean[width + 1];
        ticks.forEachFrom(scale.fromMillis(), millis -> {
            double x = scale.x(millis) - scale.left();
            if (x >= 0 && x <= width) {
                hit[(int) x] = true;
            }
        });
        int[] found = new int[width + 1];
        int count = 0;
        for (int i = 0; i <= width; i++) {
            if (hit[i]) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * The silences longer than {@code limitMillis} that reach into the scale, oldest first. The last one is open where nothing was heard
     * until {@code nowMillis}.
     */
    static List<Gap> gaps(Ticks ticks, TimeScale scale, long limitMillis, long nowMillis) {
        List<Gap> found = new ArrayList<>();
        // One chunk earlier than shown, so that a silence that began before the left edge is seen too.
        long[] previous = {-1};
        ticks.forEachFrom(Long.MIN_VALUE, millis -> {
            long before = previous[0];
            if (before >= 0
                    && millis - before > limitMillis
                    && millis >= scale.fromMillis()
                    && before <= scale.toMillis()) {
                found.add(new Gap(before, millis, false));
            }
            previous[0] = Math.max(before, millis);
        });
        long last = previous[0];
        if (last >= 0 && nowMillis - last > limitMillis && last <= scale.toMillis()) {
            found.add(new Gap(last, nowMillis, true));
        }
        return found;
    }
}
