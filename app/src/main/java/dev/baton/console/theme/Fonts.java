package dev.baton.console.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** Inter and JetBrains Mono, shipped with the console so that it looks the same everywhere. JavaFX thread. */
public final class Fonts {
    private static final List<String> FILES = List.of(
            "Inter-Regular.otf",
            "Inter-SemiBold.otf",
            "Inter-Bold.otf",
            "JetBrainsMono-Regular.ttf",
            "JetBrainsMono-Bold.ttf");
    private static boolean loaded;

    private Fonts() {}

    /** Makes the families known to JavaFX; a font that cannot be read leaves the system's own in its place. */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        loaded = true;
        for (String file : FILES) {
            try (InputStream in = Fonts.class.getResourceAsStream("/fonts/" + file)) {
                if (in != null) {
                    Font.loadFont(in, 12);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Font text(double size) {
        return Font.font("Inter", size);
    }

    public static Font strong(double size) {
        return Font.font("Inter Semi Bold", size);
    }

    public static Font mono(double size) {
        return Font.font("JetBrains Mono", size);
    }
}
