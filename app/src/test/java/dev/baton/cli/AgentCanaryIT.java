package dev.baton.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.broker.BrokerSecurity;
import dev.baton.lab.broker.BrokerSecurity.Passwords;
import dev.baton.lab.broker.KafkaBroker;
import dev.baton.lab.broker.KafkaListener;
import dev.baton.lab.secure.LabSecurity;
import dev.baton.model.Json;
import dev.baton.secure.SecurityFile;
import dev.baton.secure.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two agents as processes with debug logs and every kind of secret that an agent has: keys' passphrases, the store's digest, SCRAM passwords (one of them
 * wrong) and the parameters of fence devices, whose agents repeat all that they are told and fail. One hangs and is fenced, the other is made to crash.
 * Then whatever they left is searched, the store's and the broker's data included.
 */
@Timeout(240)
final class AgentCanaryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String MAIN = "dev.baton.agent.FollowingMain";
    private static final Path REAL_AGENT = Path.of("/usr/sbin/fence_ipmilan");

    @TempDir
    Path dir;

    private final List<Process> started = new ArrayList<>();
    private final List<String> planted = new ArrayList<>();
    private final int port = KafkaBroker.freePort();
    private Canaries canaries;
    private TestCluster cluster;
    private KafkaBroker broker;
    private TlsIdentity tls;

    @BeforeEach
    void up() throws Exception {
        canaries = new Canaries(dir);
        cluster = new TestCluster(dir.resolve("store"));
        LabSecurity lab = new LabSecurity(dir.resolve("lab"));
        lab.create(List.of("a", "b"), List.of("127.0.0.1"), Instant.now());
        try (Stream<Path> files = Files.list(dir.resolve("lab"))) {
            for (Path file : files.toList()) {
                String name = "lab/" + file.getFileName();
                if (name.endsWith(".pass") || name.endsWith(".auth")) {
                    String text = Files.readString(file).strip();
                    canaries.known(name, text.substring(text.lastIndexOf(':') + 1));
                    planted.add(name);
                }
            }
        }
        tls = Objects.requireNonNull(SecurityFile.read(lab.file("kafka")).tls());
        broker = KafkaBroker.start(
                Files.createDirectory(dir.resolve("kafka")),
                List.of(KafkaListener.direct("A", port)),
                new BrokerSecurity(tls, Map.of("payments", canaries.canary("scram")), Passwords.SCRAM));
    }

    @AfterEach
    void down() {
        started.forEach(Process::destroyForcibly);
        cluster.close();
        broker.close();
        tls.close();
    }

    private String plant(String file, String content) throws IOException {
        canaries.secret(file, content, "rw-------");
        planted.add(file);
        return dir.resolve(file).toString();
    }

    private String security(String service, String password) throws IOException {
        plant(service + ".jaas", Passwords.SCRAM.module() + " username=\"payments\" password=\"" + password + "\";\n");
        String keys = "lab/agent-" + service;
        return canaries.security(
                        service + ".properties",
                        "tls.keystore = " + keys + ".p12",
                        "tls.truststore = " + keys + "-trust.p12",
                        "tls.passphrase.file = " + keys + ".pass",
                        "store.auth.file = lab/agent.auth",
                        "kafka.tls = true",
                        "kafka.sasl.mechanism = SCRAM-SHA-512",
                        "kafka.sasl.jaas.config.file = " + service + ".jaas")
                .toString();
    }

    /** An agent that says everything it was told, on both outputs, before it does what {@code off} says. */
    private String chatty(String name, String off) throws IOException {
        String script = "#!/bin/sh\nall=$(cat)\ncase $all in *action=metadata*)\n"
                + "for p in action ip username password token plug; do echo \"<parameter name=\\\"$p\\\" unique=\\\"0\\\">\"; done; exit 0;; esac\n"
                + "echo \"ERROR: $all\"; echo \"ERROR: $all\" >&2\n" + off + "\n";
        return canaries.secret(name, script, "rwx------").toString();
    }

    private static Map<String, Object> device(String agent, Map<String, Object> parameters) {
        return Map.of("type", "fence-agent", "agent", agent, "parameters", parameters, "deadlineMs", 3_000);
    }

    private String fencing() throws IOException {
        Path machine = dir.resolve("machine");
        String fails = chatty("fence_fails", "exit 1");
        String offs = chatty(
                "fence_off",
                "case $all in *action=off*) kill -9 $(cat '" + machine
                        + "'); exit 0;; esac\necho 'Status: OFF'; exit 2");
        plant("off.secret", canaries.canary("off") + "\n");
        Map<String, Object> devices = new LinkedHashMap<>();
        List<List<String>> levels = new ArrayList<>();
        if (Files.isExecutable(REAL_AGENT)) { // Nobody answers there: it says so in its own words.
            devices.put(
                    "ipmi",
                    device(
                            REAL_AGENT.toString(),
                            Map.of(
                                    "ip",
                                    "127.0.0.1",
                                    "ipport",
                                    9,
                                    "username",
                                    "u",
                                    "password",
                                    canaries.canary("ipmi"))));
            levels.add(List.of("ipmi"));
        }
        devices.put(
                "fails",
                device(
                        fails,
                        Map.of("ip", "x", "password", canaries.canary("text"), "token", canaries.canary("token"))));
        devices.put(
                "off",
                device(
                        offs,
                        Map.of(
                                "ip",
                                "x",
                                "password",
                                Map.of("file", dir.resolve("off.secret").toString()))));
        levels.add(List.of("fails"));
        levels.add(List.of("off"));
        return plant("fence.json", Json.mapper().writeValueAsString(Map.of("devices", devices, "levels", levels)));
    }

    private Process agent(String name, String service, String security, String fencing) throws IOException {
        Process process = canaries.start(
                name,
                MAIN,
                List.of(),
                Path.of("/dev/null"),
                List.of(service, cluster.connect(), "127.0.0.1:" + port, security, fencing));
        started.add(process);
        return process;
    }

    private void said(String file, String what) {
        await().atMost(LIMIT).until(() -> canaries.text(file).contains(what));
    }

    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    private int cli(String name, String... args) throws Exception {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "--connect",
                cluster.connect(),
                "--security",
                dir.resolve("cli.properties").toString()));
        all.addAll(List.of("--debug", "--timeout", "30s"));
        return canaries.wait(name, canaries.start(name, "dev.baton.cli.Main", List.of(), Path.of("/dev/null"), all));
    }

    @Test
    void noSecretOfAnAgentLeavesItWhateverFails() throws Exception {
        String fencing = fencing();
        canaries.security(
                "cli.properties",
                "tls.keystore = lab/console.p12",
                "tls.truststore = lab/console-trust.p12",
                "tls.passphrase.file = lab/console.pass");
        Process a = agent("a", "a", security("a", canaries.canary("scram")), fencing);
        Files.writeString(dir.resolve("machine"), Long.toString(a.pid()));
        said("a.err", "made the topic baton.audit"); // So its password was taken, and it is primary.
        Process b = agent("b", "b", security("b", canaries.canary("wrongscram")), fencing);
        said("b.out", "READY");
        said("b.err", "uthentication failed"); // Kafka's own words.
        canaries.seen("a", a);
        canaries.seen("b", b);

        signal("STOP", a);
        int code = -1;
        for (int tries = 1; code != Exit.DONE && tries <= 5; tries++) {
            code = fence(tries); // While the role moves it may be refused.
        }
        assertTrue(a.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), this::whyNotOff);
        said("b.err", "Fencing payments-a");
        assertEquals(Exit.DONE, cli("history", "history", "payments"));
        assertEquals(
                Exit.DONE,
                cli(
                        "audit",
                        "audit",
                        "export",
                        "--out",
                        dir.resolve("audit.jsonl").toString()));
        String told = canaries.text("b.err") + canaries.text("audit.jsonl");
        assertTrue(told.contains("password=***"), "what the devices said was not told at all");

        refusedFenceFiles();
        canaries.seen("b", b);
        signal("SEGV", b);
        assertTrue(b.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), "it does not crash");
        assertTrue(canaries.text("b.hs_err").contains("Environment Variables:"));
        canaries.searched(planted.toArray(String[]::new));
    }

    private int fence(int number) throws Exception {
        return cli("fence" + number, "fence", "payments", "payments-a", "--yes", "--reason", "it hangs");
    }

    private String whyNotOff() {
        String agent = canaries.text("b.err")
                .lines()
                .filter(line -> !line.contains(" DEBUG "))
                .filter(line -> line.contains("dev.baton"))
                .collect(Collectors.joining("\n"));
        return canaries.text("fence1.out") + canaries.text("fence5.out") + agent;
    }

    private void refusedFenceFiles() throws Exception {
        String security = dir.resolve("a.properties").toString();
        String half = plant(
                "half.json", "{\"devices\":{\"x\":{\"parameters\":{\"password\":\"" + canaries.canary("half") + "\",}");
        assertEquals(1, canaries.wait("half", agent("half", "c", security, half)));
        String unquoted = plant("unquoted.json", "{\"devices\":{\"password\":" + canaries.canary("unquoted") + "}}");
        assertEquals(1, canaries.wait("unquoted", agent("unquoted", "c", security, unquoted)));
        String misplaced = plant(
                "misplaced.json",
                "{\"devices\":{\"x\":{\"type\":\"fence-agent\",\"agent\":\"" + dir.resolve("fence_off")
                        + "\",\"password\":\"" + canaries.canary("misplaced") + "\",\"parameters\":{\"passwd\":[\""
                        + canaries.canary("listed") + "\"]}}},\"levels\":[[\"x\"]]}");
        assertEquals(1, canaries.wait("misplaced", agent("misplaced", "c", security, misplaced)));
        assertTrue(canaries.text("misplaced.err").contains("password"), () -> canaries.text("misplaced.err"));
    }
}
