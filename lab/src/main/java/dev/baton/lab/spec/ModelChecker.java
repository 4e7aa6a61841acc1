package dev.baton.lab.spec;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs TLC in a JVM of its own, on one core, with a folder of its own that is gone afterwards.
 *
 * @param spec the folder of the models
 * @param jar of TLC
 * @param limit after which a run is stopped; its finding is then {@code unfinished}
 */
public record ModelChecker(Path spec, Path jar, Duration limit) {
    private static final int LINES_KEPT = 40;

    /**
     * Searches one variant to its end, to a property that breaks, or to the limit.
     *
     * @param progress gets TLC's own lines of progress, about one a minute
     * @throws IOException if TLC says something that is no result, for example that the model has an error; with its last lines
     */
    public Finding check(Variant variant, Consumer<String> progress) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("baton-models");
        try {
            return run(variant, work, progress);
        } finally {
            delete(work);
        }
    }

    private Finding run(Variant variant, Path work, Consumer<String> progress)
            throws IOException, InterruptedException {
        String tla = variant.module() + ".tla";
        Files.copy(spec.resolve(tla), work.resolve(tla));
        Files.write(
                work.resolve(variant.module() + ".cfg"),
                variant.configure(Files.readAllLines(spec.resolve(variant.module() + ".cfg"))));
        long start = System.nanoTime();
        Process tlc = new ProcessBuilder(command(variant))
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        Thread watch = Thread.ofVirtual().start(() -> stopAtLimit(tlc));
        Finding finding = Finding.NONE;
        Duration cpu = Duration.ZERO;
        List<String> last = new ArrayList<>();
        try (BufferedReader out = tlc.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                finding = finding.with(line);
                if (line.startsWith("Finished in")) { // Its last word; afterwards nobody could say.
                    cpu = tlc.info().totalCpuDuration().orElse(cpu);
                }
                last.add(line);
                if (last.size() > LINES_KEPT) {
                    last.removeFirst();
                }
                if (line.startsWith("Progress(")) {
                    progress.accept(line);
                }
            }
            tlc.waitFor();
        } finally {
            tlc.destroyForcibly();
            watch.interrupt();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (finding.result().equals("unfinished") && seconds < limit.toSeconds()) {
            throw new IOException(
                    "TLC ended without a result for " + variant.title() + ":\n" + String.join("\n", last));
        }
        return finding.after(seconds, cpu.toMillis() / 1e3);
    }

    private List<String> command(Variant variant) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-Xmx3g");
        command.add("-Xlog:disable");
        if (variant.effort().quick()) {
            // Half of a short run is the start of the JVM: class data of the first serves the others.
            command.add("-XX:TieredStopAtLevel=1");
            command.add("-XX:+AutoCreateSharedArchive");
            command.add("-XX:SharedArchiveFile=" + jar.resolveSibling("tlc.jsa"));
        }
        command.addAll(List.of("-cp", jar.toString(), "tlc2.TLC", "-nowarning", "-workers", "1"));
        // Names only: TLC looks for both in the folder that it runs in.
        command.addAll(List.of("-metadir", "states", "-config", variant.module() + ".cfg", variant.module() + ".tla"));
        return command;
    }

    private void stopAtLimit(Process tlc) {
        try {
            if (!tlc.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                tlc.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            // It ended before its limit.
        }
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
