package dev.baton.console.shell;

import dev.baton.console.connect.WholeFile;
import dev.baton.console.theme.Messages;
import dev.baton.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One JSON file of what a console keeps of a cluster. What cannot be read is set aside and never written over; where that fails too, nothing
 * is written in its place. One thread.
 *
 * @param <T> what is kept, a record
 */
final class StateFile<T> {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private final Path file;
    private final Class<T> type;
    private final T nothing;
    private boolean writable = true;
    private String trouble = "";

    /** @param nothing what is read where there is no file yet */
    StateFile(Path file, Class<T> type, T nothing) {
        this.file = file;
        this.type = type;
        this.nothing = nothing;
    }

    /** The file of a cluster: {@code KEY.json}, or a name made of it where it is none for a file. */
    static Path of(Path folder, String key) {
        if (PLAIN.matcher(key).matches()) {
            return folder.resolve(key + ".json");
        }
        CRC32 sum = new CRC32();
        sum.update(key.getBytes(StandardCharsets.UTF_8));
        String readable = key.replaceAll("[^A-Za-z0-9._-]+", "_");
        String end = readable.length() > 40 ? readable.substring(readable.length() - 40) : readable;
        return folder.resolve("_" + end + "-" + Long.toHexString(sum.getValue()) + ".json");
    }

    Path file() {
        return file;
    }

    /** What is kept; {@link #trouble} says whether it could be read. */
    T read() {
        trouble = "";
        try {
            return Files.exists(file)
                    ? Json.read(Files.readAllBytes(file), type, Messages.of("state.content"))
                    : nothing;
        } catch (IOException | Json.MalformedException broken) {
            trouble = aside(file, String.valueOf(broken.getMessage()));
            writable = !Files.exists(file);
            return nothing;
        }
    }

    /** What was wrong when it was last read, and what became of it; empty where nothing was. */
    String trouble() {
        return trouble;
    }

    /** Writes it whole; false where what is there must not be written over. */
    boolean write(T value) throws IOException {
        if (writable) {
            WholeFile.write(file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
        }
        return writable;
    }

    /** Sets a broken file aside; says so, or why it could not. */
    static String aside(Path file, String why) {
        try {
            return Messages.of("state.aside", file, why, WholeFile.aside(file));
        } catch (IOException failed) {
            return Messages.of("state.stuck", file, why, failed);
        }
    }
}
