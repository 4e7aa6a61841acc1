package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Secrets that can be recognised wherever they turn up, real processes with everything logged, and the search of what they leave in one folder and in
 * what the system shows of them.
 */
final class Canaries {
    private static final long LIMIT_SECONDS = 60;

    private final Path dir;
    private final Map<String, String> planted = new LinkedHashMap<>();
    private final Map<String, byte[]> found = new TreeMap<>();

    Canaries(Path dir) {
        this.dir = dir;
    }

    /** A secret that nothing else looks like. */
    String canary(String where) {
        return planted.computeIfAbsent(
                where, name -> "canary" + name + Long.toHexString(0x4711_0815L * (planted.size() + 7)) + "yranac");
    }

    /** A secret that somebody else has made. */
    void known(String where, String secret) {
        assertTrue(secret.length() >= 16, where);
        planted.put(where, secret);
    }

    Path secret(String file, String content, String permissions) throws IOException {
        Path path = dir.resolve(file);
        Files.writeString(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        return path;
    }

    Path security(String name, String... lines) throws IOException {
        return secret(name, String.join("\n", lines) + "\n", "rw-------");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** As the scripts start it, but with everything logged; {@code input} is on file descriptor 3. */
    Process start(String name, String main, List<String> flags, Path input, List<String> args) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + dir.resolve(name + ".hs_err"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                "-Dorg.slf4j.simpleLogger.log.org.apache.zookeeper=debug",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=debug",
                "-Dorg.slf4j.simpleLogger.log.org.apache.curator=debug",
                "-Duser.home=" + dir.resolve("home")));
        all.addAll(flags);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        all.addAll(args);
        String line = String.join(" ", all.stream().map(Canaries::quoted).toList());
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + line + " 3<" + quoted(input.toString()))
                .redirectOutput(dir.resolve(name + ".out").toFile())
                .redirectError(dir.resolve(name + ".err").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("XDG_CONFIG_HOME", dir.resolve("config").toString());
        return builder.start();
    }

    /** Its exit code; looks at it again and again until then. */
    int wait(String name, Process process) throws Exception {
        try {
            while (process.isAlive() && !process.waitFor(50, TimeUnit.MILLISECONDS)) {
                seen(name, process);
                if (process.info().totalCpuDuration().map(d -> d.toSeconds()).orElse(0L) > LIMIT_SECONDS) {
                    throw new AssertionError(name + " does not end");
                }
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the system shows of it to its user. */
    void seen(String name, Process process) {
        for (String file : List.of("cmdline", "environ")) {
            try (InputStream in = Files.newInputStream(Path.of("/proc/" + process.pid() + "/" + file))) {
                byte[] shown = in.readAllBytes();
                if (shown.length > 0) {
                    found.put(name + " " + file, shown);
                }
            } catch (IOException gone) {
                // It ended.
            }
        }
    }

    /** Searches everything that was left, but where the secrets were planted: there they are, so the search can fail. */
    void searched(String... files) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = dir.relativize(file).toString();
                if (!Arrays.asList(files).contains(name)) {
                    found.put(name, Files.readAllBytes(file));
                }
            }
        }
        StringBuilder sown = new StringBuilder();
        for (String file : files) {
            sown.append(Files.readString(dir.resolve(file), StandardCharsets.ISO_8859_1));
        }
        planted.forEach((what, canary) -> assertTrue(sown.indexOf(canary) >= 0, what));
        List<String> leaks = new ArrayList<>();
        found.forEach((where, bytes) -> planted.forEach((what, canary) -> {
            if (new String(bytes, StandardCharsets.ISO_8859_1).contains(canary)) {
                leaks.add(what + " in " + where);
            }
        }));
        assertEquals(List.of(), leaks);
        assertTrue(found.keySet().stream().anyMatch(name -> name.endsWith(".err")), found.keySet()::toString);
    }

    /** What that process wrote. */
    String text(String file) {
        try {
            return Files.readString(dir.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            return absent.toString();
        }
    }
}
