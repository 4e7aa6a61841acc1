package dev.baton.console.timeline;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Diagonal lines in a rectangle, cut to it by arithmetic: no clip, no image. */
final class Hatch {
    private static final double STEP = 7;

    private Hatch() {}

    static void fill(GraphicsContext g, double x, double y, double w, double h, Color color, double lineWidth) {
        if (w <= 0 || h <= 0) {
            return;
        }
        g.setStroke(color);
        g.setLineWidth(lineWidth);
        // Anchored to the screen, not to the rectangle, so that the pattern stands still while its edge moves.
        double first = Math.floor((x - h) / STEP) * STEP;
        for (double foot = first; foot < x + w; foot += STEP) {
            double x0 = Math.max(x, foot);
            double x1 = Math.min(x + w, foot + h);
            if (x1 > x0) {
                g.strokeLine(x0, y + h - (x0 - foot), x1, y + h - (x1 - foot));
            }
        }
    }
}
