package dev.baton.console.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that nobody but their owner can read from their first moment on, written whole or not at all. */
final class OwnerFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerFile() {}

    /** Replaces the file, or makes it with its folder. */
    static void write(Path file, byte[] content) throws IOException {
        Path full = file.toAbsolutePath();
        Path folder = full.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = full.resolveSibling(
                full.getFileName() + ".new-" + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        try (SeekableByteChannel out =
                Files.newByteChannel(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner())) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            if (out instanceof FileChannel channel) {
                channel.force(true);
            }
        }
        Files.move(fresh, full, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] owner() {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
