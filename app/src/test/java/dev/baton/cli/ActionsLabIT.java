package dev.baton.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.authority.Signer;
import dev.baton.cli.Baton.Result;
import dev.baton.console.connect.ActionClient;
import dev.baton.console.connect.Submission;
import dev.baton.console.connect.Target;
import dev.baton.console.connect.Targets;
import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabOptions;
import dev.baton.lab.Progress;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRequest;
import dev.baton.model.Epoch;
import dev.baton.model.GroupId;
import dev.baton.model.Hlc;
import dev.baton.model.MemberId;
import dev.baton.model.OperatorRole;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every action by its real command against a whole lab, one after the other, while it is under load. */
class ActionsLabIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path dir = Path.of("");

    @Test
    @Timeout(300)
    void eachActionEndsAsItSaysAndNothingIsLost() throws Exception {
        Lab lab = Lab.up(
                LabOptions.in(dir).withGroups(List.of("orders")).withLimit(Duration.ofMinutes(2)), Progress.silent());
        List<ProcessRef> all = new ArrayList<>(lab.state().processes());
        try {
            await().atMost(LIMIT).until(() -> eligible() == 2);
            succeeded(baton("pause", "orders", "--for", "10m", "--reason", "patching"));
            assertEquals("patching", group().at("/pause/reason").asText());

            String first = group().get("primary").asText();
            List<String> standbys = others(first);
            lab.fault(Fault.of(Fault.Kind.KILL, service(first)));
            Result failover = baton("failover", "orders", "--to", standbys.getFirst());
            succeeded(failover);
            assertTrue(
                    failover.json().get("epochAfter").asLong()
                            > failover.json().get("epochBefore").asLong(),
                    failover::all);
            assertEquals(standbys.getFirst(), group().get("primary").asText());
            lab.start(service(first));
            all.addAll(lab.state().processes());
            await().atMost(LIMIT).until(() -> eligible() == 2);

            String spare = standbys.getLast();
            Result fence = baton("fence", "orders", spare, "--reason", "its disk is to be replaced");
            succeeded(fence);
            assertTrue(fence.out().contains("STEPPED_DOWN"), fence::all);
            assertEquals(3, baton("switchover", "orders", "--to", spare).code());
            succeeded(baton("reinstate", "orders", spare));

            Result rollback = baton("rollback", "orders");
            succeeded(rollback);
            assertEquals(first, group().get("primary").asText());
            assertEquals(first, baton("receipt", "orders").text("/epoch/holder"));

            abort(lab, first, spare);

            succeeded(baton("resume", "orders"));
            assertTrue(group().get("pause").isNull());
            // A primary whose process stood still for that long has left the role, and nobody took it while that was
            // paused.
            await().atMost(LIMIT).until(() -> !group().get("primary").isNull() && eligible() == 2);
            long committed = lab.verify().committed();
            await().atMost(LIMIT).until(() -> lab.verify().committed() > committed);
            VerifyReport report = lab.verify();
            assertTrue(report.clean(), report::toString);
            assertTrue(report.epochs() >= 3, report::toString);
        } finally {
            lab.down();
            Stopper.stop(all, Duration.ZERO);
        }
    }

    /** A switchover that nobody has started, because the primary's process stands still: past the rules of the plan, as a race would have it. */
    private void abort(Lab lab, String primary, String to) throws Exception {
        await().atMost(LIMIT).until(() -> eligible() == 2);
        JsonNode dry = baton("switchover", "orders", "--to", to, "--dry-run").json();
        JsonNode rules = dry.at("/plan/rules");
        lab.fault(Fault.of(Fault.Kind.PAUSE, service(primary)).lasting(Duration.ofSeconds(3)));
        Target target = Targets.system().resolve(new Targets.Flags(null, null, null, dir, LIMIT));
        try (Session session = Session.open(target, false)) {
            Signer alice = new Signing(
                            session, new KeyOptions(), new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                    .signer(OperatorRole.OPERATOR);
            long now = System.currentTimeMillis();
            Submission asked = new ActionClient(session.connection().store(), Duration.ofSeconds(5), alice)
                    .submit(new ActionRequest(
                            "s-stalled",
                            new GroupId("orders"),
                            ActionKind.SWITCHOVER,
                            new MemberId(to),
                            new Epoch(dry.get("epochBefore").asLong()),
                            version(rules),
                            "",
                            "oncall",
                            new Hlc(now, 0),
                            now + 60_000,
                            List.of(),
                            null,
                            null))
                    .toCompletableFuture()
                    .get();
            assertTrue(asked instanceof Submission.Accepted, asked::toString);
        }
        Result aborted = baton("rollback", "orders", "--abort", "--reason", "wrong member");
        assertEquals(0, aborted.code(), aborted::all);
        assertEquals("UNDONE", aborted.text("/abort/result"));
        assertEquals(3, baton("rollback", "orders", "--abort").code());
    }

    private static int version(JsonNode rules) {
        for (JsonNode rule : rules) {
            if (rule.get("name").asText().equals("leadership as shown")) {
                return Integer.parseInt(rule.get("expected").asText().replace("version ", ""));
            }
        }
        throw new AssertionError("no version in " + rules);
    }

    private Result baton(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--json", "--lab", dir.toString(), "--timeout", "60s"));
        if (!args[0].equals("status") && !args[0].equals("receipt")) {
            all.add("--yes");
        }
        Result result = Baton.run(all.toArray(String[]::new));
        return result;
    }

    private static void succeeded(Result result) {
        assertEquals("SUCCEEDED", result.text("/outcome"), result::all);
        assertEquals(0, result.code(), result::all);
    }

    private JsonNode group() {
        return Objects.requireNonNull(baton("status", "orders").json().at("/groups/0"));
    }

    private int eligible() {
        int count = 0;
        for (JsonNode member : group().get("members")) {
            count += member.get("eligible").asBoolean() ? 1 : 0;
        }
        return count;
    }

    private List<String> others(String primary) {
        List<String> others = new ArrayList<>();
        group().get("members").forEach(member -> {
            String id = member.get("member").asText();
            if (!id.equals(primary)) {
                others.add(id);
            }
        });
        return others;
    }

    private static String service(String member) {
        return member.substring(member.lastIndexOf('-') + 1);
    }
}
