package dev.baton.console.shell;

import dev.baton.console.connect.PropertyFile;
import dev.baton.console.theme.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            return new Read(WindowState.FIRST, StateFile.aside(file, String.valueOf(broken.getMessage())));
        }
    }

    /** Why it was not kept; empty where it was. */
    String write(WindowState state) {
        try {
            PropertyFile.write(file, state.written());
            return "";
        } catch (IOException failed) {
            return Messages.of("window.unkept", file, failed);
        }
    }
}
