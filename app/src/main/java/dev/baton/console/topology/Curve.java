package dev.baton.console.topology;

/** A quadratic curve between the borders of two boxes. Pure; pixels. */
record Curve(double x0, double y0, double cx, double cy, double x1, double y1) {
    /**
     * From border to border.
     *
     * @param bend how far its middle leaves the straight line, to the left of its direction when positive
     */
    static Curve between(TopologyLayout.Box from, TopologyLayout.Box to, double bend) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = Math.max(1, Math.hypot(dx, dy));
        double cx = (from.x() + to.x()) / 2 + dy / length * bend;
        double cy = (from.y() + to.y()) / 2 - dx / length * bend;
        double[] start = border(from, cx, cy);
        double[] end = border(to, cx, cy);
        return new Curve(start[0], start[1], cx, cy, end[0], end[1]);
    }

    /** Where the line from the middle of a box to a point leaves the box. */
    private static double[] border(TopologyLayout.Box box, double px, double py) {
        double dx = px - box.x();
        double dy = py - box.y();
        double byX = dx == 0 ? Double.MAX_VALUE : box.w() / 2 / Math.abs(dx);
        double byY = dy == 0 ? Double.MAX_VALUE : box.h() / 2 / Math.abs(dy);
        double share = Math.min(1, Math.min(byX, byY));
        return new double[] {box.x() + dx * share, box.y() + dy * share};
    }

    double xAt(double t) {
        return (1 - t) * (1 - t) * x0 + 2 * (1 - t) * t * cx + t * t * x1;
    }

    double yAt(double t) {
        return (1 - t) * (1 - t) * y0 + 2 * (1 - t) * t * cy + t * t * y1;
    }
}
