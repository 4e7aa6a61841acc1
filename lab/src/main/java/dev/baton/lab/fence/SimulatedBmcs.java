package dev.baton.lab.fence;

import dev.baton.lab.LabException;
import dev.baton.lab.process.Pause;
import dev.baton.lab.process.ProcessRef;
import dev.baton.lab.process.Stopper;
import dev.baton.model.Json;
import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops simulated BMCs, one a service, each an {@code ipmi_sim} of its own on a UDP port of 127.0.0.1 with a password of its own. The
 * simulators outlive this process, as everything in the lab does; {@link #stop} ends them. Blocks; one thread at a time.
 */
public final class SimulatedBmcs {
    private static final List<String> PROGRAMS = List.of("ipmi_sim", "ipmitool", "fence_ipmilan");
    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin");
    private static final Duration READY = Duration.ofSeconds(10);
    private static final int LOWEST_PORT = 12_000;
    private static final int PORTS = 16_000;
    private static final int PORT_TRIES = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SimulatedBmcs() {}

    /** What keeps simulated BMCs from working here, in words; null where nothing does. */
    public static @Nullable String obstacle() {
        List<String> missing =
                PROGRAMS.stream().filter(program -> find(program) == null).toList();
        return missing.isEmpty()
                ? null
                : "expected the programs " + PROGRAMS + ", missing " + missing
                        + "; on Debian: apt-get install --no-install-recommends fence-agents openipmi ipmitool";
    }

    /**
     * Starts a BMC for the process of a service and returns once it answers.
     *
     * @param folder for its files; made where it is not there
     * @throws LabException with the simulator's log where it does not get ready
     */
    public static Bmc start(Path folder, String service, ProcessRef machine) throws LabException {
        String obstacle = obstacle();
        if (obstacle != null) {
            throw new LabException("no simulated BMC is possible here: " + obstacle);
        }
        BmcFiles files = new BmcFiles(folder.toAbsolutePath());
        int port = freePort();
        try {
            files.write(service, port, word(), word());
            files.machine(machine);
            ProcessRef simulator = simulator(service, files);
            Bmc bmc = new Bmc(service, port, BmcFiles.USER, files.passwordFile(), simulator, files.folder());
            awaitAnswer(bmc, files);
            return bmc;
        } catch (IOException e) {
            throw new LabException("cannot write the files of the BMC of " + service + ": " + e.getMessage(), e);
        }
    }

    /** The service was started anew: this is its process now. */
    public static void machine(Bmc bmc, ProcessRef process) throws LabException {
        machine(bmc.folder(), process);
    }

    /** The same of the BMC that has its files in that folder, for who did not start it. */
    public static void machine(Path folder, ProcessRef process) throws LabException {
        try {
            new BmcFiles(folder.toAbsolutePath()).machine(process);
        } catch (IOException e) {
            throw new LabException("cannot tell the BMC in " + folder + " its process: " + e.getMessage(), e);
        }
    }

    /** Ends the simulators; the services go on. */
    public static void stop(Collection<Bmc> bmcs) {
        Stopper.stop(bmcs.stream().map(Bmc::simulator).toList(), Duration.ofMillis(500));
    }

    /**
     * The file of fence devices for the members of these groups on the services that have a BMC: one device a service, and so one level a
     * member ({@code docs/operating/fencing.md}).
     */
    public static byte[] fenceFile(Collection<Bmc> bmcs, List<String> groups) {
        Map<String, Object> devices = new LinkedHashMap<>();
        Map<String, Object> levels = new LinkedHashMap<>();
        for (Bmc bmc : bmcs) {
            String name = "bmc-" + bmc.service();
            List<String> members =
                    groups.stream().map(group -> group + "-" + bmc.service()).toList();
            devices.put(
                    name,
                    Map.of(
                            "type",
                            "fence-agent",
                            "agent",
                            "fence_ipmilan",
                            "targets",
                            members,
                            "parameters",
                            bmc.parameters(),
                            "deadlineMs",
                            5_000));
            members.forEach(member -> levels.put(member, List.of(List.of(name))));
        }
        return Json.bytes(Map.of("devices", devices, "levels", levels));
    }

    private static ProcessRef simulator(String service, BmcFiles files) throws LabException, IOException {
        List<String> command = new ArrayList<>();
        String setsid = find("setsid");
        if (setsid != null) {
            command.add(setsid);
        }
        command.addAll(List.of(
                String.valueOf(find("ipmi_sim")),
                "-c",
                files.lan().toString(),
                "-f",
                files.emulator().toString(),
                "-s",
                files.state().toString(),
                "-n"));
        Process process = new ProcessBuilder(command)
                .directory(files.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(files.log().toFile())
                .start();
        ProcessRef ref = ProcessRef.of("bmc-" + service, process.pid());
        if (ref == null) {
            throw new LabException("ipmi_sim of " + service + " ended at once: see " + files.log());
        }
        return ref;
    }

    private static void awaitAnswer(Bmc bmc, BmcFiles files) throws LabException {
        long deadlineNanos = System.nanoTime() + READY.toNanos();
        while (!RmcpPing.answered(bmc.port())) {
            if (!bmc.simulator().alive() || System.nanoTime() > deadlineNanos || !Pause.millis(10)) {
                Stopper.stop(List.of(bmc.simulator()), Duration.ZERO);
                throw new LabException("the BMC of " + bmc.service() + " does not answer on UDP port " + bmc.port()
                        + " after " + READY.toSeconds() + " s: see " + files.log());
            }
        }
    }

    private static int freePort() throws LabException {
        for (int i = 0; i < PORT_TRIES; i++) {
            int port = LOWEST_PORT + RANDOM.nextInt(PORTS);
            try (DatagramSocket probe = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // The next one.
            }
        }
        throw new LabException("no free UDP port of 127.0.0.1 was found in " + PORT_TRIES + " tries");
    }

    /** Sixteen letters: the longest password of IPMI 1.5. */
    private static String word() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static @Nullable String find(String program) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }
}
