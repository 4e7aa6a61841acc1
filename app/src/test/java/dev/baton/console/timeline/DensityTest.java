package dev.baton.console.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.model.Ticks;
import org.junit.jupiter.api.Test;

final class DensityTest {
    private static Ticks every(long step, long from, long to) {
        Ticks ticks = Ticks.EMPTY;
        for (long at = from; at <= to; at += step) {
            ticks = ticks.with(at);
        }
        return ticks;
    }

    @Test
    void sparseTicksKeepTheirPlaces() {
        Density density = Density.of(every(500, 0, 1_000), new TimeScale(0, 1_000, 50, 100));
        for (int i = 0; i < density.columns(); i++) {
            assertEquals(i % 50 == 0 ? 1 : 0, density.count(i), "column " + i);
        }
    }

    @Test
    void anHourHasNoHoleWhereOldAndNewMeetAtAnyZoom() {
        long end = 3_600_000;
        Ticks ticks = every(100, 0, end);
        for (long span = 3_600_000; span > 75_000; span = span * 4 / 5) {
            Density density = Density.of(ticks, new TimeScale(end - span, span, 0, 700));
            for (int i = 0; i < 700; i++) {
                assertTrue(density.count(i) > 0, "column " + i + " of " + span + " ms");
                assertTrue(density.gapMillis(i) <= 100, "no silence was, column " + i + " of " + span + " ms");
            }
        }
    }

    @Test
    void aShortSilenceIsSeenInAnHour() {
        Ticks ticks = every(100, 0, 1_000_000);
        for (long at = 1_002_000; at <= 3_600_000; at += 100) {
            ticks = ticks.with(at);
        }
        Density density = Density.of(ticks, new TimeScale(0, 3_600_000, 0, 700));
        int silent = 0;
        for (int i = 0; i < 700; i++) {
            silent += density.gapMillis(i) >= 2_000 ? 1 : 0;
        }
        assertEquals(1, silent);
    }
}
