package dev.baton.lab;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.lab.process.Launched;
import dev.baton.lab.process.Launcher;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Sleeper;
import dev.baton.lab.process.Stopper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder and its processes, without the services. */
class LabTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private final List<ProcessRef> started = new ArrayList<>();

    @AfterEach
    void killLeftovers() {
        Stopper.stop(started, Duration.ZERO);
    }

    @Test
    void anUpThatRunsOutOfTimeLeavesNothingRunning() throws Exception {
        List<String> steps = new ArrayList<>();
        LabOptions options = LabOptions.in(dir).withStoreServers(3).withLimit(Duration.ofMillis(700));
        LabException late = assertThrows(LabException.class, () -> Lab.up(options, steps::add));

        LabState left = Lab.open(dir).state();
        started.addAll(left.processes());
        assertEquals(List.of(), left.alive());
        // It did start something before it gave up, and it says what failed.
        assertTrue(left.process("kafka").isPresent());
        assertTrue(left.process("store-3").isPresent());
        assertTrue(String.valueOf(late.getMessage()).contains("within"), late.getMessage());
        assertTrue(steps.contains("Stopping what was started"));
    }

    @Test
    void aSecondUpOnARunningLabIsRefusedAndTouchesNothing() throws Exception {
        ProcessRef kafka = sleeper("kafka");
        record(kafka);
        Files.writeString(Files.createDirectories(dir.resolve("acks")).resolve("orders-a-1.log"), "1-3\n");

        LabException refused = assertThrows(LabException.class, () -> Lab.up(LabOptions.in(dir), Progress.silent()));
        assertTrue(String.valueOf(refused.getMessage()).contains("kafka (pid " + kafka.pid() + ")"));
        assertTrue(String.valueOf(refused.getMessage()).contains("baton lab down --dir " + dir));
        assertTrue(kafka.alive());
        assertTrue(Files.exists(dir.resolve("acks/orders-a-1.log")));
    }

    @Test
    void whatADeadLabLeftIsCleanedUp() throws Exception {
        ProcessRef kafka = sleeper("kafka");
        record(kafka);
        Stopper.stop(started, Duration.ZERO);
        Files.writeString(Files.createDirectories(dir.resolve("acks")).resolve("orders-a-1.log"), "1-3\n");
        Files.writeString(dir.resolve("notes.txt"), "mine");

        assertThrows(
                LabException.class,
                () -> Lab.up(LabOptions.in(dir).withLimit(Duration.ofMillis(1)), Progress.silent()));
        started.addAll(Lab.open(dir).state().processes());
        assertFalse(Files.exists(dir.resolve("acks/orders-a-1.log")));
        assertTrue(Files.exists(dir.resolve("notes.txt")));
    }

    @Test
    void downStopsEveryProcessAlsoAPausedOne() throws Exception {
        ProcessRef service = sleeper("service-a");
        ProcessRef kafka = sleeper("kafka");
        record(service, kafka);
        service.signal(ProcessRef.Signal.STOP);

        Lab.open(dir).down();
        assertFalse(service.alive());
        assertFalse(kafka.alive());
        // Again is no error.
        Lab.open(dir).down();
    }

    @Test
    void faultsHitTheProcessOfTheService() throws Exception {
        ProcessRef service = sleeper("service-a");
        record(service);
        Lab lab = Lab.open(dir);
        lab.fault(Fault.of(Fault.Kind.PAUSE, "a"));
        assertEquals("paused", lab.state().services().get(0).state());
        lab.fault(Fault.of(Fault.Kind.RESUME, "a"));
        assertEquals("running", lab.state().services().get(0).state());
        lab.fault(Fault.of(Fault.Kind.KILL, "a"));
        assertEquals("stopped", lab.state().services().get(0).state());
        assertThrows(LabException.class, () -> lab.fault(Fault.of(Fault.Kind.PAUSE, "a")));
    }

    @Test
    void aFullDiskFailsTheWritesOfOneProcessUntilItIsHealed() throws Exception {
        Path file = dir.resolve("written");
        ProcessRef kafka = sleeper("kafka", "write", file.toString());
        record(kafka);
        Lab lab = Lab.open(dir);
        await().until(() -> size(file) > 0);

        lab.fault(Fault.of(Fault.Kind.DISK_FULL, "kafka"));
        long full = size(file);
        await().during(Duration.ofMillis(100)).until(() -> size(file) == full);
        assertTrue(kafka.alive());
        lab.fault(Fault.of(Fault.Kind.HEAL, "kafka"));
        await().until(() -> size(file) > full);
    }

    @Test
    void aFaultReadsAsItIsWritten() {
        Fault fault = Fault.parse("cut", "a", "store,peers", "to", Duration.ofMillis(1_500));
        assertEquals("cut a --from store,peers --direction to --for 1500ms", fault.toString());
        assertEquals(
                "disk-full b",
                Fault.parse("disk-full", "b", null, null, Duration.ZERO).toString());
        assertThrows(IllegalArgumentException.class, () -> Fault.parse("cut", "a", null, "sideways", Duration.ZERO));
    }

    @Test
    void anUnknownServiceOrFaultNamesTheKnownOnes() throws Exception {
        record(sleeper("service-a"));
        LabException unknown =
                assertThrows(LabException.class, () -> Lab.open(dir).fault(Fault.of(Fault.Kind.KILL, "x")));
        assertEquals(
                "'x' is unknown in the lab: expected one of a, store-1, kafka, store, store-leader",
                unknown.getMessage());

        IllegalArgumentException word = assertThrows(
                IllegalArgumentException.class, () -> Fault.parse("explode", "a", null, null, Duration.ZERO));
        assertTrue(String.valueOf(word.getMessage())
                .contains("kill, pause, resume, cut, heal, slow, start, restart, gc, disk-full"));
        IllegalArgumentException target = assertThrows(
                IllegalArgumentException.class, () -> Fault.parse("cut", "a", "moon", null, Duration.ZERO));
        assertTrue(String.valueOf(target.getMessage()).contains("store, kafka, peers, console, all"));
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws Exception {
        Files.writeString(dir.resolve("thesis.txt"), "precious");
        LabException foreign = assertThrows(LabException.class, () -> Lab.up(LabOptions.in(dir), Progress.silent()));
        assertTrue(String.valueOf(foreign.getMessage()).contains("not empty"));
        try (var files = Files.list(dir)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void allWrongOptionsAreReportedAtOnce() {
        LabOptions wrong = LabOptions.in(dir)
                .withServices(0)
                .withStoreServers(2)
                .withPreset("warp")
                .withGroups(List.of("a b"));
        LabException refused = assertThrows(LabException.class, () -> Lab.up(wrong, Progress.silent()));
        assertEquals(4, String.valueOf(refused.getMessage()).lines().count(), refused.getMessage());
    }

    @Test
    void openWithoutALabSaysHowToStartOne() {
        LabException none = assertThrows(LabException.class, () -> Lab.open(dir.resolve("nothing")));
        assertTrue(String.valueOf(none.getMessage()).contains("baton lab up --dir"));
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private ProcessRef sleeper(String name) throws LabException {
        return sleeper(name, "wait");
    }

    private ProcessRef sleeper(String name, String... arguments) throws LabException {
        Launched launched = new Launcher(dir.resolve("logs"))
                .start(name, Sleeper.class, List.of("-Xmx32m", "-XX:+UseSerialGC"), List.of(arguments));
        started.add(launched.process());
        launched.awaitReady(LIMIT);
        return launched.process();
    }

    private void record(ProcessRef... processes) throws LabException {
        LabFiles.write(
                dir.resolve("lab.json"),
                new LabState(
                        dir.toString(),
                        "127.0.0.1:1/baton",
                        "127.0.0.1:1",
                        List.of(new LabState.Service("a", -1, "127.0.0.1:1", "running")),
                        List.of(
                                LabState.Server.stopped("store-1", "127.0.0.1:1"),
                                LabState.Server.stopped("kafka", "127.0.0.1:1")),
                        List.of(LabState.Group.unknown("orders")),
                        "127.0.0.1:1",
                        true,
                        List.of(processes),
                        false));
    }
}
