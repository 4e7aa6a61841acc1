package dev.baton.console.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The desktop's keyring, by libsecret's {@code secret-tool} where that is installed. The secret goes over its standard input and output, never
 * into an argument. Waits for a bounded time: an unlocked keyring answers at once, a locked one may ask a person.
 *
 * @param program {@code secret-tool}; absent where there is none
 */
public record Keyring(@Nullable Path program, Duration limit) {
    private static final int MOST_BYTES = 1024;

    /** The one of this system. */
    public static Keyring system() {
        String path = System.getenv("PATH");
        Path found = null;
        for (String folder : (path == null ? "" : path).split(java.io.File.pathSeparator, -1)) {
            Path candidate = folder.isEmpty() ? null : Path.of(folder, "secret-tool");
            if (candidate != null && Files.isExecutable(candidate)) {
                found = candidate;
                break;
            }
        }
        return new Keyring(found, Duration.ofSeconds(20));
    }

    /** Whether there is one at all. */
    public boolean there() {
        return program != null;
    }

    /** The passphrase of that key; null where it is not kept, or cannot be had. The caller wipes it. */
    public char @Nullable [] lookup(String keyId) {
        Path tool = program;
        if (tool == null) {
            return null;
        }
        byte[] said = run(List.of(tool.toString(), "lookup", "service", "baton", "key", keyId), new byte[0]);
        if (said == null) {
            return null;
        }
        try {
            int length = said.length > 0 && said[said.length - 1] == '\n' ? said.length - 1 : said.length;
            return length == 0 ? null : Utf8.chars(said, length);
        } catch (CharacterCodingException e) {
            return null;
        } finally {
            Arrays.fill(said, (byte) 0);
        }
    }

    /** Keeps it; whether that worked. */
    public boolean store(String keyId, char[] passphrase) {
        Path tool = program;
        if (tool == null) {
            return false;
        }
        byte[] bytes = Utf8.bytes(passphrase);
        try {
            byte[] said = run(
                    List.of(
                            tool.toString(),
                            "store",
                            "--label=Baton operator key " + KeyFace.shortened(keyId),
                            "service",
                            "baton",
                            "key",
                            keyId),
                    bytes);
            return said != null;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** What it wrote; null where it failed, or was not done in time. */
    private byte @Nullable [] run(List<String> command, byte[] input) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return null;
        }
        Thread limiter = Thread.ofVirtual().start(() -> limit(process));
        try {
            try (OutputStream to = process.getOutputStream()) {
                to.write(input);
            }
            byte[] said;
            try (InputStream from = process.getInputStream()) {
                said = from.readNBytes(MOST_BYTES);
            }
            return process.waitFor() == 0 ? said : null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            process.destroyForcibly();
            limiter.interrupt();
        }
    }

    private void limit(Process process) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException done) {
            // It ended in time.
        }
    }
}
