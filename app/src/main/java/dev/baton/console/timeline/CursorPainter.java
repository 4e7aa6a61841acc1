package dev.baton.console.timeline;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.Lane;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Words;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the cursor canvas: the time under the pointer, and who was what then. */
final class CursorPainter {
    private CursorPainter() {}

    static void paint(
            GraphicsContext g, TimelineLayout layout, TimeScale scale, GroupView group, Palette palette, double x) {
        g.clearRect(0, 0, layout.width(), layout.height());
        if (x < scale.left() || x > scale.right() || !layout.drawable()) {
            return;
        }
        long at = scale.millis(x);
        g.setStroke(palette.fg().deriveColor(0, 1, 1, 0.7));
        g.setLineWidth(1);
        g.strokeLine(x, TimelineLayout.CHIPS - 4, x, layout.lanesBottom());
        Font mono = Fonts.mono(10.5);
        String time = Words.clockMillis(at);
        double half = Glyphs.width(time, mono) / 2 + 6;
        double middle = Math.max(half, Math.min(layout.width() - half, x));
        Glyphs.plate(g, time, middle, layout.height() - 11, mono, palette.fg(), palette.raised());
        boolean onRight = x + 150 < scale.right();
        int lane = 0;
        for (MemberView member : group.members().values()) {
            String text = roleAt(member.lane(), at);
            double y = layout.bandTop(lane++) + 8;
            if (!text.isEmpty()) {
                Font font = Fonts.strong(10);
                double w = Glyphs.width(text, font) + 10;
                double left = onRight ? x + 4 : x - 4 - w;
                g.setFill(palette.raised());
                g.fillRoundRect(left, y - 8, w, 16, 6, 6);
                Glyphs.draw(g, text, left + 5, y, font, palette.fg(), TextAlignment.LEFT);
            }
        }
    }

    /** What the member was at an instant, in words; empty before its first. */
    static String roleAt(Lane lane, long at) {
        String found = "";
        for (Lane.Span span : lane.spans()) {
            if (span.fromMillis() <= at) {
                found = Words.of(span.role()) + " e" + span.epoch();
            }
        }
        return found;
    }
}
