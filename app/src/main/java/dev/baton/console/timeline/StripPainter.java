package dev.baton.console.timeline;

import dev.baton.console.model.GroupView;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the overview: a row for each risk, the window that is looked at, and the shown instant. */
final class StripPainter {
    static final double HEIGHT = 40;
    private static final double ROW = 12;
    private static final double BAR = 8;
    private static final String[] NAMES = {"time.risk.fence", "time.risk.standby", "time.risk.stale"};
    private static final int[] BITS = {Risk.FENCE, Risk.NO_STANDBY, Risk.STALE};

    private StripPainter() {}

    static void paint(
            GraphicsContext g, TimeScale strip, int[] risks, TimeScale shown, long atMillis, boolean live, Palette p) {
        double width = strip.right() + TimelineLayout.PAD;
        g.setFill(p.panel());
        g.fillRect(0, 0, width, HEIGHT);
        Font font = Fonts.text(10);
        Color[] colors = {p.bad(), p.warn(), p.dim()};
        for (int row = 0; row < NAMES.length; row++) {
            double y = row * ROW + 3;
            Glyphs.draw(g, Messages.of(NAMES[row]), 14, y + BAR / 2, font, p.muted(), TextAlignment.LEFT);
            g.setFill(p.grid());
            g.fillRect(strip.left(), y, strip.width(), BAR);
            runs(g, strip, risks, Risk.UNKNOWN, y, p.panel(), false);
            runs(g, strip, risks, BITS[row], y, colors[row], BITS[row] == Risk.STALE);
        }
        double x0 = strip.clampedX(shown.fromMillis());
        double x1 = Math.max(x0 + 3, strip.clampedX(shown.toMillis()));
        g.setFill(p.accent().deriveColor(0, 1, 1, 0.18));
        g.fillRect(x0, 0, x1 - x0, HEIGHT - 2);
        g.setStroke(live ? p.accent() : p.warn());
        g.setLineWidth(1);
        g.strokeRect(x0 + 0.5, 0.5, x1 - x0 - 1, HEIGHT - 3);
        if (!live) {
            double x = strip.clampedX(atMillis);
            g.setLineWidth(2);
            g.strokeLine(x, 0, x, HEIGHT - 2);
        }
    }

    private static void runs(
            GraphicsContext g, TimeScale strip, int[] risks, int bit, double y, Color color, boolean hatched) {
        int from = -1;
        for (int i = 0; i <= risks.length; i++) {
            boolean set = i < risks.length && (risks[i] & bit) != 0;
            if (set && from < 0) {
                from = i;
            } else if (!set && from >= 0) {
                // Never thinner than can be seen: a fence of a tenth of a second in an hour is what the strip is for.
                double w = bit == Risk.UNKNOWN ? i - from : Math.max(2, i - from);
                if (hatched && w > 8) {
                    Hatch.fill(g, strip.left() + from, y, w, BAR, color, 2);
                } else {
                    g.setFill(color);
                    g.fillRect(strip.left() + from, y, w, BAR);
                }
                from = -1;
            }
        }
    }

    /** The strip in words: how much of what is known each risk took. */
    static String inWords(int[] risks, GroupView group) {
        int known = 0;
        int[] counts = new int[BITS.length];
        for (int risk : risks) {
            known += (risk & Risk.UNKNOWN) == 0 ? 1 : 0;
            for (int i = 0; i < BITS.length; i++) {
                counts[i] += (risk & BITS[i]) != 0 ? 1 : 0;
            }
        }
        String[] shares = new String[BITS.length];
        for (int i = 0; i < BITS.length; i++) {
            long percent = known == 0 ? 0 : Math.max(counts[i] == 0 ? 0 : 1, Math.round(100.0 * counts[i] / known));
            shares[i] = Messages.of("time.risk.share", Messages.of(NAMES[i]), percent);
        }
        return Messages.of("time.risk", group.id(), shares[0], shares[1], shares[2]);
    }
}
