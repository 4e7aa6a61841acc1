package dev.baton.lab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An {@link OverheadMember} as a child of this process, with which it ends. */
final class OverheadChild implements AutoCloseable {
    private static final Duration ENDS = Duration.ofSeconds(10);

    private final Process process;
    private final Writer out;
    private final BufferedReader in;

    private OverheadChild(Process process) {
        this.process = process;
        this.out = process.outputWriter(StandardCharsets.UTF_8);
        this.in = process.inputReader(StandardCharsets.UTF_8);
    }

    static OverheadChild start(String service, String store, String kafka, List<String> groups) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                OverheadMember.class.getName(),
                service,
                store,
                kafka));
        command.addAll(groups);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return new OverheadChild(builder.start());
    }

    long pid() {
        return process.pid();
    }

    /** Live bytes on its heap. */
    long heap() throws IOException {
        return Long.parseLong(ask("HEAP "));
    }

    void startAgent() throws IOException {
        ask("READY ");
    }

    private String ask(String prefix) throws IOException {
        out.write("\n");
        out.flush();
        String line = in.readLine();
        while (line != null && !line.startsWith(prefix)) {
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("process " + pid() + " ended before it answered " + prefix.trim());
        }
        return line.substring(prefix.length()).trim();
    }

    @Override
    public void close() {
        try {
            out.close();
            if (!process.waitFor(ENDS.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
