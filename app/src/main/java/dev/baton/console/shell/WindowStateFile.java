package dev.baton.console.shell;

import dev.baton.console.connect.PropertyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps the {@link WindowState}. Nothing about it can keep the console from starting. */
record WindowStateFile(Path file) {
    /**
     * What was read.
     *
     * @param trouble what was wrong with the file and what became of it; empty where nothing was
     */
    record Read(WindowState state, String trouble) {}

    /** The state as kept; of a file that is broken the first one, and the file is set aside as {@code NAME.broken}. */
    Read read() {
        if (!Files.exists(file)) {
            return new Read(WindowState.FIRST, "");
        }
        try {
            return new Read(WindowState.read(PropertyFile.read(file)), "");
        } catch (IOException | WindowState.Broken broken) {
            return new Read(WindowState.FIRST, file + " is broken (" + broken.getMessage() + "); " + aside());
        }
    }

    private String aside() {
        Path kept = file.resolveSibling(file.getFileName() + ".broken");
        try {
            Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
            return "it was set aside as " + kept + ", and the window begins as the first time.";
        } catch (IOException failed) {
            return "it could not be set aside either (" + failed.getMessage()
                    + "); the window begins as the first time.";
        }
    }

    /** Why it was not kept; empty where it was. */
    String write(WindowState state) {
        try {
            PropertyFile.write(file, state.written());
            return "";
        } catch (IOException failed) {
            return "The window's state is not kept: " + file + " cannot be written, " + failed.getMessage();
        }
    }
}
