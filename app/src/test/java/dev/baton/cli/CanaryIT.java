package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants secrets that can be recognised wherever an operator keeps some, has the real command and the real console fail in every way that was thought
 * of, with debug logs, and searches what they leave: their outputs and logs, what the system shows of their processes (arguments, environment), the
 * settings that they write, and the error file of a JVM that was made to crash.
 *
 * <p>Not searched: the heap. A process that holds a key has it in its memory; a dump of that (jmap by the same user, a core file) holds the key.
 */
final class CanaryIT {
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path dir;

    private final Map<String, String> canaries = new LinkedHashMap<>();
    private final Map<String, byte[]> found = new TreeMap<>();
    private TestCluster cluster;

    @BeforeEach
    void up() throws Exception {
        cluster = new TestCluster(dir.resolve("store"));
        cluster.provision(new GroupId("orders"), new MemberId("orders-a"));
    }

    @AfterEach
    void down() {
        cluster.close();
    }

    /** A secret that nothing else looks like. */
    private String canary(String where) {
        return canaries.computeIfAbsent(
                where, name -> "canary" + name + Long.toHexString(0x4711_0815L * (canaries.size() + 7)) + "yranac");
    }

    private Path secret(String file, String content, String permissions) throws IOException {
        Path path = dir.resolve(file);
        Files.writeString(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        return path;
    }

    private Path security(String name, String... lines) throws IOException {
        return secret(name, String.join("\n", lines) + "\n", "rw-------");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** As the scripts start it, but with everything logged; {@code input} is on file descriptor 3. */
    private Process start(String name, List<String> flags, Path input, List<String> args) throws IOException {
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
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.baton.cli.Main"));
        all.addAll(args);
        String line = String.join(" ", all.stream().map(CanaryIT::quoted).toList());
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + line + " 3<" + quoted(input.toString()))
                .redirectOutput(dir.resolve(name + ".out").toFile())
                .redirectError(dir.resolve(name + ".err").toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("XDG_CONFIG_HOME", dir.resolve("config").toString());
        return builder.start();
    }

    private int run(String name, Path input, String... args) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--debug", "--timeout", name.equals("dead") ? "1500ms" : "30s"));
        return wait(name, start(name, List.of(), input, all));
    }

    private int wait(String name, Process process) throws Exception {
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
    private void seen(String name, Process process) {
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

    private void searched(String... planted) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = dir.relativize(file).toString();
                if (!Arrays.asList(planted).contains(name) && !name.startsWith("store/")) {
                    found.put(name, Files.readAllBytes(file));
                }
            }
        }
        // What was planted is found where it was planted: the search can fail.
        StringBuilder sown = new StringBuilder();
        for (String file : planted) {
            sown.append(Files.readString(dir.resolve(file), StandardCharsets.ISO_8859_1));
        }
        canaries.forEach((what, canary) -> assertTrue(sown.indexOf(canary) >= 0, what));
        List<String> leaks = new ArrayList<>();
        found.forEach((where, bytes) -> canaries.forEach((what, canary) -> {
            if (new String(bytes, StandardCharsets.ISO_8859_1).contains(canary)) {
                leaks.add(what + " in " + where);
            }
        }));
        assertEquals(List.of(), leaks);
        assertTrue(found.keySet().stream().anyMatch(name -> name.endsWith(".err")), found.keySet()::toString);
    }

    @Test
    void noSecretLeavesTheCommandWhateverFails() throws Exception {
        Path right = secret("right", canary("passphrase") + "\nrest\n", "rw-------");
        Path wrong = secret("wrong", canary("wrongpassphrase") + "\n", "rw-------");
        Path key = dir.resolve("operator.p12");
        String connect = cluster.connect();
        assertEquals(
                Exit.DONE,
                wait(
                        "create",
                        start(
                                "create",
                                List.of(),
                                right,
                                List.of(
                                        "operator",
                                        "create",
                                        "--name",
                                        "alice",
                                        "--out",
                                        key.toString(),
                                        "--passphrase-fd",
                                        "3"))));
        String publicKey =
                String.valueOf(new OperatorKeyFile(key).face()).replaceAll(".*publicKey=([^\\]]*)\\].*", "$1");
        Path auth = secret("auth", "digest agent:" + canary("digest") + "\n", "rw-------");
        Path jaas = secret(
                "jaas",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\""
                        + canary("jaas") + "\";\n",
                "rw-------");
        Path good = security(
                "good.properties",
                "store.auth.file = auth",
                "kafka.security.protocol = SASL_PLAINTEXT",
                "kafka.sasl.mechanism = SCRAM-SHA-512",
                "kafka.sasl.jaas.config.file = jaas",
                "operator.key = operator.p12");
        assertTrue(Files.exists(auth) && Files.exists(jaas));
        String[] on = {"--connect", connect, "--security", good.toString()};
        assertEquals(
                Exit.DONE,
                run(
                        "add",
                        right,
                        with(
                                on,
                                "operator",
                                "add",
                                "--name",
                                "alice",
                                "--role",
                                "admin",
                                "--yes",
                                "--passphrase-fd",
                                "3",
                                "--public-key",
                                publicKey)));
        assertEquals(
                Exit.FAILED,
                run(
                        "wrong",
                        wrong,
                        with(on, "operator", "revoke", "alice", "--force", "--yes", "--passphrase-fd", "3")));
        run("whoami", right, with(on, "operator", "whoami"));
        run("status", right, with(on, "status"));
        run(
                "dead",
                right,
                "status",
                "--connect",
                "127.0.0.1:9",
                "--kafka",
                "127.0.0.1:9",
                "--security",
                good.toString());
        run("pause", right, with(on, "pause", "orders", "--yes", "--reason", "r", "--passphrase-fd", "3"));

        secret("readable", canary("readable") + "\n", "rw-r--r--");
        secret("half", "digest agent:x\n" + canary("half") + "\n", "rw-------");
        secret("tls.p12", "no keys", "rw-------");
        secret("tls.pass", canary("tls") + "\n", "rw-------");
        Path bad = security(
                "bad.properties",
                "store.auth.file = half",
                "kafka.sasl.jaas.config.file = readable",
                "tls.keystore = tls.p12",
                "tls.truststore = tls.p12",
                "tls.passphrase.file = tls.pass",
                "operator.key = operator.p12",
                "operator.passphrase = " + canary("unknownkey"));
        assertEquals(Exit.USAGE, run("bad", right, "status", "--connect", connect, "--security", bad.toString()));
        Path garbled = security("garbled.properties", "operator.key = \\u00zz" + canary("garbled"));
        assertEquals(
                Exit.USAGE, run("garbled", right, "status", "--connect", connect, "--security", garbled.toString()));
        searched(
                "right",
                "wrong",
                "auth",
                "jaas",
                "readable",
                "half",
                "tls.pass",
                "bad.properties",
                "garbled.properties");
    }

    private static String[] with(String[] on, String... args) {
        return Stream.concat(Arrays.stream(args), Arrays.stream(on)).toArray(String[]::new);
    }

    @Test
    void noSecretIsInWhatTheConsoleLeavesWhenItCrashes() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
        Path pass = secret("pass", canary("passphrase") + "\n", "rw-------");
        new OperatorKeyFile(dir.resolve("operator.p12"), 1_000)
                .create("alice", canary("passphrase").toCharArray());
        secret("auth", "digest agent:" + canary("digest") + "\n", "rw-------");
        Path file = security(
                "console.properties",
                "store.auth.file = auth",
                "operator.key = operator.p12",
                "operator.passphrase.file = pass");
        Process console = start(
                "console",
                List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED"),
                pass,
                List.of("console", "--connect", cluster.connect(), "--security", file.toString()));
        try {
            // Its window writes where it was; before that nothing is known of it.
            Path window = dir.resolve("config").resolve("baton");
            for (int i = 0; i < 600 && console.isAlive() && !Files.exists(window); i++) {
                console.waitFor(100, TimeUnit.MILLISECONDS);
            }
            assertTrue(console.isAlive(), () -> text("console.err"));
            seen("console", console);
            new ProcessBuilder("kill", "-SEGV", String.valueOf(console.pid()))
                    .start()
                    .waitFor();
            assertTrue(console.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it does not crash");
        } finally {
            console.destroyForcibly();
        }
        Path dump = dir.resolve("console.hs_err");
        assertTrue(Files.size(dump) > 10_000, () -> text("console.out"));
        assertTrue(text("console.hs_err").contains("Environment Variables:"));
        searched("pass", "auth");
    }

    private String text(String file) {
        try {
            return Files.readString(dir.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException absent) {
            return absent.toString();
        }
    }
}
