package dev.baton.console.timeline;

import dev.baton.console.model.GroupView;
import dev.baton.console.model.Lane;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Words;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the cursor canvas: selected stretch, bookmarks, the shown instant, and the time under the pointer with who was what then. */
final class CursorPainter {
    private static final double MOST_NAME = 180;

    private CursorPainter() {}

    static void paint(
            GraphicsContext g,
            TimelineLayout layout,
            TimeScale scale,
            GroupView group,
            Navigation navigation,
            long now,
            Palette palette,
            double x) {
        g.clearRect(0, 0, layout.width(), layout.height());
        if (layout.drawable()) {
            places(g, layout, scale, group, navigation, now, palette);
        }
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

    private static void places(
            GraphicsContext g,
            TimelineLayout layout,
            TimeScale scale,
            GroupView group,
            Navigation navigation,
            long now,
            Palette palette) {
        double top = TimelineLayout.CHIPS - 4;
        double bottom = layout.lanesBottom();
        Range range = navigation.range().get();
        if (range != null) {
            double x0 = scale.clampedX(range.fromMillis());
            double x1 = scale.clampedX(range.toMillis());
            g.setFill(palette.accent().deriveColor(0, 1, 1, 0.18));
            g.fillRect(x0, top, x1 - x0, bottom - top);
            g.setStroke(palette.accent());
            g.setLineWidth(1);
            g.strokeRect(x0 + 0.5, top + 0.5, Math.max(1, x1 - x0 - 1), bottom - top - 1);
        }
        for (Bookmark bookmark : navigation.bookmarks()) {
            if (bookmark.group().equals(group.id()) && inside(scale, bookmark.atMillis())) {
                bookmark(g, scale, bookmark, bottom, palette);
            }
        }
        TimeWindow window = navigation.window().get();
        if (!window.live() && inside(scale, window.at(now))) {
            double at = scale.x(window.at(now));
            g.setStroke(palette.warn());
            g.setLineWidth(2);
            g.strokeLine(at, top, at, bottom);
            g.setFill(palette.warn());
            g.fillPolygon(new double[] {at - 6, at + 6, at}, new double[] {top - 6, top - 6, top + 3}, 3);
        }
    }

    /** A flag with its name, or a sheet with the beginning of its note: told apart by shape. */
    private static void bookmark(
            GraphicsContext g, TimeScale scale, Bookmark bookmark, double bottom, Palette palette) {
        double at = scale.x(bookmark.atMillis());
        g.setFill(palette.special());
        switch (bookmark.kind()) {
            case BOOKMARK ->
                g.fillPolygon(
                        new double[] {at - 4, at + 4, at + 4, at, at - 4},
                        new double[] {bottom - 2, bottom - 2, bottom + 9, bottom + 5, bottom + 9},
                        5);
            case NOTE -> {
                g.fillRect(at - 5, bottom - 2, 10, 11);
                g.setFill(palette.panel());
                g.fillRect(at - 3, bottom + 1, 6, 1.5);
                g.fillRect(at - 3, bottom + 4.5, 6, 1.5);
            }
        }
        Font font = Fonts.text(10);
        String text = Glyphs.fit(bookmark.name(), font, MOST_NAME);
        boolean fits = at + 8 + Glyphs.width(text, font) < scale.right();
        TextAlignment side = fits ? TextAlignment.LEFT : TextAlignment.RIGHT;
        Glyphs.draw(g, text, fits ? at + 8 : at - 8, bottom - 8, font, palette.special(), side);
    }

    private static boolean inside(TimeScale scale, long millis) {
        return millis >= scale.fromMillis() && millis <= scale.toMillis();
    }

    /** What the member was at an instant, in words; empty before its first. */
    static String roleAt(Lane lane, long at) {
        String found = "";
        for (Lane.Span span : lane.spans()) {
            if (span.fromMillis() <= at) {
                found = Messages.of("words.role.epoch", Words.of(span.role()), span.epoch());
            }
        }
        return found;
    }
}
