package dev.baton.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import dev.baton.lab.secure.Access;
import dev.baton.lab.secure.Identity;
import dev.baton.lab.store.ServerMode;
import dev.baton.lab.store.StoreAdmin;
import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.GroupId;
import dev.baton.model.Policy;
import dev.baton.secure.Security;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole lab as {@code baton lab up} makes it. */
class SecuredLabIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path dir;

    @Test
    @Timeout(400)
    void aSecuredLabServesItsOwnOnlyKeepsItsSecretsAndTakesNewCertificatesAsItRuns() throws Exception {
        LabOptions options =
                LabOptions.in(dir).withServices(2).withGroups(List.of("orders")).withLimit(Duration.ofMinutes(4));
        Lab lab = Lab.up(options, Progress.silent());
        List<ProcessRef> all = new ArrayList<>(lab.state().processes());
        try {
            assertTrue(lab.state().secured());
            nobodyElseIsServed(lab);
            theProxyListensToItsOwnOnly(lab);
            failsOver(lab);
            all.addAll(lab.state().processes());

            lab.rotate(Duration.ofDays(3));
            Path log = lab.files().logs().resolve("service-a.log");
            await().atMost(LIMIT).until(() -> Files.readString(log).contains("agent-a.p12 was read anew"));
            // With another process, and so with new connections to everything.
            failsOver(lab);
            all.addAll(lab.state().processes());
            noSecretIsSeen(lab);
            VerifyReport report = lab.verify();
            assertTrue(report.clean(), report::toString);
        } finally {
            lab.down();
            assertEquals(List.of(), all.stream().filter(ProcessRef::alive).toList());
            Stopper.stop(all, Duration.ZERO);
        }
    }

    /** Who cannot read the token neither sees the routes nor cuts one; who can, does. */
    private static void theProxyListensToItsOwnOnly(Lab lab) throws Exception {
        Path token = lab.files().security().resolve("proxy.token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
        HttpRequest asked = HttpRequest.newBuilder(
                        URI.create("http://" + lab.state().proxy() + "/routes"))
                .build();
        HttpResponse<String> answer;
        try (HttpClient http = HttpClient.newHttpClient()) {
            answer = http.send(asked, HttpResponse.BodyHandlers.ofString());
        }
        assertEquals(401, answer.statusCode(), answer.body());
        Fault cut = Fault.of(Fault.Kind.CUT, "b");
        lab.fault(cut);
        lab.fault(Fault.of(Fault.Kind.HEAL, "b"));
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
        LabException loose = assertThrows(LabException.class, () -> lab.fault(cut));
        assertTrue(String.valueOf(loose.getMessage()).contains("chmod 600"), loose.getMessage());
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    }

    private static void failsOver(Lab lab) throws Exception {
        LabState.Group before = primary(lab, 0);
        String service = service(before);
        lab.fault(Fault.of(Fault.Kind.KILL, service));
        LabState.Group after = primary(lab, before.epoch());
        assertNotEquals(service, service(after));
        lab.start(service);
        long committed = lab.verify().committed();
        await().atMost(LIMIT).until(() -> lab.verify().committed() > committed);
    }

    private static LabState.Group primary(Lab lab, long afterEpoch) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> lab.status().groups().get(0),
                        group -> group.primary() != null && group.epoch() > afterEpoch);
    }

    private static String service(LabState.Group group) {
        String primary = Objects.requireNonNull(group.primary());
        return primary.substring(primary.lastIndexOf('-') + 1);
    }

    private static void nobodyElseIsServed(Lab lab) throws Exception {
        LabState state = lab.state();
        LabState.Server store = state.stores().get(0);
        String address = store.endpoint();
        assertNull(ServerMode.ask(store.port(), Security.NONE), "a plain question");
        assertThrows(LabException.class, () -> StoreAdmin.connect(address, Duration.ofSeconds(2)), "a plain client");
        try (Admin plain = Admin.create(Map.of(
                "bootstrap.servers", state.kafka(), "request.timeout.ms", 2_000, "default.api.timeout.ms", 2_000))) {
            assertThrows(
                    ExecutionException.class, () -> plain.listTopics().names().get(10, TimeUnit.SECONDS));
        }
        GroupId another = new GroupId("another");
        for (String who : List.of(Identity.VIEWER, Identity.OPERATOR, Identity.WORKLOAD)) {
            try (Access access = Access.open(lab.files().securityFile(who));
                    StoreAdmin client = StoreAdmin.connect(address, LIMIT, access.security())) {
                assertEquals("standalone", ServerMode.ask(store.port(), access.security()));
                LabException refused = assertThrows(
                        LabException.class, () -> client.provision(another, Set.of(), Policy.DEFAULT), who);
                assertTrue(String.valueOf(refused.getMessage()).contains("NoAuth"), refused.getMessage());
            }
        }
    }

    /** Neither in what the system shows of a process, nor in any file but those that are there to hold it. */
    private static void noSecretIsSeen(Lab lab) throws Exception {
        List<String> secrets = new ArrayList<>();
        Path security = lab.files().security();
        try (Stream<Path> files = Files.list(security)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".pass") || name.endsWith(".auth") || name.endsWith(".token")) {
                    String text = Files.readString(file).strip();
                    secrets.add(text.substring(text.lastIndexOf(':') + 1));
                }
            }
        }
        assertTrue(secrets.size() >= 14, "found " + secrets.size());
        List<Path> seen = new ArrayList<>();
        for (ProcessRef process : lab.state().alive()) {
            seen.add(Path.of("/proc", String.valueOf(process.pid()), "cmdline"));
            seen.add(Path.of("/proc", String.valueOf(process.pid()), "environ"));
        }
        try (Stream<Path> files = Files.walk(lab.files().dir())) {
            files.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.startsWith(security) || file.toString().endsWith(".properties"))
                    .forEach(seen::add);
        }
        for (Path file : seen) {
            String content = content(file);
            secrets.forEach(secret -> assertFalse(content.contains(secret), () -> "a secret is in " + file));
        }
    }

    private static String content(Path file) throws IOException {
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "";
    }
}
