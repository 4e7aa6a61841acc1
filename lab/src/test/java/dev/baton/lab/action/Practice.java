package dev.baton.lab.action;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.lab.Fault;
import dev.baton.lab.Lab;
import dev.baton.lab.LabException;
import dev.baton.lab.LabOptions;
import dev.baton.lab.LabState;
import dev.baton.lab.Progress;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.lab.process.Stopper;
import dev.baton.lab.verify.VerifyReport;
import dev.baton.model.ActionKind;
import dev.baton.model.ActionRecord;
import dev.baton.model.ActionStep;
import dev.baton.model.GroupId;
import dev.baton.model.Json;
import dev.baton.model.Leadership;
import dev.baton.model.LeadershipState;
import dev.baton.model.MemberId;
import dev.baton.model.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lab of three services and one group under load, with a hand in its store and one on its processes. */
final class Practice implements AutoCloseable {
    static final GroupId ORDERS = new GroupId("orders");
    static final Duration LIMIT = Duration.ofSeconds(40);

    private final Lab lab;
    private final HttpClient http = HttpClient.newHttpClient();
    private final StoreHand store;

    private Practice(Lab lab) throws LabException {
        this.lab = lab;
        this.store = new StoreHand(lab.state().zookeeper(), ORDERS);
    }

    static Practice up(Path dir, boolean fencing) throws Exception {
        // The tests' own hands in the store and at the links are plain ones.
        LabOptions options = LabOptions.in(dir)
                .plain()
                .withGroups(List.of(ORDERS.value()))
                .withPreset("fast")
                .withCommandsPerSecond(50)
                .withLimit(Duration.ofMinutes(4));
        Practice practice = new Practice(Lab.up(fencing ? options.withFencing() : options, Progress.silent()));
        practice.awaitAllReady();
        return practice;
    }

    StoreHand store() {
        return store;
    }

    Lab lab() {
        return lab;
    }

    /** The member that serves, as the store has it. */
    MemberId primary() {
        return await().atMost(LIMIT).until(this::holder, Objects::nonNull);
    }

    private @Nullable MemberId holder() throws Exception {
        Leadership leadership = store.leadership();
        return leadership.state() == LeadershipState.PRIMARY ? leadership.holder() : null;
    }

    /** The members that do not hold the role, by name. */
    List<MemberId> others() throws LabException {
        MemberId primary = primary();
        List<MemberId> found = new ArrayList<>();
        for (LabState.Service service : lab.state().services()) {
            MemberId member = new MemberId(ORDERS + "-" + service.id());
            if (!member.equals(primary)) {
                found.add(member);
            }
        }
        return found;
    }

    ProcessRef process(MemberId member) throws LabException {
        return lab.state().process("service-" + service(member)).orElseThrow();
    }

    void signal(MemberId member, Signal signal) throws LabException {
        assertTrue(process(member).signal(signal), member + " got " + signal);
    }

    void restart(MemberId member) throws LabException {
        lab.start(service(member));
    }

    /** Wakes what is paused, starts what is dead and reinstates what is fenced, and waits until all could take the role. */
    void heal() throws Exception {
        for (LabState.Service service : lab.state().services()) {
            switch (service.state()) {
                case "paused" -> lab.fault(Fault.of(Fault.Kind.RESUME, service.id()));
                case "stopped" -> lab.start(service.id());
                default -> {
                    // It runs.
                }
            }
        }
        awaitOnePrimary();
        for (LabState.Service service : lab.state().services()) {
            MemberId member = new MemberId(ORDERS + "-" + service.id());
            if (store.member(member).fence() != null) {
                reinstate(member);
            }
        }
        awaitAllReady();
    }

    /** As what is shown may be old, and a member that was just started may not be heard yet, asks until it is not refused. */
    StoreHand.Asked askUntilTaken(ActionKind kind, MemberId target) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            StoreHand.Asked asked = store.ask(kind, target);
            String said = asked.toString();
            if (asked.accepted()) {
                ActionRecord record = store.step(asked.id(), ActionStep.Name.ACCEPTED, LIMIT);
                if (record.done(ActionStep.Name.ACCEPTED)) {
                    return asked;
                }
                said = record.toString();
                store.awaitNoneOpen(LIMIT);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(kind + " was refused for " + LIMIT + ": " + said);
            }
        }
    }

    private void reinstate(MemberId member) throws Exception {
        ActionRecord record =
                store.ended(askUntilTaken(ActionKind.REINSTATE, member).id(), LIMIT);
        assertEquals(Outcome.SUCCEEDED, record.outcome(), record::toString);
        store.awaitNoneOpen(LIMIT);
    }

    void awaitAllReady() throws LabException {
        for (LabState.Service service : lab.state().services()) {
            MemberId member = new MemberId(ORDERS + "-" + service.id());
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> {
                JsonNode status = status(member);
                return status.path("eligible").asBoolean()
                        || status.path("role").asText("").equals("PRIMARY");
            });
        }
    }

    /** What the member says of itself; an empty object where it does not answer. */
    JsonNode status(MemberId member) throws Exception {
        String endpoint = lab.state().services().stream()
                .filter(s -> s.id().equals(service(member)))
                .findFirst()
                .orElseThrow()
                .endpoint();
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://" + endpoint + "/status"))
                            .timeout(Duration.ofMillis(500))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            JsonNode first =
                    Json.mapper().readTree(answer.body()).path("members").path(0);
            return first.isObject() ? first : Json.mapper().createObjectNode();
        } catch (IOException silent) {
            return Json.mapper().createObjectNode();
        }
    }

    /** Waits until the role is held by a member that runs, says that it serves with an open guard, and is the only one to say so. */
    MemberId awaitOnePrimary() {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            MemberId holder = holder();
                            List<MemberId> serving = new ArrayList<>();
                            for (LabState.Service service : lab.state().services()) {
                                MemberId member = new MemberId(ORDERS + "-" + service.id());
                                if (service.state().equals("running")
                                        && status(member).path("guardMillis").asLong(-1) >= 0) {
                                    serving.add(member);
                                }
                            }
                            return holder != null && serving.equals(List.of(holder)) ? holder : null;
                        },
                        Objects::nonNull);
    }

    /** Waits for a result that was not there before, and checks the whole history. */
    VerifyReport verified() throws LabException {
        long before = lab.verify().committed();
        VerifyReport report = await().atMost(LIMIT).until(lab::verify, r -> r.committed() > before);
        assertTrue(report.clean(), report::toString);
        assertEquals(0, report.lost() + report.duplicated() + report.reordered() + report.staleCommits());
        return report;
    }

    static String service(MemberId member) {
        return member.value().substring(member.value().lastIndexOf('-') + 1);
    }

    @Override
    public void close() throws LabException {
        store.close();
        http.close();
        List<ProcessRef> all = lab.state().processes();
        try {
            lab.down();
            assertEquals(List.of(), all.stream().filter(ProcessRef::alive).toList());
        } finally {
            Stopper.stop(all, Duration.ZERO);
        }
    }
}
