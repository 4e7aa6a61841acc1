package dev.baton.console.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TimeScaleTest {
    private final TimeScale scale = new TimeScale(1_000, 30_000, 100, 600);

    private static void near(long expected, long actual, long most) {
        assertTrue(Math.abs(expected - actual) <= most, "expected " + expected + " +- " + most + ", found " + actual);
    }

    @Test
    void timeAndPixelsAreEachOthersInverse() {
        for (long millis = 1_000; millis <= 31_000; millis += 371) {
            near(millis, scale.millis(scale.x(millis)), 1);
        }
        assertEquals(100, scale.x(1_000));
        assertEquals(700, scale.x(31_000));
    }

    @Test
    void zoomKeepsTheTimeUnderThePointer() {
        for (double x : new double[] {100, 237, 400, 700}) {
            long under = scale.millis(x);
            near(under, scale.zoomedAt(x, 3).millis(x), 30);
            near(under, scale.zoomedAt(x, -2).millis(x), 120);
        }
        assertTrue(scale.zoomedAt(400, 1).spanMillis() < scale.spanMillis());
    }

    @Test
    void zoomStopsAtItsLimits() {
        assertEquals(TimeScale.MIN_SPAN, scale.zoomedAt(400, 1_000).spanMillis());
        assertEquals(TimeScale.MAX_SPAN, scale.zoomedAt(400, -1_000).spanMillis());
    }

    @Test
    void draggingToTheRightShowsEarlierTime() {
        assertEquals(-4_000, scale.pannedBy(100).fromMillis());
    }

    @Test
    void labelsNeverStandCloserThanAsked() {
        for (long span = 500; span < 900_000; span = span * 3 / 2) {
            TimeScale some = new TimeScale(0, span, 0, 600);
            assertTrue(some.gridMillis(78) * 600.0 / span >= 78, "span " + span);
        }
    }

    @Test
    void aDragLeavesLiveAndZoomDoesNot() {
        TimeWindow live = TimeWindow.LIVE;
        TimeScale shown = live.scale(100_000, 100, 600);
        assertTrue(live.zoomed(shown, 400, 2, 100_000).live());
        TimeWindow past = live.panned(shown, 60, 100_000);
        assertFalse(past.live());
        assertEquals(97_000, past.endMillis());
        assertTrue(past.toLive().live());
        assertEquals(past.spanMillis(), past.toLive().spanMillis());
    }

    @Test
    void aDragNeverGoesIntoTheFuture() {
        TimeScale shown = TimeWindow.LIVE.scale(100_000, 100, 600);
        assertEquals(100_000, TimeWindow.LIVE.panned(shown, -300, 100_000).endMillis());
    }

    @Test
    void aFrozenWindowStandsStill() {
        TimeWindow frozen = TimeWindow.LIVE.frozen(100_000);
        assertEquals(100_000, frozen.end(170_000));
        assertEquals(170_000, TimeWindow.LIVE.end(170_000));
    }
}
