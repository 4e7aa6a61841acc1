package dev.baton.fence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A value of a parameter. {@code toString} never shows it. */
final class Secret {
    static final int MOST_BYTES = 2_048;

    private final @Nullable String value;
    private final @Nullable Path file;

    private Secret(@Nullable String value, @Nullable Path file) {
        this.value = value;
        this.file = file;
    }

    /** One that is written in the configuration. */
    static Secret of(String value) {
        return new Secret(value, null);
    }

    /** One that is read from a file each time it is used, so that it may be changed at any time. */
    static Secret in(Path file) {
        return new Secret(null, file);
    }

    boolean fromFile() {
        return file != null;
    }

    /**
     * The value, on one line.
     *
     * @throws IOException naming file, expected and actual
     */
    String read() throws IOException {
        if (value != null) {
            return value;
        }
        Path from = java.util.Objects.requireNonNull(file);
        String text;
        try {
            long size = Files.size(from);
            if (size > MOST_BYTES) {
                throw new IOException("it has " + size + " bytes, expected at most " + MOST_BYTES);
            }
            text = Files.readString(from, StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new IOException(
                    "the secret in " + from + " can not be read: "
                            + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        }
        if (text.isEmpty() || text.lines().count() != 1) {
            throw new IOException(
                    "the secret in " + from + " has " + text.lines().count() + " lines: expected exactly one");
        }
        return text;
    }

    @Override
    public String toString() {
        return file == null ? "***" : "*** (in " + file + ")";
    }
}
