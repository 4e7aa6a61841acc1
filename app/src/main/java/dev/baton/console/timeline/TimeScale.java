package dev.baton.console.timeline;

/**
 * The map between time and the horizontal axis. Immutable.
 *
 * @param fromMillis wall-clock time at {@code left}
 * @param spanMillis how much time the width shows
 * @param left in pixels
 * @param width in pixels, more than 0
 */
public record TimeScale(long fromMillis, long spanMillis, double left, double width) {
    public static final long MIN_SPAN = 500;
    public static final long MAX_SPAN = 3_600_000;
    private static final double STEP = 1.25;
    private static final long[] GRID = {
        50, 100, 200, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
        900_000
    };

    public TimeScale {
        if (spanMillis <= 0 || width <= 0) {
            throw new IllegalArgumentException(
                    "span " + spanMillis + " ms, width " + width + " px: expected both more than 0");
        }
    }

    public long toMillis() {
        return fromMillis + spanMillis;
    }

    public double right() {
        return left + width;
    }

    public double x(long millis) {
        return left + (millis - fromMillis) * width / spanMillis;
    }

    /** As {@link #x}, kept within the axis. */
    public double clampedX(long millis) {
        return Math.max(left, Math.min(right(), x(millis)));
    }

    public long millis(double x) {
        return fromMillis + Math.round((x - left) * spanMillis / width);
    }

    /** Zoomed by wheel notches, with the time under {@code x} kept where it is; in for a positive number. */
    public TimeScale zoomedAt(double x, double notches) {
        long span = zoomedSpan(spanMillis, notches);
        double share = Math.max(0, Math.min(1, (x - left) / width));
        long pivot = fromMillis + Math.round(share * spanMillis);
        return new TimeScale(pivot - Math.round(share * span), span, left, width);
    }

    /** The span after so many notches, within the limits. */
    public static long zoomedSpan(long spanMillis, double notches) {
        long span = Math.round(spanMillis * Math.pow(STEP, -notches));
        return Math.max(MIN_SPAN, Math.min(MAX_SPAN, span));
    }

    /** Moved with the pointer: a drag to the right shows earlier time. */
    public TimeScale pannedBy(double pixels) {
        return new TimeScale(fromMillis - Math.round(pixels * spanMillis / width), spanMillis, left, width);
    }

    /** The distance between two labels of the axis: the smallest round one that leaves {@code minPixels} for each. */
    public long gridMillis(double minPixels) {
        for (long step : GRID) {
            if (step * width / spanMillis >= minPixels) {
                return step;
            }
        }
        return GRID[GRID.length - 1];
    }
}
