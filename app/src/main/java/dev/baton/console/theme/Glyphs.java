package dev.baton.console.theme;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Text on a canvas: measured, shortened to its room, on a plate where it crosses lines. JavaFX thread. */
public final class Glyphs {
    private static final int CACHED = 4_096;
    private static final Map<Key, Double> WIDTHS = new HashMap<>();
    private static final Text PROBE = new Text();

    private record Key(String text, Font font) {}

    private Glyphs() {}

    public static double width(String text, Font font) {
        if (WIDTHS.size() > CACHED) {
            WIDTHS.clear();
        }
        return WIDTHS.computeIfAbsent(new Key(text, font), key -> {
            PROBE.setFont(key.font());
            PROBE.setText(key.text());
            return PROBE.getLayoutBounds().getWidth();
        });
    }

    /** The text, or as much of it as fits with an ellipsis; empty where not even that fits. */
    public static String fit(String text, Font font, double room) {
        if (width(text, font) <= room) {
            return text;
        }
        for (int end = text.length() - 1; end > 0; end--) {
            String shorter = text.substring(0, end) + "…";
            if (width(shorter, font) <= room) {
                return shorter;
            }
        }
        return "";
    }

    /** Draws with {@code y} at the middle of the line. */
    public static void draw(
            GraphicsContext g, String text, double x, double y, Font font, Color color, TextAlignment align) {
        g.setFont(font);
        g.setFill(color);
        g.setTextAlign(align);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(text, x, y);
    }

    /** Draws centred on a plate of the given colour, so that lines under it do not cross the letters. */
    public static void plate(GraphicsContext g, String text, double x, double y, Font font, Color color, Color plate) {
        double w = width(text, font) + 10;
        double h = font.getSize() + 7;
        g.setFill(plate);
        g.fillRoundRect(x - w / 2, y - h / 2, w, h, 6, 6);
        draw(g, text, x, y, font, color, TextAlignment.CENTER);
    }
}
