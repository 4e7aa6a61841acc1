package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.console.identity.OperatorKeyFile;
import dev.baton.model.GroupId;
import dev.baton.model.MemberId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * settings that they write, and the error file of a JVM that was made to crash. What agents leave: {@link AgentCanaryIT}.
 *
 * <p>Not searched: the heap. A process that holds a key has it in its memory; a dump of that (jmap by the same user, a core file) holds the key.
 */
final class CanaryIT {
    private static final String MAIN = "dev.baton.cli.Main";
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path dir;

    private Canaries canaries;
    private TestCluster cluster;

    @BeforeEach
    void up() throws Exception {
        canaries = new Canaries(dir);
        cluster = new TestCluster(dir.resolve("store"));
        cluster.provision(new GroupId("orders"), new MemberId("orders-a"));
    }

    @AfterEach
    void down() {
        cluster.close();
    }

    private int run(String name, Path input, String... args) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(args));
        all.addAll(List.of("--debug", "--timeout", name.equals("dead") ? "1500ms" : "30s"));
        return canaries.wait(name, canaries.start(name, MAIN, List.of(), input, all));
    }

    @Test
    void noSecretLeavesTheCommandWhateverFails() throws Exception {
        Path right = canaries.secret("right", canaries.canary("passphrase") + "\nrest\n", "rw-------");
        Path wrong = canaries.secret("wrong", canaries.canary("wrongpassphrase") + "\n", "rw-------");
        Path key = dir.resolve("operator.p12");
        String connect = cluster.connect();
        assertEquals(
                Exit.DONE,
                canaries.wait(
                        "create",
                        canaries.start(
                                "create",
                                MAIN,
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
        Path auth = canaries.secret("auth", "digest agent:" + canaries.canary("digest") + "\n", "rw-------");
        Path jaas = canaries.secret(
                "jaas",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\""
                        + canaries.canary("jaas") + "\";\n",
                "rw-------");
        Path good = canaries.security(
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

        canaries.secret("readable", canaries.canary("readable") + "\n", "rw-r--r--");
        canaries.secret("half", "digest agent:x\n" + canaries.canary("half") + "\n", "rw-------");
        canaries.secret("tls.p12", "no keys", "rw-------");
        canaries.secret("tls.pass", canaries.canary("tls") + "\n", "rw-------");
        Path bad = canaries.security(
                "bad.properties",
                "store.auth.file = half",
                "kafka.sasl.jaas.config.file = readable",
                "tls.keystore = tls.p12",
                "tls.truststore = tls.p12",
                "tls.passphrase.file = tls.pass",
                "operator.key = operator.p12",
                "operator.passphrase = " + canaries.canary("unknownkey"));
        assertEquals(Exit.USAGE, run("bad", right, "status", "--connect", connect, "--security", bad.toString()));
        Path garbled = canaries.security("garbled.properties", "operator.key = \\u00zz" + canaries.canary("garbled"));
        assertEquals(
                Exit.USAGE, run("garbled", right, "status", "--connect", connect, "--security", garbled.toString()));
        canaries.searched(
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
        Path pass = canaries.secret("pass", canaries.canary("passphrase") + "\n", "rw-------");
        new OperatorKeyFile(dir.resolve("operator.p12"), 1_000)
                .create("alice", canaries.canary("passphrase").toCharArray());
        canaries.secret("auth", "digest agent:" + canaries.canary("digest") + "\n", "rw-------");
        Path file = canaries.security(
                "console.properties",
                "store.auth.file = auth",
                "operator.key = operator.p12",
                "operator.passphrase.file = pass");
        Process console = canaries.start(
                "console",
                MAIN,
                List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED"),
                pass,
                List.of("console", "--connect", cluster.connect(), "--security", file.toString()));
        try {
            // Its window writes where it was; before that nothing is known of it.
            Path window = dir.resolve("config").resolve("baton");
            for (int i = 0; i < 600 && console.isAlive() && !Files.exists(window); i++) {
                console.waitFor(100, TimeUnit.MILLISECONDS);
            }
            assertTrue(console.isAlive(), () -> canaries.text("console.err"));
            canaries.seen("console", console);
            new ProcessBuilder("kill", "-SEGV", String.valueOf(console.pid()))
                    .start()
                    .waitFor();
            assertTrue(console.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it does not crash");
        } finally {
            console.destroyForcibly();
        }
        Path dump = dir.resolve("console.hs_err");
        assertTrue(Files.size(dump) > 10_000, () -> canaries.text("console.out"));
        assertTrue(canaries.text("console.hs_err").contains("Environment Variables:"));
        canaries.searched("pass", "auth");
    }
}
