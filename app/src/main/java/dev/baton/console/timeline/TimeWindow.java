package dev.baton.console.timeline;

/**
 * Which time is looked at, and whether it moves. Immutable.
 *
 * @param live whether its end follows the clock
 * @param endMillis the end while not live
 */
public record TimeWindow(boolean live, long endMillis, long spanMillis) {
    public static final long DEFAULT_SPAN = 30_000;
    public static final TimeWindow LIVE = new TimeWindow(true, 0, DEFAULT_SPAN);

    public long end(long nowMillis) {
        return live ? nowMillis : endMillis;
    }

    public TimeScale scale(long nowMillis, double left, double width) {
        return new TimeScale(end(nowMillis) - spanMillis, spanMillis, left, width);
    }

    /** Stands still where it is. */
    public TimeWindow frozen(long nowMillis) {
        return new TimeWindow(false, end(nowMillis), spanMillis);
    }

    /** Follows the clock again, with the same zoom. */
    public TimeWindow toLive() {
        return new TimeWindow(true, 0, spanMillis);
    }

    /** Zoomed at the pointer; while live the end stays now, so that a zoom never takes the operator out of the present. */
    public TimeWindow zoomed(TimeScale shown, double x, double notches) {
        if (live) {
            return new TimeWindow(true, 0, TimeScale.zoomedSpan(spanMillis, notches));
        }
        TimeScale next = shown.zoomedAt(x, notches);
        return new TimeWindow(false, next.toMillis(), next.spanMillis());
    }

    /** Panned by a drag: stands still, and never lies wholly in the future. */
    public TimeWindow panned(TimeScale shown, double pixels, long nowMillis) {
        return new TimeWindow(false, Math.min(nowMillis, shown.pannedBy(pixels).toMillis()), spanMillis);
    }
}
