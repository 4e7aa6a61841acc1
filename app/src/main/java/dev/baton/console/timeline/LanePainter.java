package dev.baton.console.timeline;

import dev.baton.console.model.Lane;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.Role;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** One member's lane: role bands with their names, heartbeats, silences, and who could write. */
final class LanePainter {
    private static final double LABEL = 15;
    private static final double AUTHORITY = 5;
    private static final int GRAVE = 3;
    private final GraphicsContext g;
    private final Palette palette;
    private final TimeScale scale;
    private final Font small = Fonts.strong(10);

    LanePainter(GraphicsContext g, Palette palette, TimeScale scale) {
        this.g = g;
        this.palette = palette;
        this.scale = scale;
    }

    void paint(Lane lane, double top, double height, long heartbeatMillis, long limitMillis, long nowMillis) {
        bands(lane, top, height, limitMillis, nowMillis);
        Density density = Density.of(lane.beats(), scale);
        boolean solid = scale.spanMillis() / scale.width() >= heartbeatMillis;
        ticks(lane, density, solid, top, height, limitMillis);
        for (Beats.Gap gap : Beats.gaps(lane.beats(), scale, limitMillis, nowMillis)) {
            gap(gap, top, height);
        }
        events(density, top, height);
        fences(lane, top, height, nowMillis);
    }

    /** A fence that is too short for its band to name it is named beside it. */
    private void fences(Lane lane, double top, double height, long nowMillis) {
        List<Lane.Span> spans = lane.spans();
        String text = Words.of(Role.FENCED);
        double w = Glyphs.width(text, small) + 10;
        double free = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < spans.size(); i++) {
            Lane.Span span = spans.get(i);
            double x0 = scale.x(span.fromMillis());
            double x1 = scale.x(i + 1 < spans.size() ? spans.get(i + 1).fromMillis() : nowMillis);
            boolean shown = x1 >= scale.left() && x0 + w + 6 <= scale.right() && x0 >= free;
            if (span.role() == Role.FENCED && shown && x1 - x0 <= w) {
                Glyphs.plate(
                        g,
                        text,
                        x1 + 6 + w / 2,
                        top + (height + LABEL - AUTHORITY) / 2,
                        small,
                        palette.bad(),
                        palette.panel());
                free = x1 + 6 + w;
            }
        }
    }

    private void bands(Lane lane, double top, double height, long limitMillis, long nowMillis) {
        List<Lane.Span> spans = lane.spans();
        double labelled = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < spans.size(); i++) {
            Lane.Span span = spans.get(i);
            long to = i + 1 < spans.size() ? spans.get(i + 1).fromMillis() : nowMillis;
            if (to < scale.fromMillis() || span.fromMillis() > scale.toMillis()) {
                continue;
            }
            double x0 = scale.clampedX(span.fromMillis());
            // A role is known only as long as its member speaks.
            long heard = lane.beats().lastUntil(i + 1 < spans.size() ? to - 1 : to);
            long known = Math.min(to, heard + limitMillis);
            double x1 = Math.max(x0 + 1, scale.clampedX(known));
            Color color = palette.of(Tone.of(span.role()));
            g.setFill(color.deriveColor(0, 1, 1, span.role() == Role.PRIMARY ? 0.30 : 0.20));
            g.fillRoundRect(x0, top, x1 - x0, height, 4, 4);
            if (quiet(span.role())) {
                Hatch.fill(g, x0, top, x1 - x0, height, color.deriveColor(0, 1, 1, 0.35), 1);
            }
            String text = span.epoch().value() > 0
                    ? Messages.of("words.role.epoch", Words.of(span.role()), span.epoch())
                    : Words.of(span.role());
            if (x0 >= labelled && x1 - x0 > Glyphs.width(text, small) + 10) {
                Glyphs.draw(g, text, x0 + 5, top + 8, small, color, TextAlignment.LEFT);
                labelled = x0 + Glyphs.width(text, small) + 10;
            }
        }
    }

    private static boolean quiet(Role role) {
        return role == Role.OFFLINE || role == Role.DETACHED || role == Role.FENCED;
    }

    /** Heartbeats: runs of columns that look the same are one rectangle. */
    private void ticks(Lane lane, Density density, boolean solid, double top, double height, long limitMillis) {
        double y = top + LABEL;
        double h = Math.max(2, height - LABEL - AUTHORITY - 2);
        List<Lane.Span> spans = lane.spans();
        int span = -1;
        int from = 0;
        Color shown = null;
        for (int i = 0; i <= density.columns(); i++) {
            Color color = null;
            if (i < density.columns() && density.count(i) > 0) {
                while (span + 1 < spans.size() && scale.x(spans.get(span + 1).fromMillis()) <= scale.left() + i + 1) {
                    span++;
                }
                boolean silent = density.gapMillis(i) > limitMillis;
                // A bucket may begin before the first band that it holds.
                Role role = spans.isEmpty()
                        ? Role.DETACHED
                        : spans.get(Math.max(0, span)).role();
                Color tone = silent ? palette.bad() : palette.of(Tone.of(role));
                // Where there is one in each column, or only their number is known, they are no lines.
                color = tone.deriveColor(0, 1, 1, (solid || density.block(i)) && !silent ? 0.55 : 0.9);
            }
            if (shown != null && !shown.equals(color)) {
                g.setFill(shown);
                g.fillRect(scale.left() + from, y, i - from, h);
            }
            if (color == null || !color.equals(shown)) {
                from = i;
            }
            shown = color;
        }
    }

    /** The worst events, by the pyramid: seen at every zoom, also when the list of markers has let them go. */
    private void events(Density density, double top, double height) {
        for (int i = 0; i < density.columns(); i++) {
            int severity = density.worst(i) - 1;
            if (severity >= 2) {
                double x = scale.left() + i;
                Color color = severity >= GRAVE ? palette.bad() : palette.warn();
                g.setFill(color);
                double half = severity >= GRAVE ? 5 : 3.5;
                g.fillPolygon(
                        new double[] {x - half, x + half, x}, new double[] {top - 2, top - 2, top - 2 + half * 1.4}, 3);
                if (severity >= GRAVE) {
                    g.fillRect(x - 0.75, top, 1.5, height);
                }
            }
        }
    }

    private void gap(Beats.Gap gap, double top, double height) {
        double x0 = scale.clampedX(gap.fromMillis());
        double x1 = scale.clampedX(gap.toMillis());
        double w = x1 - x0;
        if (w < 1) {
            return;
        }
        double h = height - LABEL - AUTHORITY - 2;
        g.setFill(palette.panel().deriveColor(0, 1, 1, 0.55));
        g.fillRect(x0, top + LABEL, w, h);
        Hatch.fill(g, x0, top + LABEL, w, h, palette.bad().deriveColor(0, 1, 1, 0.55), 1.4);
        String text = Messages.of(gap.open() ? "time.silent.open" : "time.silent", Words.span(gap.millis()));
        if (w > Glyphs.width(text, small) + 16) {
            Glyphs.plate(
                    g,
                    text,
                    (x0 + x1) / 2,
                    top + (height + LABEL - AUTHORITY) / 2,
                    small,
                    palette.bad(),
                    palette.panel());
        }
    }

    /** A bar at the lane's foot: full while the member could write, hatched before it served and where only the uncertainty reaches. */
    void authority(Authority.Band band, double top, double height, long nowMillis) {
        if (band.fromMillis() > scale.toMillis() || band.possibleMillis() < scale.fromMillis()) {
            return;
        }
        double y = top + height - AUTHORITY;
        double granted = scale.clampedX(band.fromMillis());
        double active = scale.clampedX(Math.min(band.activeMillis(), Math.max(nowMillis, band.certainMillis())));
        double certain = Math.max(active, scale.clampedX(band.certainMillis()));
        double possible = Math.max(certain, scale.clampedX(band.possibleMillis()));
        Color color = palette.lease();
        Hatch.fill(g, granted, y, active - granted, AUTHORITY, color.deriveColor(0, 1, 1, 0.8), 1);
        g.setFill(color.deriveColor(0, 1, 1, 0.85));
        g.fillRect(active, y, certain - active, AUTHORITY);
        Hatch.fill(g, certain, y, possible - certain, AUTHORITY, color, 1);
        g.setStroke(color.deriveColor(0, 1, 1, 0.8));
        g.setLineWidth(1);
        g.strokeRect(granted + 0.5, y + 0.5, Math.max(0, possible - granted - 1), AUTHORITY - 1);
    }
}
