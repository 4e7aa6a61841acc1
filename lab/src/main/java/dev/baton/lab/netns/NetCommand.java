package dev.baton.lab.netns;

import dev.baton.lab.LabException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ip} and {@code nft}. Blocks for milliseconds. */
public final class NetCommand {
    private static final int LIMIT_SECONDS = 10;

    private NetCommand() {}

    /** Runs words separated by blanks. */
    static void run(String words) throws LabException {
        run(List.of(words.split(" ", -1)), "");
    }

    /**
     * Runs a command with that on its standard input.
     *
     * @throws LabException with what it said, where it failed
     */
    public static void run(List<String> command, String input) throws LabException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new LabException("`" + String.join(" ", command) + "` failed: " + said);
            }
        } catch (IOException failed) {
            throw new LabException("cannot run " + command.get(0) + ": " + failed.getMessage(), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while running " + command.get(0), stop);
        }
    }
}
