package dev.baton.console.alert;

import dev.baton.console.theme.Messages;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Whether this operator wants to be called, kept in a file of theirs. Both are off until switched on; a file that cannot be read counts as
 * off. JavaFX thread only.
 */
public final class AlertSettings {
    private final @Nullable Path file;
    private boolean desktop;
    private boolean sound;

    private AlertSettings(@Nullable Path file) {
        this.file = file;
    }

    /** Kept nowhere. */
    public static AlertSettings unkept() {
        return new AlertSettings(null);
    }

    /** Those in that file, which need not exist. */
    public static AlertSettings in(Path file) {
        AlertSettings settings = new AlertSettings(file);
        Properties content = new Properties();
        if (Files.isRegularFile(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                content.load(in);
            } catch (IOException | IllegalArgumentException unreadable) {
                content.clear();
            }
        }
        settings.desktop = Boolean.parseBoolean(content.getProperty("desktop"));
        settings.sound = Boolean.parseBoolean(content.getProperty("sound"));
        return settings;
    }

    public boolean desktop() {
        return desktop;
    }

    public boolean sound() {
        return sound;
    }

    /** What kept it from being kept, or an empty text; it counts for now in any case. */
    public String desktop(boolean on) {
        desktop = on;
        return keep();
    }

    public String sound(boolean on) {
        sound = on;
        return keep();
    }

    private String keep() {
        if (file == null) {
            return "";
        }
        Properties content = new Properties();
        content.setProperty("desktop", Boolean.toString(desktop));
        content.setProperty("sound", Boolean.toString(sound));
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            try (Writer out = Files.newBufferedWriter(fresh)) {
                content.store(out, null);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return "";
        } catch (IOException failed) {
            return Messages.of("alert.unkept", file, failed);
        }
    }
}
