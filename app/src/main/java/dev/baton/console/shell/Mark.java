package dev.baton.console.shell;

import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/** The window's icon: a baton across a rounded square, drawn pixel by pixel at each size. */
final class Mark {
    private static final Color GROUND = Color.web("#1f6feb");
    private static final int SAMPLES = 4;

    private Mark() {}

    static List<Image> images() {
        return List.of(image(16), image(32), image(64), image(128));
    }

    private static Image image(int size) {
        WritableImage image = new WritableImage(size, size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double square = 0;
                double baton = 0;
                for (int i = 0; i < SAMPLES * SAMPLES; i++) {
                    double px = (x + (i % SAMPLES + 0.5) / SAMPLES) / size;
                    double py = (y + (Math.floorDiv(i, SAMPLES) + 0.5) / SAMPLES) / size;
                    square += inSquare(px, py) ? 1 : 0;
                    baton += inBaton(px, py) ? 1 : 0;
                }
                double all = SAMPLES * SAMPLES;
                Color color = GROUND.interpolate(Color.WHITE, baton / all);
                image.getPixelWriter()
                        .setColor(x, y, Color.color(color.getRed(), color.getGreen(), color.getBlue(), square / all));
            }
        }
        return image;
    }

    private static boolean inSquare(double x, double y) {
        double r = 0.22;
        double dx = Math.max(0, Math.abs(x - 0.5) - (0.5 - r));
        double dy = Math.max(0, Math.abs(y - 0.5) - (0.5 - r));
        return dx * dx + dy * dy <= r * r;
    }

    /** A thick line from the lower left to the upper right, with a gap where it changes hands. */
    private static boolean inBaton(double x, double y) {
        double along = (x - y) / Math.sqrt(2);
        double across = Math.abs((x + y - 1) / Math.sqrt(2));
        return across < 0.085 && Math.abs(along) < 0.36 && Math.abs(along - 0.05) > 0.035;
    }
}
