package dev.baton.console.timeline;

/**
 * Which time is looked at, which instant of it the console shows, and whether they move. Immutable. All in wall-clock milliseconds.
 *
 * @param endMillis the right edge while frozen, and where it was at {@code sinceMillis} while playing
 * @param atMillis the shown instant, in the same way
 * @param sinceMillis when playing began
 */
public record TimeWindow(Mode mode, long endMillis, long spanMillis, long atMillis, long sinceMillis) {
    public static final long DEFAULT_SPAN = 30_000;
    public static final TimeWindow LIVE = new TimeWindow(Mode.LIVE, 0, DEFAULT_SPAN, 0, 0);
    /** Where an instant is put in a window that must move to show it. */
    private static final double PLACE = 0.7;

    public enum Mode {
        /** Follows the clock. */
        LIVE,
        /** Stands still in the past. */
        FROZEN,
        /** Goes on from a past instant, as fast as time does. */
        PLAYING
    }

    /** Whether the present is shown. While it is not, nothing may be commanded. */
    public boolean live() {
        return mode == Mode.LIVE;
    }

    public long end(long nowMillis) {
        return moved(endMillis, nowMillis);
    }

    /** The instant that the console shows. */
    public long at(long nowMillis) {
        return moved(atMillis, nowMillis);
    }

    private long moved(long millis, long nowMillis) {
        return switch (mode) {
            case LIVE -> nowMillis;
            case FROZEN -> millis;
            case PLAYING -> Math.min(nowMillis, millis + nowMillis - sinceMillis);
        };
    }

    public TimeScale scale(long nowMillis, double left, double width) {
        return new TimeScale(end(nowMillis) - spanMillis, spanMillis, left, width);
    }

    /** Stands still where it is. */
    public TimeWindow frozen(long nowMillis) {
        return new TimeWindow(Mode.FROZEN, end(nowMillis), spanMillis, at(nowMillis), 0);
    }

    /** Goes on from the shown instant, which stays as far behind the clock as it is. */
    public TimeWindow playing(long nowMillis) {
        return new TimeWindow(Mode.PLAYING, end(nowMillis), spanMillis, at(nowMillis), nowMillis);
    }

    /** Follows the clock again, with the same zoom. */
    public TimeWindow toLive() {
        return new TimeWindow(Mode.LIVE, 0, spanMillis, 0, 0);
    }

    /** Zoomed at the pointer; while live the end stays now, so that a zoom never takes the operator out of the present. */
    public TimeWindow zoomed(TimeScale shown, double x, double notches, long nowMillis) {
        if (live()) {
            return new TimeWindow(Mode.LIVE, 0, TimeScale.zoomedSpan(spanMillis, notches), 0, 0);
        }
        TimeScale next = shown.zoomedAt(x, notches);
        return new TimeWindow(Mode.FROZEN, next.toMillis(), next.spanMillis(), at(nowMillis), 0);
    }

    /** Panned by a drag: stands still, and never lies wholly in the future. The shown instant goes along where it would leave the window. */
    public TimeWindow panned(TimeScale shown, double pixels, long nowMillis) {
        return ending(shown.pannedBy(pixels).toMillis(), nowMillis);
    }

    /** Standing still with its end there, but not in the future. */
    public TimeWindow ending(long millis, long nowMillis) {
        long end = Math.min(nowMillis, millis);
        long at = Math.clamp(at(nowMillis), end - spanMillis, end);
        return new TimeWindow(Mode.FROZEN, end, spanMillis, at, 0);
    }

    /** Shows an instant, not one in the future; moves only where it does not lie in the window. */
    public TimeWindow seeking(long millis, long nowMillis) {
        long at = Math.min(nowMillis, millis);
        long end = end(nowMillis);
        boolean inside = at <= end && at >= end - spanMillis;
        long next = inside ? end : Math.min(nowMillis, at + Math.round((1 - PLACE) * spanMillis));
        return new TimeWindow(Mode.FROZEN, next, spanMillis, at, 0);
    }

    /** Shows all since then; while live it stays so, as a zoom does. */
    public TimeWindow fittingAll(long fromMillis, long nowMillis) {
        if (!live()) {
            return fitting(fromMillis, nowMillis, nowMillis);
        }
        long known = Math.max(0, nowMillis - fromMillis);
        return new TimeWindow(
                Mode.LIVE, 0, Math.clamp(known + known / 20, TimeScale.MIN_SPAN, TimeScale.MAX_SPAN), 0, 0);
    }

    /** Shows that stretch, with a little room at both sides. */
    public TimeWindow fitting(long fromMillis, long toMillis, long nowMillis) {
        long room = Math.max(1, (toMillis - fromMillis) / 20);
        long span = Math.clamp(toMillis - fromMillis + 2 * room, TimeScale.MIN_SPAN, TimeScale.MAX_SPAN);
        long end = Math.min(nowMillis, Math.max(toMillis + room, fromMillis + span));
        return new TimeWindow(Mode.FROZEN, end, span, Math.clamp(at(nowMillis), end - span, end), 0);
    }
}
