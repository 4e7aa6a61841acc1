package dev.baton.console.timeline;

import dev.baton.console.model.EpochView;
import dev.baton.console.theme.Fonts;
import dev.baton.console.theme.Glyphs;
import dev.baton.console.theme.Messages;
import dev.baton.console.theme.Palette;
import dev.baton.console.theme.Words;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** What the store holds: whose epoch it is, and the time from each grant until it served. */
final class StoreLane {
    private StoreLane() {}

    static void paint(
            GraphicsContext g,
            Palette palette,
            TimeScale scale,
            List<EpochView> epochs,
            double top,
            double height,
            long now) {
        Font font = Fonts.strong(11);
        long to = now;
        for (int i = 0; i < epochs.size(); i++) {
            EpochView epoch = epochs.get(i);
            long from = epoch.record().at().millis();
            if (from <= scale.toMillis() && to >= scale.fromMillis()) {
                double x0 = scale.clampedX(from);
                double x1 = Math.max(x0 + 1, scale.clampedX(to));
                Color color = palette.lease();
                g.setFill(color.deriveColor(0, 1, 1, i == 0 ? 0.28 : 0.13));
                g.fillRoundRect(x0, top, x1 - x0, height, 4, 4);
                double textFrom = x0 + 8;
                if (epoch.activation() != null) {
                    double served = scale.clampedX(epoch.activation().at().millis());
                    Hatch.fill(g, x0, top, served - x0, height, color.deriveColor(0, 1, 1, 0.7), 1.2);
                    textFrom = served + 8;
                }
                String full = Messages.of(
                        "time.epoch.holder",
                        epoch.record().epoch(),
                        epoch.record().holder());
                String brief = Words.brief(epoch.record().epoch());
                String text = Glyphs.width(full, font) + 8 < x1 - textFrom ? full : brief;
                if (Glyphs.width(text, font) + 4 < x1 - textFrom) {
                    Glyphs.draw(g, text, textFrom, top + height / 2, font, color, TextAlignment.LEFT);
                }
            }
            to = from;
        }
    }
}
