package dev.baton.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a window can be opened here. */
final class Display {
    /** A library and the Debian package that has it. */
    record Library(String file, String debian) {}

    private static final List<Library> NEEDED = List.of(
            new Library("libgtk-3.so.0", "libgtk-3-0"),
            new Library("libGL.so.1", "libgl1"),
            new Library("libXtst.so.6", "libxtst6"));
    private static final List<Path> FOLDERS = List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/lib"));

    private Display() {}

    /** What keeps a window from opening, and what to do; null where nothing does. */
    static @Nullable String missing() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                || "Headless".equals(System.getProperty("glass.platform"))) {
            return null;
        }
        if (headless()) {
            return "no display: neither DISPLAY nor WAYLAND_DISPLAY is set. The commands work without one;"
                    + " './run --headless' shows the console off-screen.";
        }
        List<Library> missing = missingLibraries();
        return missing.isEmpty()
                ? null
                : "the display needs "
                        + String.join(", ", missing.stream().map(Library::file).toList())
                        + ": on Debian or Ubuntu run 'apt-get install "
                        + String.join(" ", missing.stream().map(Library::debian).toList()) + "'";
    }

    static boolean headless() {
        return blank("DISPLAY") && blank("WAYLAND_DISPLAY");
    }

    static List<Library> missingLibraries() {
        List<Library> missing = new ArrayList<>();
        for (Library library : NEEDED) {
            if (FOLDERS.stream().noneMatch(folder -> holds(folder, library.file()))) {
                missing.add(library);
            }
        }
        return missing;
    }

    /** In the folder itself or in one of its folders for an architecture. */
    private static boolean holds(Path folder, String file) {
        if (Files.exists(folder.resolve(file))) {
            return true;
        }
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inner = Files.list(folder)) {
            return inner.filter(Files::isDirectory).anyMatch(dir -> Files.exists(dir.resolve(file)));
        } catch (java.io.IOException unreadable) {
            return false;
        }
    }

    private static boolean blank(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isBlank();
    }
}
