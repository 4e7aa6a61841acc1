package dev.baton.console.timeline;

/**
 * Where things stand on the timeline's canvas, in pixels. Pure.
 *
 * @param lanes the members' and the store's
 */
record TimelineLayout(double width, double height, int lanes) {
    static final double GUTTER = 104;
    static final double PAD = 14;
    static final double CHIPS = 42;
    static final double AXIS = 24;
    private static final double MAX_BAND = 42;

    double laneHeight() {
        return Math.max(1, (height - CHIPS - AXIS) / Math.max(1, lanes));
    }

    double bandHeight() {
        return Math.min(MAX_BAND, laneHeight() * 0.8);
    }

    double bandTop(int lane) {
        return CHIPS + lane * laneHeight() + (laneHeight() - bandHeight()) / 2;
    }

    double lanesBottom() {
        return height - AXIS;
    }

    double axisWidth() {
        return Math.max(1, width - GUTTER - PAD);
    }

    boolean drawable() {
        return width > GUTTER + PAD + 20 && height > CHIPS + AXIS + 20;
    }

    TimeScale scale(TimeWindow window, long nowMillis) {
        return window.scale(nowMillis, GUTTER, axisWidth());
    }
}
