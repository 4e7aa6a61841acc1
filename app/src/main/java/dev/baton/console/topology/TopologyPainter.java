package dev.baton.console.topology;

import dev.baton.console.theme.Face;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.MemberId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the topology's canvas. */
final class TopologyPainter {
    private static final double BAR = 5;
    private final GraphicsContext g;
    private final Palette palette;

    TopologyPainter(GraphicsContext g, Palette palette) {
        this.g = g;
        this.palette = palette;
    }

    void paint(Picture picture) {
        TopologyLayout layout = picture.layout();
        g.setFill(palette.bg());
        g.fillRect(0, 0, g.getCanvas().getWidth(), g.getCanvas().getHeight());
        List<Edge> edges = picture.edges();
        Map<Edge, Curve> curves = new HashMap<>();
        for (Edge edge : edges) {
            Curve curve = Curve.between(box(layout, edge.from()), box(layout, edge.to()), bend(layout, edge));
            curves.put(edge, curve);
            line(edge, curve);
        }
        store(layout.store(), picture);
        int i = 0;
        for (Picture.Card card : picture.cards()) {
            card(layout.members().get(i++), card.id(), card.face(), card.id().equals(picture.selected()));
        }
        LabelRoom room = new LabelRoom(layout);
        for (Edge edge : edges.reversed()) {
            Curve curve = curves.get(edge);
            if (curve != null && !edge.label().isEmpty()) {
                label(room, edge, curve);
            }
        }
    }

    private static TopologyLayout.Box box(TopologyLayout layout, int index) {
        return index == Edge.STORE ? layout.store() : layout.members().get(index);
    }

    /** Replication bends below, suspicion above it: between the same two members both stay readable. */
    private static double bend(TopologyLayout layout, Edge edge) {
        if (edge.from() == Edge.STORE || edge.kind() == Edge.Kind.SESSION) {
            return 0;
        }
        boolean rightwards = layout.members().get(edge.to()).x()
                >= layout.members().get(edge.from()).x();
        double down = rightwards ? -26 : 26;
        return edge.kind() == Edge.Kind.REPLICATION ? down : -down;
    }

    private void line(Edge edge, Curve curve) {
        Color color = color(edge);
        g.setStroke(edge.kind() == Edge.Kind.SESSION ? palette.line() : color);
        boolean dashed = edge.kind() == Edge.Kind.SUSPICION
                || edge.kind() == Edge.Kind.SESSION_LOST
                || edge.kind() == Edge.Kind.LINK;
        g.setLineDashes(dashed ? new double[] {3, 5} : new double[0]);
        g.setLineWidth(
                switch (edge.kind()) {
                    case LEASE -> 2.6;
                    case REPLICATION -> 2.4;
                    case SESSION, SESSION_LOST, SUSPICION -> 1.4;
                    case LINK -> 1;
                });
        g.beginPath();
        g.moveTo(curve.x0(), curve.y0());
        g.quadraticCurveTo(curve.cx(), curve.cy(), curve.x1(), curve.y1());
        g.stroke();
        g.setLineDashes();
        if (edge.kind() == Edge.Kind.REPLICATION) {
            g.setFill(color);
            for (double t : new double[] {0.8, 0.9}) {
                g.fillOval(curve.xAt(t) - 3.2, curve.yAt(t) - 3.2, 6.4, 6.4);
            }
        }
    }

    private Color color(Edge edge) {
        return edge.kind() == Edge.Kind.LEASE && edge.tone() == Tone.WARN ? palette.lease() : palette.of(edge.tone());
    }

    private void label(LabelRoom room, Edge edge, Curve curve) {
        Font font = edge.kind() == Edge.Kind.LEASE ? Fonts.strong(11) : Fonts.text(11);
        String text =
                edge.kind() == Edge.Kind.REPLICATION ? Messages.of("topo.replication", edge.label()) : edge.label();
        double w = Glyphs.width(text, font) + 10;
        TopologyLayout.Box place = room.place(curve, w, font.getSize() + 7);
        if (place == null) {
            // The table says it; a label over another says nothing.
            return;
        }
        Color color = edge.kind() == Edge.Kind.SESSION ? palette.muted() : color(edge);
        Glyphs.plate(g, text, place.x(), place.y(), font, color, palette.bg());
    }

    private void store(TopologyLayout.Box box, Picture picture) {
        boolean lost = picture.storeLost();
        g.setFill(palette.raised());
        g.fillRoundRect(box.left(), box.top(), box.w(), box.h(), box.h(), box.h());
        g.setStroke(lost ? palette.bad() : palette.lease());
        g.setLineWidth(1.4);
        g.setLineDashes(lost ? new double[] {3, 5} : new double[0]);
        g.strokeRoundRect(box.left(), box.top(), box.w(), box.h(), box.h(), box.h());
        g.setLineDashes();
        Glyphs.draw(
                g,
                Messages.of("topo.store"),
                box.x(),
                box.y() - 9,
                Fonts.strong(13),
                palette.fg(),
                TextAlignment.CENTER);
        String text = picture.store();
        Color color = lost ? palette.bad() : palette.muted();
        Glyphs.draw(
                g,
                Glyphs.fit(text, Fonts.text(11), box.w() - 28),
                box.x(),
                box.y() + 9,
                Fonts.text(11),
                color,
                TextAlignment.CENTER);
    }

    private void card(TopologyLayout.Box box, MemberId id, Face face, boolean selected) {
        Color tone = face.stale() && face.tone() != Tone.BAD ? palette.dim() : palette.of(face.tone());
        g.setFill(palette.panel());
        g.fillRoundRect(box.left(), box.top(), box.w(), box.h(), 20, 20);
        if (selected) {
            g.setStroke(palette.accent().deriveColor(0, 1, 1, 0.45));
            g.setLineWidth(5);
            g.strokeRoundRect(box.left() - 3.5, box.top() - 3.5, box.w() + 7, box.h() + 7, 26, 26);
        }
        g.setStroke(tone);
        g.setLineWidth(face.tone() == Tone.BAD || face.tone() == Tone.OK ? 2.2 : 1.5);
        g.setLineDashes(face.stale() ? new double[] {6, 4} : new double[0]);
        g.strokeRoundRect(box.left(), box.top(), box.w(), box.h(), 20, 20);
        g.setLineDashes();
        g.setFill(tone);
        g.fillRoundRect(box.left(), box.top() + 8, BAR, box.h() - 16, 4, 4);
        double left = box.left() + 16;
        double room = box.w() - 28;
        Font mono = Fonts.mono(11);
        double epochWidth = face.epoch().isEmpty() ? 0 : Glyphs.width(face.epoch(), mono) + 8;
        Font name = Fonts.strong(13.5);
        double y = box.y() - Math.min(21, box.h() / 2 - 12);
        text(
                Glyphs.fit(id.value(), name, room - epochWidth),
                left,
                y,
                name,
                face.stale() ? palette.muted() : palette.fg());
        Glyphs.draw(
                g, face.epoch(), box.right() - 12, y, mono, face.stale() ? palette.dim() : tone, TextAlignment.RIGHT);
        text(Glyphs.fit(face.role(), Fonts.strong(11.5), room), left, box.y() + 1, Fonts.strong(11.5), tone);
        String detail = face.stale() && face.ageMillis() >= 0
                ? Messages.of("topo.heard", Words.span(face.ageMillis()))
                : face.detail();
        text(Glyphs.fit(detail, Fonts.text(11), room), left, box.y() + 20, Fonts.text(11), palette.muted());
    }

    private void text(String text, double x, double y, Font font, Color color) {
        Glyphs.draw(g, text, x, y, font, color, TextAlignment.LEFT);
    }
}
