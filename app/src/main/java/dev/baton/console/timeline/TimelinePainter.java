package dev.baton.console.timeline;

import dev.baton.console.model.Freshness;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.MemberView;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Draws the data canvas of the timeline. */
final class TimelinePainter {
    private TimelinePainter() {}

    static void paint(
            GraphicsContext g,
            TimelineLayout layout,
            TimeScale scale,
            GroupView group,
            @Nullable MemberId selected,
            Palette palette,
            long now) {
        g.setFill(palette.panel());
        g.fillRect(0, 0, layout.width(), layout.height());
        if (!layout.drawable()) {
            return;
        }
        axis(g, layout, scale, palette);
        LanePainter lanes = new LanePainter(g, palette, scale);
        long limit = limit(group);
        int lane = 0;
        for (MemberView member : group.members().values()) {
            double top = layout.bandTop(lane++);
            Font name = member.id().equals(selected) ? Fonts.strong(12) : Fonts.text(12);
            label(g, layout, member.id().value(), top, name, palette);
            lanes.paint(member.lane(), top, layout.bandHeight(), group.timing().heartbeatMillis(), limit, now);
        }
        double top = layout.bandTop(lane);
        label(g, layout, Messages.of("time.store"), top, Fonts.text(12), palette);
        StoreLane.paint(g, palette, scale, group.epochs(), top, layout.bandHeight(), now);
        for (Authority.Band band : Authority.of(group, now)) {
            lanes.authority(band, layout.bandTop(band.lane()), layout.bandHeight(), now);
        }
        List<Overlaps.Overlap> overlaps = shown(scale, group, now);
        overlaps.forEach(overlap -> overlap(g, layout, scale, overlap, palette));
        MarkerPainter.paint(g, palette, scale, layout, group);
        // Last, so that no line of a marker goes through the words.
        overlaps.forEach(overlap -> told(g, layout, scale, overlap, palette));
        edge(g, layout, scale, palette, now);
    }

    /** The longest silence that says nothing. */
    static long limit(GroupView group) {
        return Math.max(Freshness.staleAfterMillis(group), group.timing().suspectMillis());
    }

    private static void label(
            GraphicsContext g, TimelineLayout layout, String name, double top, Font font, Palette palette) {
        String text = Glyphs.fit(name, font, TimelineLayout.GUTTER - 22);
        Glyphs.draw(g, text, 14, top + layout.bandHeight() / 2, font, palette.fg(), TextAlignment.LEFT);
    }

    private static void axis(GraphicsContext g, TimelineLayout layout, TimeScale scale, Palette palette) {
        long step = scale.gridMillis(78);
        Font font = Fonts.mono(10);
        g.setLineWidth(1);
        for (long at = Math.ceilDiv(scale.fromMillis(), step) * step; at <= scale.toMillis(); at += step) {
            double x = Math.round(scale.x(at)) + 0.5;
            g.setStroke(palette.grid());
            g.strokeLine(x, TimelineLayout.CHIPS - 4, x, layout.lanesBottom());
            String text = step < 1_000 ? Words.clockTenths(at) : Words.clock(at);
            double half = Glyphs.width(text, font) / 2;
            double middle = Math.max(scale.left() - 20 + half, Math.min(layout.width() - 4 - half, x));
            Glyphs.draw(g, text, middle, layout.height() - 11, font, palette.dim(), TextAlignment.CENTER);
        }
    }

    private static List<Overlaps.Overlap> shown(TimeScale scale, GroupView group, long now) {
        return Overlaps.of(group, now).stream()
                .filter(overlap -> overlap.toMillis() >= scale.fromMillis() && overlap.fromMillis() <= scale.toMillis())
                .toList();
    }

    private static Color color(Overlaps.Overlap overlap, Palette palette) {
        return switch (overlap.certainty()) {
            case PROVEN -> palette.bad();
            case POSSIBLE -> palette.warn();
            case FENCED -> palette.muted();
        };
    }

    private static void overlap(
            GraphicsContext g, TimelineLayout layout, TimeScale scale, Overlaps.Overlap overlap, Palette palette) {
        double x0 = scale.clampedX(overlap.fromMillis());
        double top = layout.bandTop(overlap.laneA());
        double bottom = layout.bandTop(overlap.laneB()) + layout.bandHeight();
        Hatch.fill(
                g,
                x0,
                top,
                scale.clampedX(overlap.toMillis()) - x0,
                bottom - top,
                color(overlap, palette).deriveColor(0, 1, 1, overlap.proven() ? 0.55 : 0.4),
                overlap.proven() ? 2.4 : 1.2);
    }

    private static void told(
            GraphicsContext g, TimelineLayout layout, TimeScale scale, Overlaps.Overlap overlap, Palette palette) {
        Font font = Fonts.strong(10);
        String text = Messages.of(
                switch (overlap.certainty()) {
                    case PROVEN -> "time.claims";
                    case POSSIBLE -> "time.overlap";
                    case FENCED -> "time.fenced";
                },
                Words.span(overlap.millis()));
        double half = Glyphs.width(text, font) / 2 + 6;
        double middle = (scale.clampedX(overlap.fromMillis()) + scale.clampedX(overlap.toMillis())) / 2;
        double x = Math.max(scale.left() + half, Math.min(scale.right() - half, middle));
        double y =
                layout.bandTop(overlap.laneA()) + layout.bandHeight() + (layout.laneHeight() - layout.bandHeight()) / 2;
        Glyphs.plate(g, text, x, y, font, color(overlap, palette), palette.panel());
    }

    /** Where the present is, when the window reaches beyond it. */
    private static void edge(GraphicsContext g, TimelineLayout layout, TimeScale scale, Palette palette, long now) {
        if (now < scale.toMillis() && now > scale.fromMillis()) {
            g.setStroke(palette.accent());
            g.setLineWidth(1);
            g.strokeLine(scale.x(now), TimelineLayout.CHIPS, scale.x(now), layout.lanesBottom());
        }
    }
}
