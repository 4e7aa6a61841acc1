package dev.baton.secure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/** A file that holds a secret. Only its owner may read it, where the file system knows of owners. */
public final class SecretFile {
    private static final int MOST_BYTES = 16 * 1024;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE);

    private SecretFile() {}

    /**
     * The first line.
     *
     * @throws IOException naming the file and what is wrong with it, never its content
     */
    public static char[] firstLine(Path file) throws IOException {
        char[] all = read(file);
        int end = 0;
        while (end < all.length && all[end] != '\n' && all[end] != '\r') {
            end++;
        }
        char[] line = Arrays.copyOf(all, end);
        Arrays.fill(all, '\0');
        if (line.length == 0) {
            throw new IOException(file + ": expected a secret in its first line, found none");
        }
        return line;
    }

    /**
     * Everything in it.
     *
     * @throws IOException as {@link #firstLine}
     */
    public static char[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": expected a file with a secret, found none");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": expected at most " + MOST_BYTES + " bytes, found " + Files.size(file));
        }
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new IOException(file + ": others than its owner can get at it; do 'chmod 600 " + file + "'");
            }
        } catch (UnsupportedOperationException noOwners) {
            // Not a POSIX file system: whoever keeps it there answers for it.
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            char[] all = new char[chars.remaining()];
            chars.get(all);
            return all;
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": expected UTF-8 text", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
