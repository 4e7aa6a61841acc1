package dev.baton.console.timeline;

import dev.baton.console.model.Lane;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.Role;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** One member's lane: role bands with their names, heartbeats, silences. */
final class LanePainter {
    private static final double LABEL = 15;
    private final GraphicsContext g;
    private final Palette palette;
    private final TimeScale scale;
    private final Font small = Fonts.strong(10);

    LanePainter(GraphicsContext g, Palette palette, TimeScale scale) {
        this.g = g;
        this.palette = palette;
        this.scale = scale;
    }

    void paint(Lane lane, double top, double height, long limitMillis, long nowMillis) {
        bands(lane, top, height, limitMillis, nowMillis);
        ticks(lane, top, height);
        for (Beats.Gap gap : Beats.gaps(lane.beats(), scale, limitMillis, nowMillis)) {
            gap(gap, top, height);
        }
    }

    private void bands(Lane lane, double top, double height, long limitMillis, long nowMillis) {
        List<Lane.Span> spans = lane.spans();
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
            String text = Words.of(span.role()) + (span.epoch().value() > 0 ? " e" + span.epoch() : "");
            if (x1 - x0 > Glyphs.width(text, small) + 10) {
                Glyphs.draw(g, text, x0 + 5, top + 8, small, color, TextAlignment.LEFT);
            }
        }
    }

    private static boolean quiet(Role role) {
        return role == Role.OFFLINE || role == Role.DETACHED || role == Role.FENCED;
    }

    private void ticks(Lane lane, double top, double height) {
        int[] columns = Beats.columns(lane.beats(), scale);
        List<Lane.Span> spans = lane.spans();
        double y = top + LABEL;
        double h = Math.max(2, height - LABEL - 4);
        int span = -1;
        for (int column : columns) {
            double x = scale.left() + column;
            int before = span;
            while (span + 1 < spans.size() && scale.x(spans.get(span + 1).fromMillis()) <= x + 1) {
                span++;
            }
            if (span != before || before < 0) {
                Role role = span < 0 ? Role.DETACHED : spans.get(span).role();
                g.setFill(palette.of(Tone.of(role)).deriveColor(0, 1, 1, 0.9));
            }
            g.fillRect(x, y, 1, h);
        }
    }

    private void gap(Beats.Gap gap, double top, double height) {
        double x0 = scale.clampedX(gap.fromMillis());
        double x1 = scale.clampedX(gap.toMillis());
        double w = x1 - x0;
        if (w < 1) {
            return;
        }
        g.setFill(palette.panel().deriveColor(0, 1, 1, 0.55));
        g.fillRect(x0, top + LABEL, w, height - LABEL);
        Hatch.fill(g, x0, top + LABEL, w, height - LABEL, palette.bad().deriveColor(0, 1, 1, 0.55), 1.4);
        String text = (gap.open() ? "silent for " : "silent ") + Words.span(gap.millis());
        if (w > Glyphs.width(text, small) + 16) {
            Glyphs.plate(g, text, (x0 + x1) / 2, top + (height + LABEL) / 2, small, palette.bad(), palette.panel());
        }
    }
}
