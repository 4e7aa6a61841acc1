package dev.baton.lab.fence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.fence.FenceSetup;
import dev.baton.lab.process.Launched;
import dev.baton.lab.process.Launcher;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.ProcessRef.Signal;
import dev.baton.lab.process.Stopper;
import dev.baton.model.Epoch;
import dev.baton.model.MemberId;
import dev.baton.port.FenceAnswer;
import dev.baton.port.FenceDevice;
import dev.baton.port.FenceDevice.Power;
import dev.baton.port.FenceReceipt;
import dev.baton.port.FenceTarget;
import dev.baton.port.Fencer;
import dev.baton.port.FencingReport;
import dev.baton.port.FencingReport.Outcome;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real fence_ipmilan against a real BMC simulator which kills real processes. */
@Timeout(120)
class SimulatedBmcIT {
    private static final FenceTarget TARGET = FenceTarget.of(new MemberId("orders-a"), new Epoch(7));
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private final List<ProcessRef> victims = new ArrayList<>();
    private final List<Bmc> bmcs = new ArrayList<>();

    @BeforeEach
    void possible() {
        String obstacle = SimulatedBmcs.obstacle();
        assumeTrue(obstacle == null, "no simulated BMC here: " + obstacle);
    }

    @AfterEach
    void endAll() {
        SimulatedBmcs.stop(bmcs);
        Stopper.stop(victims, Duration.ZERO);
    }

    @Test
    void fencingKillsARealProcessAndTheDeviceSaysOff() throws Exception {
        ProcessRef victim = java("a");
        Bmc bmc = bmc("a", victim);
        FenceSetup setup = setup(List.of(bmc));
        assertEquals(List.of(), setup.check(List.of(TARGET.member()), LIMIT));
        FenceDevice device = setup.devices().get(0);
        assertEquals(Power.ON, device.status(TARGET, LIMIT).power());

        FencingReport report = fence(setup);
        assertEquals(Outcome.OFF, report.outcome(), report.reason());
        assertFalse(victim.alive(), "the process was killed before the device said off");
        FenceReceipt receipt = report.receipts().get(0);
        assertEquals(FenceReceipt.Kind.DEVICE, receipt.kind());
        assertEquals("bmc-a", receipt.by());
        assertTrue(receipt.said().contains("Status: OFF"), receipt.said());
        assertEquals(Power.OFF, device.status(TARGET, LIMIT).power());
        assertTrue(fence(setup).off(), "fencing again what is off is off");
    }

    @Test
    void aStoppedProcessIsKilledAsWell() throws Exception {
        ProcessRef victim = java("a");
        Bmc bmc = bmc("a", victim);
        victim.signal(Signal.STOP);
        await().until(victim::paused);
        assertTrue(fence(setup(List.of(bmc))).off());
        assertFalse(victim.alive());
    }

    @Test
    void aZombieIsOff() throws Exception {
        // exec leaves a parent that never waits for its child, which so stays a zombie once killed.
        Path pid = dir.resolve("child");
        Process parent = new ProcessBuilder("sh", "-c", "sleep 1000 & echo $! >'" + pid + "'; exec sleep 1000").start();
        victims.add(ref("parent", parent.pid()));
        await().until(() -> Files.exists(pid) && Files.readString(pid).endsWith("\n"));
        ProcessRef child = ref("child", Long.parseLong(Files.readString(pid).strip()));
        victims.add(child);
        assertTrue(fence(setup(List.of(bmc("a", child)))).off());
        assertFalse(child.alive());
        assertTrue(ProcessHandle.of(child.pid()).isPresent(), "it should still be a zombie");
    }

    @Test
    void eachBmcHasItsOwnProcessAndFollowsItsRestart() throws Exception {
        ProcessRef a = java("a");
        ProcessRef b = java("b");
        Bmc bmcA = bmc("a", a);
        Bmc bmcB = bmc("b", b);
        FenceSetup setup = setup(List.of(bmcA, bmcB));
        assertTrue(fence(setup).off());
        assertFalse(a.alive());
        assertTrue(b.alive(), "the neighbour goes on");

        ProcessRef again = java("a2");
        SimulatedBmcs.machine(bmcA, again);
        assertEquals(Power.ON, setup.devices().get(0).status(TARGET, LIMIT).power());
        assertTrue(fence(setup).off());
        assertFalse(again.alive());
    }

    @Test
    void aStrangerWithThePidIsNeverHit() throws Exception {
        ProcessRef victim = java("a");
        Bmc bmc = bmc("a", new ProcessRef("a", victim.pid(), victim.startTicks() - 1));
        assertTrue(fence(setup(List.of(bmc))).off());
        assertTrue(victim.alive());
    }

    @Test
    void aWrongPasswordFailsAtOnceAndNothingIsKilled() throws Exception {
        ProcessRef victim = java("a");
        Bmc bmc = bmc("a", victim);
        Files.writeString(bmc.passwordFile(), "wrong-password\n");
        FencingReport report = fence(setup(List.of(bmc)));
        assertEquals(Outcome.FAILED, report.outcome());
        assertTrue(report.reason().contains("exit code 1"), report.reason());
        assertFalse(report.toString().contains("wrong-password"));
        assertTrue(victim.alive());
    }

    @Test
    void aDeadBmcIsUnknownByOurOwnDeadlineAndTheNextLevelDoesIt() throws Exception {
        ProcessRef victim = java("a");
        Bmc bmc = bmc("a", victim);
        // It takes what is sent and never answers, as one without power on its own network port.
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Bmc dead =
                    new Bmc("a", silent.getLocalPort(), bmc.user(), bmc.passwordFile(), bmc.simulator(), bmc.folder());
            String json = new String(SimulatedBmcs.fenceFile(List.of(dead), List.of("orders")), StandardCharsets.UTF_8)
                    .replace("5000", "1500");
            FencingReport report = fence(FenceSetup.parse(json.getBytes(StandardCharsets.UTF_8), "dead"));
            assertEquals(Outcome.UNKNOWN, report.outcome(), report.reason());
            assertInstanceOf(FenceAnswer.Unknown.class, report.answers().get(0).answer());
            assertTrue(victim.alive());
            // Left alone, the agent takes 20 s.
            assertTrue(report.tookMillis() < 10_000, report.tookMillis() + " ms");
            await().untilAsserted(() -> assertFalse(asking(silent.getLocalPort()), "the agent's ipmitool lives on"));

            String two = new String(
                            dev.baton.model.Json.bytes(Map.of(
                                    "devices",
                                    Map.of("dead", device(dead), "bmc", device(bmc)),
                                    "levels",
                                    List.of(List.of("dead"), List.of("bmc")))),
                            StandardCharsets.UTF_8)
                    .replace("5000", "1500");
            FencingReport second = fence(FenceSetup.parse(two.getBytes(StandardCharsets.UTF_8), "two levels"));
            assertEquals(2, second.level(), second.reason());
            assertEquals(1, second.receipts().size());
            assertFalse(victim.alive());
        }
    }

    @Test
    void aMisspeltParameterIsRefusedBeforeTheBmcIsAsked() throws Exception {
        ProcessRef victim = java("a");
        Bmc bmc = bmc("a", victim);
        String json = new String(SimulatedBmcs.fenceFile(List.of(bmc), List.of("orders")), StandardCharsets.UTF_8)
                .replace("\"ipport\"", "\"ip_port\"");
        FencingReport report = fence(FenceSetup.parse(json.getBytes(StandardCharsets.UTF_8), "misspelt"));
        assertEquals(Outcome.FAILED, report.outcome());
        assertTrue(report.reason().contains("parameter 'ip_port' is unknown to fence_ipmilan"), report.reason());
        assertTrue(victim.alive());
    }

    private static Map<String, Object> device(Bmc bmc) {
        return Map.of(
                "type", "fence-agent", "agent", "fence_ipmilan", "parameters", bmc.parameters(), "deadlineMs", 5_000);
    }

    /** Whether any process names this port on its command line. */
    private static boolean asking(int port) {
        return ProcessHandle.allProcesses()
                .anyMatch(p -> p.info().commandLine().orElse("").contains("-p " + port));
    }

    private static FenceSetup setup(List<Bmc> bmcs) throws Exception {
        return FenceSetup.parse(SimulatedBmcs.fenceFile(bmcs, List.of("orders")), "the lab");
    }

    private static FencingReport fence(FenceSetup setup) throws Exception {
        try (Fencer fencer = setup.fencer()) {
            return fencer.fence(TARGET, LIMIT).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    private Bmc bmc(String service, ProcessRef victim) throws Exception {
        Bmc bmc = SimulatedBmcs.start(dir.resolve("bmc-" + service), service, victim);
        bmcs.add(bmc);
        return bmc;
    }

    private ProcessRef java(String name) throws Exception {
        Launched launched =
                new Launcher(dir).start(name, Machine.class, List.of("-Xmx32m", "-XX:+UseSerialGC"), List.of());
        victims.add(launched.process());
        launched.awaitReady(LIMIT);
        return launched.process();
    }

    private static ProcessRef ref(String name, long pid) {
        return java.util.Objects.requireNonNull(ProcessRef.of(name, pid));
    }
}
