package dev.baton.console.timeline;

import dev.baton.console.model.EpochView;
import dev.baton.console.model.GroupView;
import dev.baton.console.model.Marker;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Tone;
import dev.baton.console.theme.Words;
import dev.baton.model.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Epoch boundaries, verdicts and actions: a line over all lanes and, where there is room, a chip that names it. */
final class MarkerPainter {
    private static final int ROWS = 2;
    private static final double ROW = 19;
    private static final int EPOCH_WEIGHT = 10;
    private static final int GRAVE = 3;
    private static final double MINOR = 5;
    private static final double MAX_CHIP = 190;

    private MarkerPainter() {}

    static void paint(GraphicsContext g, Palette palette, TimeScale scale, TimelineLayout layout, GroupView group) {
        Font font = Fonts.text(10.5);
        List<Chips.Placed> placed = Chips.place(
                wanted(scale, group),
                text -> Math.min(MAX_CHIP, Glyphs.width(text, font) + 14),
                ROWS,
                scale.left(),
                scale.right());
        for (Chips.Placed chip : placed.reversed()) {
            Color color = color(palette, chip.wanted());
            g.setStroke(color.deriveColor(0, 1, 1, chip.wanted().weight() >= EPOCH_WEIGHT ? 1 : 0.6));
            g.setLineWidth(chip.wanted().weight() >= EPOCH_WEIGHT ? 1.4 : 1);
            double y = chip.row() < 0 ? TimelineLayout.CHIPS - 2 : chip.row() * ROW + 16;
            // A minor one without a name is a tick at the top: a fence of lines would hide the heartbeats.
            boolean minor = chip.row() < 0 && chip.wanted().weight() < GRAVE;
            double bottom = minor ? TimelineLayout.CHIPS + MINOR : layout.lanesBottom();
            g.strokeLine(chip.wanted().x(), y, chip.wanted().x(), bottom);
        }
        for (Chips.Placed chip : placed) {
            if (chip.row() >= 0) {
                plate(g, palette, font, chip);
            }
        }
    }

    static List<Chips.Wanted> wanted(TimeScale scale, GroupView group) {
        List<Chips.Wanted> wanted = new ArrayList<>();
        for (EpochView epoch : group.epochs()) {
            long at = epoch.record().at().millis();
            if (inside(scale, at)) {
                long value = epoch.record().epoch().value();
                wanted.add(new Chips.Wanted(scale.x(at), named(epoch.record(), value), EPOCH_WEIGHT, Tone.WARN));
            }
        }
        for (Marker marker : group.markers()) {
            if (marker.kind() != Marker.Kind.EPOCH && inside(scale, marker.atMillis())) {
                wanted.add(new Chips.Wanted(
                        scale.x(marker.atMillis()), Messages.of(marker.text()), marker.severity(), tone(marker)));
            }
        }
        return wanted;
    }

    /** "e12 → e13"; of one that an operator asked for also what it was, and by whom. */
    static String named(EpochRecord record, long value) {
        String change = value <= 1 ? Words.brief(value) : Messages.of("words.epoch.change", value - 1, value);
        return switch (record.cause()) {
            case SWITCHOVER, FAILOVER, ROLLBACK, DRILL ->
                Messages.of("words.epoch.by", change, Words.of(record.cause()), record.by());
            case INITIAL, LEASE_EXPIRED, CRASHED, HUNG, VACATED -> change;
        };
    }

    private static boolean inside(TimeScale scale, long at) {
        return at >= scale.fromMillis() && at <= scale.toMillis();
    }

    private static Tone tone(Marker marker) {
        return switch (marker.kind()) {
            case ACTION, EPOCH -> Tone.SPECIAL;
            case VERDICT, BLOCKED, STORE ->
                marker.severity() >= 3 ? Tone.BAD : marker.severity() >= 1 ? Tone.WARN : Tone.QUIET;
        };
    }

    private static Color color(Palette palette, Chips.Wanted chip) {
        return chip.weight() == EPOCH_WEIGHT ? palette.lease() : palette.of(chip.tone());
    }

    private static void plate(GraphicsContext g, Palette palette, Font font, Chips.Placed chip) {
        Color color = color(palette, chip.wanted());
        double y = chip.row() * ROW + 2;
        g.setFill(palette.bg());
        g.fillRoundRect(chip.left(), y, chip.width(), 16, 16, 16);
        g.setStroke(color);
        g.setLineWidth(1);
        g.strokeRoundRect(chip.left() + 0.5, y + 0.5, chip.width() - 1, 15, 15, 15);
        String text = Glyphs.fit(chip.wanted().text(), font, chip.width() - 12);
        Glyphs.draw(g, text, chip.left() + chip.width() / 2, y + 8, font, color, TextAlignment.CENTER);
    }
}
