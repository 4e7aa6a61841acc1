package dev.baton.console.connect;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Small files of a console's own, written whole or not at all. Any thread; two writers of one file are not foreseen. */
public final class WholeFile {
    private static final int MOST_BROKEN = 100;

    private WholeFile() {}

    /** Replaces the file: after a crash there is the old content or the new one, never a part. Makes the folder. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content);
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Moves a file that cannot be read out of the way, to {@code NAME.broken} or the first {@code NAME.broken-N} that is free.
     *
     * @return where it is now
     * @throws IOException where it could not be moved, also where {@value #MOST_BROKEN} are there already
     */
    public static Path aside(Path file) throws IOException {
        for (int i = 1; i <= MOST_BROKEN; i++) {
            Path kept = file.resolveSibling(file.getFileName() + (i == 1 ? ".broken" : ".broken-" + i));
            try {
                return Files.move(file, kept);
            } catch (FileAlreadyExistsException taken) {
                // An earlier one: it is kept too.
            }
        }
        throw new IOException(MOST_BROKEN + " broken ones are kept beside it already: remove some");
    }
}
